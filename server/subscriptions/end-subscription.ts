import type { Deps } from '../deps.ts';
import type { SubscriptionRecord } from '../store/watched.ts';
import { isPassingCode, TikTokApiError, unsubscribe } from '../tiktok/index.ts';
import { count, type Turn } from './turn.ts';
import { findAppOrNull } from './wanted.ts';

/**
 * Ends a subscription at TikTok and forgets it. One that TikTok does not know any more counts as ended, and so does one whose app's secret
 * is gone: nobody could end that.
 *
 * @throws {TikTokApiError} whatever else TikTok answers: it is still to be ended
 */
export async function endSubscription(
  deps: Deps,
  workspaceId: string,
  record: SubscriptionRecord,
  turn: Turn,
): Promise<void> {
  const { connectionId, appId, subscriptionId, entity } = record;
  const { subscriptions } = deps.store.workspace(workspaceId);
  const about = { workspaceId, connectionId, subscriptionId, entity };
  const app = await findAppOrNull(deps, workspaceId, appId);
  if (app === null) {
    deps.log.warn({ ...about, appId }, 'a subscription was not ended at TikTok: the secret of its app is gone');
  } else {
    count(deps, connectionId, appId, turn);
    await unsubscribe(deps.tiktok, app, subscriptionId, turn.signal).catch((error: unknown) => {
      if (!isUnknownThere(error)) throw error;
      deps.log.debug({ ...about, code: error.code }, 'a subscription had ended at TikTok before');
    });
  }
  await subscriptions.remove([subscriptionId]);
}

/** Which code a subscription meets that TikTok dropped is not documented: whatever says that there is none. */
function isUnknownThere(error: unknown): error is TikTokApiError {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  return UNKNOWN_CODES.has(error.code) && !isPassingCode(error.code, error.tiktokMessage);
}
/** INVALID_PARAMS, PERMISSION_ERROR, PARAM_ERROR, NOT_EXIST. */
const UNKNOWN_CODES: ReadonlySet<number> = new Set([40000, 40001, 40002, 40007]);
