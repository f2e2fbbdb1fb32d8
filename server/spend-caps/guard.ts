import { requireAdAccount } from '../accounts/index.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import type { ConnectionGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { SpendCapRecord } from '../store/spend-caps.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { type BudgetState, copyState, markChanged } from './budget-state.ts';
import type { Change } from './changes.ts';
import { currencyOf } from './currency-of.ts';
import { exposureIn, type Moment } from './exposure.ts';
import { holdAdAccount, type HeldAccount } from './lease.ts';
import { parseAmount } from './money.ts';
import { namedCampaigns } from './named-campaigns.ts';
import { planOf } from './plan.ts';
import { readAdgroupsById, readBudgetState } from './read-state.ts';
import { isRaised } from './raises.ts';
import { type Currency, isAbove, sayExceeded, toSpendSum } from './sums.ts';
import { Unprovable } from './wire-fields.ts';

/** How long a call waits for others of the same ad account. */
const WAIT_MS = 20_000;
/** Left for each turn after that, however long it took: a turn always takes a moment. */
const LEAST_LEFT_MS = 1_000;

/** Runs something with the token of the call's connection, renewed where that is needed; see withGrant. */
export type GrantRun = <Result>(run: (grant: ConnectionGrant) => Promise<Result>) => Promise<Result>;

/** The ad account is this call's alone, or nobody's concern. */
interface Weighed extends HeldAccount {
  /** What is left for the turn of the call, in ms: waiting for others counts, and so does reading. */
  readonly leftMs: number;
}

const nothingHeld = (leftMs: number): Weighed => ({
  leftMs,
  release: async () => undefined,
  isStillHeld: async () => true,
});

/**
 * Lets a call pass that leaves the budgets of its ad account within the caps, and keeps others of that ad account waiting until it is
 * released. TikTok is asked only when the call could raise what is spent and there is a cap that it could touch. What raises nothing
 * passes, also above a cap.
 *
 * @param call as it would be sent, after pausedByDefault
 * @param maxWaitMs how long the caller waits: for others of the ad account, and what is left of it for each turn after that
 * @throws {AppError} spend_cap_exceeded - with the sum as `spend`
 * @throws {AppError} spend_cap_unprovable - it could spend in a way that cannot be added up, or others of the ad account take too long
 * @throws {AppError} tiktok_unavailable, tiktok_rate_limited, … - the budgets could not be read: the call is not sent
 */
export async function guard(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  grantRun: GrantRun,
  maxWaitMs: number,
): Promise<Weighed> {
  const plan = planOf(call);
  if (plan.kind === 'pass') return nothingHeld(maxWaitMs);
  const caps = await capsOf(deps, actor.workspaceId, call);
  if (caps.length === 0) return nothingHeld(maxWaitMs);
  if (plan.kind === 'unprovable') {
    if (!caps.some((cap) => couldTouch(call, cap))) return nothingHeld(maxWaitMs);
    throw unprovable(plan.reason);
  }
  const touched = caps.filter(({ campaignId }) => campaignId === null || mayChange(plan.change, campaignId));
  const [first] = touched;
  if (first === undefined) return nothingHeld(maxWaitMs);

  const account = await requireAdAccount(deps, actor.workspaceId, first.advertiserId);
  const currency = currencyOf(account, touched);
  const deadline = performance.now() + maxWaitMs;
  const leftMs = (): number => Math.max(LEAST_LEFT_MS, deadline - performance.now());
  const held = await holdAdAccount(deps, first.advertiserId, Math.min(WAIT_MS, maxWaitMs));
  if (held === null) {
    throw unprovable('other calls that change budgets of this ad account take too long; try again in a moment', 5);
  }
  try {
    const state = await grantRun((grant) =>
      readFor(waitingAtMost(deps, leftMs), grant, touched, plan.change, currency.decimals),
    );
    const moment = { now: deps.clock.now(), timezone: account.timezone };
    requireWithin(touched, currency, state, plan.change, moment);
    return { ...held, leftMs: leftMs() };
  } catch (error) {
    await held.release();
    if (error instanceof Unprovable) throw unprovable(error.reason);
    if (error instanceof TikTokApiError) throw notChecked(error);
    throw error;
  }
}

