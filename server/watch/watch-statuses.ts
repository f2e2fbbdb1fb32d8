import { noteAccountStatus } from '../account-news/index.ts';
import { refreshSoon } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import {
  getAdvertiserInfo,
  isScopeMissing,
  isUnsupported,
  SUSPENDED_STATUSES,
  TikTokApiError,
} from '../tiktok/index.ts';
import { SHORTEST_INTERVAL_MS } from './interval.ts';
import { asGrant, type Look } from './read-all.ts';

/** One call tells the status of 100 ad accounts, so the look at one of them asks for all of its connection. */
const EVERY_MS = SHORTEST_INTERVAL_MS - 60_000;
/** What may not be read is tried again after a while: somebody may have signed in with the permission. */
const CLOSED_MS = 6 * 3_600_000;
/** After a failure, which the next look at another of its ad accounts would only meet again. */
const TROUBLE_MS = 60_000;
const PER_CALL = 100;

/** When the statuses of a connection's ad accounts may be read again, per server. */
const nextAt = new WeakMap<Deps, Map<string, number>>();

/**
 * Reads the status of all ad accounts of the connection, unless that was done within the quarter of an hour, and tells which were
 * suspended and which are no longer: for what no notice came about.
 */
export async function watchStatuses(look: Look): Promise<void> {
  const { deps, workspaceId, account, signal } = look;
  const times = nextAt.get(deps) ?? new Map<string, number>();
  nextAt.set(deps, times);
  const now = deps.clock.now();
  const key = `${workspaceId}\n${account.connectionId}`;
  const next = times.get(key) ?? 0;
  if (now < next && next - now <= CLOSED_MS) return;
  times.set(key, now + EVERY_MS);

  const { adAccounts } = deps.store.workspace(workspaceId);
  const accounts = await adAccounts.listByConnection(account.connectionId);
  const reached = accounts.filter(({ accessLostAt }) => accessLostAt === null);
  const ids = reached.map(({ advertiserId }) => advertiserId);
  try {
    look.calls += Math.ceil(ids.length / PER_CALL) - 1;
    const infos = await asGrant(look, (grant) => getAdvertiserInfo(deps.tiktok, grant, ids, signal));
    const before = new Map(reached.map((record) => [record.advertiserId, record.tiktokStatus]));
    for (const { advertiserId, status, rejectionReason } of infos) {
      if (status === before.get(advertiserId) && !SUSPENDED_STATUSES.includes(status)) continue;
      const seen = { status, reason: rejectionReason, confirmed: true, occurredAt: now };
      await noteAccountStatus(deps, workspaceId, advertiserId, seen);
    }
    // Which of them is out of reach, and what else is, the whole reading tells.
    if (infos.length < ids.length) await refreshSoon(deps, workspaceId, account.connectionId);
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    const isClosed = isScopeMissing(error.code, error.tiktokMessage) || isUnsupported(error.code);
    times.set(key, now + (isClosed ? CLOSED_MS : TROUBLE_MS));
    if (!isClosed) throw error;
  }
}
