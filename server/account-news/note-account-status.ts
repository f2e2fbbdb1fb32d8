import type { Deps } from '../deps.ts';
import { type EventDraft, recordEvents } from '../events/index.ts';
import type { AdAccountRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { SUSPENDED_STATUSES } from '../tiktok/index.ts';

/** What was seen of an ad account, by whoever looked or was told. */
export interface SeenStatus {
  /** TikTok's `status`, such as STATUS_LIMIT. */
  status: string;
  /** Why, in TikTok's words. */
  reason: string | null;
  /** Whether TikTok, asked, said so. */
  confirmed: boolean;
  /** When it changed as far as TikTok says; otherwise when it was seen. */
  occurredAt: EpochMs;
}

type Account = Pick<AdAccountRecord, 'advertiserId' | 'name' | 'connectionId'>;

/**
 * Writes TikTok's status to an imported ad account and says what there is to tell: that it was suspended, or that this is over. Nothing
 * when that was told before, by whichever of notice, look and probe was first. For an account that is not imported, nothing.
 */
export async function accountStatusDrafts(
  deps: Pick<Deps, 'store' | 'clock'>,
  workspaceId: string,
  advertiserId: string,
  seen: SeenStatus,
): Promise<EventDraft[]> {
  const { adAccounts } = deps.store.workspace(workspaceId);
  const changed = await adAccounts.changeStatus(advertiserId, seen.status, deps.clock.now());
  const account = await adAccounts.get(advertiserId);
  return account === null ? [] : statusDrafts(deps, workspaceId, account, changed?.before ?? null, seen);
}

/** As {@link accountStatusDrafts}, and tells it. */
export async function noteAccountStatus(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  seen: SeenStatus,
): Promise<void> {
  await recordEvents(deps, workspaceId, ...(await accountStatusDrafts(deps, workspaceId, advertiserId, seen)));
}

/**
 * What there is to tell of a status that is written already. Suspension and its end take turns: the key names the one before, so that
 * two who notice the same at once tell it once, and whoever is not sure tells again.
 *
 * @param before the status before, null where it did not change or nobody knows
 */
export async function statusDrafts(
  { store }: Pick<Deps, 'store'>,
  workspaceId: string,
  { advertiserId, name, connectionId }: Account,
  before: string | null,
  { status, reason, confirmed, occurredAt }: SeenStatus,
): Promise<EventDraft[]> {
  const isSuspended = SUSPENDED_STATUSES.includes(status);
  const { events } = store.workspace(workspaceId);
  const newest = async (type: 'account.suspended' | 'account.restored') => {
    const query = { after: null, limit: 1, group: null, type, advertiserId, needsYou: false, unreadBy: null };
    return (await events.list(query, null)).items[0] ?? null;
  };
  const suspended = await newest('account.suspended');
  const restored = await newest('account.restored');
  const isSuspendedLatest = suspended !== null && suspended.seq > (restored?.seq ?? -1);
  const latest = isSuspendedLatest ? suspended : restored;
  // One that was removed while it was suspended and imported again is told anew: the first telling needs nobody any more.
  const isTold = isSuspendedLatest && suspended.resolvedAt === null;
  // One that was suspended from before anything was told: the end of it is news all the same.
  const isUntoldEnd = latest === null && !isSuspended && before !== null && SUSPENDED_STATUSES.includes(before);
  if (isSuspended === isTold && !isUntoldEnd) return [];
  const common = {
    advertiserId,
    accountName: name,
    connectionId,
    subject: { kind: 'account', id: advertiserId, name },
    occurredAt,
  } as const;
  const after = `${advertiserId}:after:${latest?.id ?? 'first'}`;
  return isSuspended
    ? [{ ...common, type: 'account.suspended', key: `account.suspended:${after}`, data: { reason, confirmed } }]
    : [{ ...common, type: 'account.restored', key: `account.restored:${after}`, data: { confirmed } }];
}