/** The caps that could matter. A call that names no ad account, or several, is held against all that there are. */
async function capsOf(deps: Deps, workspaceId: string, call: GuardedCall): Promise<SpendCapRecord[]> {
  const { spendCaps } = deps.store.workspace(workspaceId);
  const [advertiserId, ...others] = call.advertiserIds;
  if (advertiserId !== undefined && others.length === 0) return spendCaps.list(advertiserId);
  if (!(await spendCaps.exists(advertiserId === undefined ? null : call.advertiserIds))) return [];
  throw unprovable(`it names ${advertiserId === undefined ? 'no ad account' : 'several ad accounts'}`);
}

/** The same, with a client that waits no longer for the turn of a call. */
function waitingAtMost(deps: Deps, leftMs: () => number): Deps {
  const { tiktok } = deps;
  return { ...deps, tiktok: { ...tiktok, request: (wanted) => tiktok.request({ ...wanted, maxWaitMs: leftMs() }) } };
}

function mayChange(change: Change, campaignId: string): boolean {
  return change.campaignIds === null || change.campaignIds.includes(campaignId);
}

/** Whether a call that cannot be added up could be about what is capped: a campaign's cap is not touched by others. */
function couldTouch(call: GuardedCall, { campaignId }: SpendCapRecord): boolean {
  return campaignId === null || (namedCampaigns(call)?.includes(campaignId) ?? true);
}

/** Everything where the ad account has a cap; otherwise the capped campaigns, and what the call names. */
async function readFor(
  deps: Deps,
  grant: ConnectionGrant,
  caps: readonly SpendCapRecord[],
  change: Change,
  decimals: number,
): Promise<BudgetState> {
  const advertiserId = caps[0]?.advertiserId ?? '';
  const capped = caps.flatMap(({ campaignId }) => (campaignId === null ? [] : [campaignId]));
  const isNarrow = capped.length === caps.length && (change.campaignIds !== null || change.adgroupIds.length > 0);
  if (!isNarrow) return readBudgetState(deps, grant, advertiserId, decimals);
  const campaignIds = [...new Set([...capped, ...(change.campaignIds ?? [])])];
  const state = await readBudgetState(deps, grant, advertiserId, decimals, campaignIds);
  const missing = change.adgroupIds.filter((id) => !state.adgroups.has(id));
  // Those of other campaigns count for nothing here, but must be told from those that do not exist.
  const others = await readAdgroupsById(deps, grant, advertiserId, decimals, missing);
  for (const [id, adgroup] of others) state.adgroups.set(id, adgroup);
  return state;
}

/** @throws {AppError} spend_cap_exceeded */
function requireWithin(
  caps: readonly SpendCapRecord[],
  currency: Currency,
  before: BudgetState,
  change: Change,
  moment: Moment,
): void {
  const after = copyState(before);
  change.apply(after, currency.decimals);
  const present = markChanged(before, after);
  for (const cap of caps) {
    const key = cap.campaignId ?? undefined;
    for (const period of ['daily', 'lifetime'] as const) {
      const limit = cap[period] === null ? null : parseAmount(cap[period], currency.decimals);
      if (limit === null) continue;
      const then = exposureIn(period, after, moment, key);
      if (!isAbove(limit, then) || !isRaised(period, present, after, moment, key)) continue;
      const scope = cap.campaignId === null ? 'ad account' : 'campaign';
      throw new AppError('spend_cap_exceeded', sayExceeded(period, scope, currency, limit, then), {
        members: { spend: toSpendSum(period, currency, limit, then) },
      });
    }
  }
}

function unprovable(reason: string, retryAfterSeconds?: number): AppError {
  return new AppError(
    'spend_cap_unprovable',
    `The ad account has a spend cap, and nobody can show that this call stays within it, because ${reason}. It was not sent.`,
    retryAfterSeconds === undefined ? {} : { members: { retryAfterSeconds } },
  );
}

/** Refused rather than guessed. */
function notChecked(error: TikTokApiError): AppError {
  const { code, message, tiktokRequestId, members } = toAppError(error);
  return new AppError(code, `The spend cap could not be checked, so the call was not sent. ${message}`, {
    tiktokRequestId,
    members,
    cause: error,
  });
}
