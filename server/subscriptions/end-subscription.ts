import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { SubscriptionRecord } from '../store/watched.ts';
import { isPassingCode, type TikTokApp, TikTokApiError, unsubscribe } from '../tiktok/index.ts';
import { count, type Turn } from './turn.ts';
import { findAppOrNull } from './wanted.ts';

const SLICE = 1000;

/** A subscription that is to be ended, and the app whose secret ends it. */
export interface Ending {
  record: SubscriptionRecord;
  app: TikTokApp;
}

/**
 * Marks what is over as to be ended. What nobody can end, since the secret of its app is gone, is forgotten. In slices: a
 * disconnect ends tens of thousands.
 *
 * @returns what is to be ended at TikTok
 */
export async function beginEnding(
  deps: Deps,
  workspaceId: string,
  over: readonly SubscriptionRecord[],
): Promise<Ending[]> {
  const { subscriptions } = deps.store.workspace(workspaceId);
  const apps = new Map<string, TikTokApp | null>();
  for (const appId of new Set(over.map((record) => record.appId)))
    apps.set(appId, await findAppOrNull(deps, workspaceId, appId));
  const endings = over.flatMap((record) => {
    const app = apps.get(record.appId) ?? null;
    return app === null ? [] : [{ record, app }];
  });
  const lost = over.filter(({ appId }) => (apps.get(appId) ?? null) === null);
  const [first] = lost;
  if (first !== undefined) {
    const { connectionId, appId } = first;
    const about = { workspaceId, connectionId, appId, subscriptions: lost.length };
    deps.log.warn(about, 'subscriptions were not ended at TikTok: the secret of their app is gone');
  }
  for (const ids of slicesOf(lost)) {
    await subscriptions.remove(ids);
    await nextTurn();
  }
  for (const ids of slicesOf(endings.map(({ record }) => record).filter(({ endingSince }) => endingSince === null))) {
    await subscriptions.end(ids, deps.clock.now());
    await nextTurn();
  }
  return endings;
}

/**
 * Ends a subscription at TikTok and forgets it. One that TikTok does not know any more counts as ended.
 *
 * @throws {TikTokApiError} whatever else TikTok answers: it is still to be ended
 */
export async function endSubscription(
  deps: Deps,
  workspaceId: string,
  { record, app }: Ending,
  turn: Turn,
): Promise<void> {
  const { connectionId, appId, subscriptionId, entity } = record;
  count(deps, connectionId, appId, turn);
  await unsubscribe(deps.tiktok, app, subscriptionId, turn.signal).catch((error: unknown) => {
    if (!isUnknownThere(error)) throw error;
    const about = { workspaceId, connectionId, subscriptionId, entity, code: error.code };
    deps.log.debug(about, 'a subscription had ended at TikTok before');
  });
  await deps.store.workspace(workspaceId).subscriptions.remove([subscriptionId]);
}

function slicesOf(records: readonly SubscriptionRecord[]): string[][] {
  const ids = records.map(({ subscriptionId }) => subscriptionId);
  return Array.from({ length: Math.ceil(ids.length / SLICE) }, (_, index) =>
    ids.slice(index * SLICE, (index + 1) * SLICE),
  );
}

/** Which code a subscription meets that TikTok dropped is not documented: whatever says that there is none. */
function isUnknownThere(error: unknown): error is TikTokApiError {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  return UNKNOWN_CODES.has(error.code) && !isPassingCode(error.code, error.tiktokMessage);
}
/** INVALID_PARAMS, PERMISSION_ERROR, PARAM_ERROR, NOT_EXIST. */
const UNKNOWN_CODES: ReadonlySet<number> = new Set([40000, 40001, 40002, 40007]);
