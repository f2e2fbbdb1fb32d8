import { refreshSoon, withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { SubscriptionRecord } from '../store/watched.ts';
import { subscribe, type SubscriptionTarget, TikTokApiError } from '../tiktok/index.ts';
import { idOf, isAboutTarget, isLasting, leaveOut } from './refused.ts';
import { count, type Turn } from './turn.ts';
import { unansweredId } from './unanswered.ts';
import type { Ground } from './wanted.ts';

/**
 * Subscribes to one thing; a group that TikTok refuses for one of its ad accounts is halved until that one is found.
 *
 * @returns a refusal that is not about this one thing and that no waiting cures; null: it is there, or left out
 */
export async function makeSubscription(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  ground: Ground,
  target: SubscriptionTarget,
  turn: Turn,
): Promise<TikTokApiError | null> {
  try {
    await makeOne(deps, workspaceId, connectionId, ground, target, turn);
    return null;
  } catch (error) {
    if (isLasting(error) && !isAboutTarget(error)) return error;
    if (!isAboutTarget(error)) throw error;
    if (target.entity === 'AD_ACCOUNT_SUSPENSION' && target.advertiserIds.length > 1) {
      const { entity, advertiserIds } = target;
      const middle = Math.ceil(advertiserIds.length / 2);
      for (const half of [advertiserIds.slice(0, middle), advertiserIds.slice(middle)]) {
        if (turn.calls > 0)
          await makeSubscription(deps, workspaceId, connectionId, ground, { entity, advertiserIds: half }, turn);
      }
      return null;
    }
    const { code, tiktokRequestId } = error;
    const about = { workspaceId, connectionId, entity: target.entity, id: idOf(target), code, tiktokRequestId };
    deps.log.warn(about, 'TikTok does not take a subscription; looking has to do for now');
    leaveOut(deps, connectionId, idOf(target));
    // It may be out of reach by now; then the ad account says so from the next reading on.
    await refreshSoon(deps, workspaceId, connectionId);
    return null;
  }
}

async function makeOne(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { app, making }: Ground,
  target: SubscriptionTarget,
  turn: Turn,
): Promise<void> {
  const { subscriptions } = deps.store.workspace(workspaceId);
  const isGroup = target.entity === 'AD_ACCOUNT_SUSPENSION';
  const asked: SubscriptionRecord = {
    ...making,
    subscriptionId: unansweredId(deps.random),
    connectionId,
    entity: target.entity,
    advertiserIds: isGroup ? target.advertiserIds : [target.advertiserId],
    objectId: isGroup ? null : target.objectId,
    createdAt: deps.clock.now(),
    confirmedAt: null,
    endingSince: null,
  };
  await subscriptions.add(asked);
  count(deps, connectionId, app.appId, turn);
  try {
    const made = await withGrant(deps, workspaceId, connectionId, 'read', async (grant) => ({
      ...(await subscribe(deps.tiktok, grant, app, target, making.callbackUrl, turn.signal)),
      tokenVersion: grant.tokenVersion,
    }));
    await subscriptions.answered(asked.subscriptionId, { ...asked, ...made });
  } catch (error) {
    const surelyNot = error instanceof TikTokApiError ? !error.mayHaveHappened : error instanceof AppError;
    if (surelyNot) await subscriptions.remove([asked.subscriptionId]);
    throw error;
  }
}
