import { setImmediate as nextTurn } from 'node:timers/promises';
import { accountStatusDrafts } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { toNewEvent } from '../events/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import {
  type AdvertiserInfo,
  getAdvertiserInfo,
  isScopeMissing,
  isUnsupported,
  SUSPENDED_STATUSES,
  TikTokApiError,
} from '../tiktok/index.ts';
import type { AccountEntry } from './entries.ts';
import { askAgain, count, newDecision, type PartDecision } from './process-decision.ts';
import { isGivenUp, mayDoubt, nextAskAt, nextDoubtAt } from './process-pauses.ts';
import type { AccountPart, Claim } from './process-route.ts';

/** What TikTok answered; an ad account that is missing is out of the grant's reach. */
export type AccountReadings = ReadonlyMap<string, AdvertiserInfo> | { askedPauseMs: number };

/** Asks TikTok for the status of the part's ad accounts. @throws whatever withGrant throws */
export async function askAccounts(
  deps: Deps,
  part: AccountPart,
  signal: AbortSignal,
): Promise<Map<string, AdvertiserInfo>> {
  const { workspaceId, connection, things } = part;
  // The sandbox has no such call.
  if (connection.environment === 'sandbox') return new Map();
  try {
    const infos = await withGrant(deps, workspaceId, connection.id, 'read', (grant) =>
      getAdvertiserInfo(deps.tiktok, grant, [...things.keys()], signal),
    );
    return new Map(infos.map((info) => [info.advertiserId, info]));
  } catch (error) {
    const isTold =
      error instanceof TikTokApiError && (isScopeMissing(error.code, error.tiktokMessage) || isUnsupported(error.code));
    if (!isTold) throw error;
    return new Map();
  }
}

/** Writes the statuses down with the ad accounts, and says what is to be told of them. */
export async function decideAccounts(deps: Deps, part: AccountPart, readings: AccountReadings): Promise<PartDecision> {
  const decision = newDecision();
  for (const [advertiserId, { claims }] of part.things) {
    // A status that changes is a write of its own: a hundred in a row would hold up everything else.
    await nextTurn();
    // Read again: somebody may have written its status since the notices were claimed.
    const account = await deps.store.workspace(part.workspaceId).adAccounts.get(advertiserId);
    if (account === null) count(decision, 'nobody', claims.length);
    else await decideAccount(deps, part.workspaceId, account, claims, readings, decision);
  }
  return decision;
}

async function decideAccount(
  deps: Deps,
  workspaceId: string,
  account: AdAccountWithConnection,
  claims: readonly Claim<AccountEntry>[],
  readings: AccountReadings,
  decision: PartDecision,
): Promise<void> {
  const now = deps.clock.now();
  const latest = latestOf(claims);
  const { entry, notice } = latest;
  const info = 'askedPauseMs' in readings ? null : readings.get(account.advertiserId);
  if ('askedPauseMs' in readings && !isGivenUp(notice, now)) {
    for (const claim of claims) askAgain(decision, claim.notice, nextAskAt(claim.notice, now, readings.askedPauseMs));
    count(decision, 'postponed', claims.length);
    return;
  }
  const told =
    info === null || info === undefined
      ? believed(account, entry)
      : {
          status: info.status,
          reason: (isSuspended(entry.status) ? entry.reason : null) ?? info.rejectionReason,
          confirmed: true,
          occurredAt: isSuspended(info.status) === isSuspended(entry.status) ? entry.changedAt : now,
        };
  const drafts = told === null ? [] : await accountStatusDrafts(deps, workspaceId, account.advertiserId, told);
  for (const draft of drafts) decision.events.push({ workspaceId, event: toNewEvent(deps, draft) });
  const outcome = drafts.length === 0 ? 'nothing_new' : told?.confirmed === true ? 'told' : 'told_unconfirmed';
  count(decision, outcome);
  count(decision, 'nothing_new', claims.length - 1);
  const contradicts = told?.confirmed === true && isSuspended(told.status) !== isSuspended(entry.status);
  if (contradicts && mayDoubt(notice, now))
    for (const claim of claims) askAgain(decision, claim.notice, nextDoubtAt(claim.notice, now));
}

/** The notice is all there is. What TikTok said of the account after the change counts more. */
function believed(
  account: AdAccountWithConnection,
  { status, reason, changedAt }: AccountEntry,
): { status: string; reason: string | null; confirmed: boolean; occurredAt: EpochMs } | null {
  const knownUpTo = Math.max(account.lastCheckedAt ?? 0, account.statusChangedAt ?? 0);
  if (changedAt <= knownUpTo) return null;
  return { status, reason, confirmed: false, occurredAt: changedAt };
}

function isSuspended(status: string): boolean {
  return SUSPENDED_STATUSES.includes(status);
}

function latestOf(claims: readonly Claim<AccountEntry>[]): Claim<AccountEntry> {
  return claims.reduce((latest, claim) => (claim.entry.changedAt >= latest.entry.changedAt ? claim : latest));
}
