import { allowanceWaitMs, callsPerMinute, laneOf, pauseLane, takeAllowance } from '../allowance/index.ts';
import { refreshSoon, USABLE_STATES } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { syncSoon } from '../subscriptions/index.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { isPassingCode, isPermissionDenied, TikTokApiError } from '../tiktok/index.ts';
import { intervalMs, nextAverage, USUAL_CALLS } from './interval.ts';
import { noteIdle } from './idle.ts';
import type { Look } from './read-all.ts';
import { watchAudiences } from './watch-audiences.ts';
import { watchCampaigns } from './watch-campaigns.ts';
import { watchReviews } from './watch-reviews.ts';
import { watchStatuses } from './watch-statuses.ts';

/** Looks at one imported ad account; its subject is `watchSubject`. */
export const WATCH_JOB = 'watch.account';

/** While the sign-in is lost or does not reach the ad account. What brings it back looks at once. */
const IDLE_MS = 60 * 60_000;
/** How far two looks drift apart, as a share of the interval: ad accounts imported together are not looked at together for long. */
const SPREAD = 0.15;
/** Looks at thousands of ad accounts that find new ads change the subscriptions of their connection once a minute, not each. */
const GATHER_MS = 60_000;
const COUNT_FOR_MS = 60_000;

/** What looks take, and how many ad accounts there are, by lane. */
interface Load {
  callsPerLook: number;
  accounts: number;
  countedAt: EpochMs;
}
const loads = new WeakMap<Deps, Map<string, Load>>();

/** Unique across workspaces. */
export function watchSubject(workspaceId: string, advertiserId: string): string {
  return `${workspaceId}/${advertiserId}`;
}

/**
 * One look at one ad account, as long as it is imported: what TikTok sends no notice about, and what a notice may have failed to tell.
 * Ends when it is not imported any more, and forgets what was remembered of it.
 */
export const watchJob: JobHandler = async (deps, job, { signal }) => {
  const { workspaceId } = job;
  const advertiserId = job.subjectId.slice(watchSubject(workspaceId, '').length);
  const store = deps.store.workspace(workspaceId);
  const account = await store.adAccounts.get(advertiserId);
  const connection = account === null ? null : await store.connections.get(account.connectionId);
  if (account === null || connection === null) {
    await store.watched.forgetAll(advertiserId);
    return 'done';
  }
  const isReached = account.accessLostAt === null && USABLE_STATES.some((state) => state === connection.state);
  if (!isReached) {
    noteIdle(deps, workspaceId, connection.id, advertiserId);
    return { runAt: later(deps, IDLE_MS) };
  }

  const lane = laneOf(deps.config, connection);
  const load = await loadOf(deps, workspaceId, connection, lane.key);
  const interval = intervalMs(load.accounts, load.callsPerLook, callsPerMinute(lane));
  const waitMs = allowanceWaitMs(deps, lane);
  // Looks that are late all at once, as after a stop, are dealt out over the whole interval.
  if (waitMs > 0) return { runAt: deps.clock.now() + waitMs + Math.round(interval * chance(deps)) };

  const look: Look = { deps, workspaceId, account, signal, calls: 0 };
  try {
    await takeLook(look);
    load.callsPerLook = nextAverage(load.callsPerLook, look.calls);
    return { runAt: later(deps, interval) };
  } catch (error) {
    if (signal.aborted || !(error instanceof TikTokApiError || error instanceof AppError)) throw error;
    if (error.code === 'connection_disconnected' || error.code === 'account_not_imported') {
      noteIdle(deps, workspaceId, connection.id, advertiserId);
      return { runAt: later(deps, IDLE_MS) };
    }
    const pauseMs = askedPauseMs(error);
    if (pauseMs > 0) pauseLane(deps, lane, pauseMs);
    const { tiktokRequestId } = error;
    deps.log.info({ workspaceId, advertiserId, tiktokRequestId, err: error }, 'an ad account could not be looked at');
    return { runAt: later(deps, Math.max(interval, pauseMs)) };
  } finally {
    takeAllowance(deps, lane, look.calls);
  }
};

async function takeLook(look: Look): Promise<void> {
  await step(look, () => watchStatuses(look));
  await step(look, () => watchAudiences(look));
  const hasCampaigns = await step(look, () => watchCampaigns(look));
  if (hasCampaigns === undefined) return;
  const others = await step(look, () => watchReviews(look, 'adgroup', !hasCampaigns));
  const otherAds = await step(look, () => watchReviews(look, 'ad', !hasCampaigns));
  if (others === true || otherAds === true) {
    await syncSoon(look.deps, look.workspaceId, look.account.connectionId, GATHER_MS);
  }
}

/** One part of a look. What TikTok does not allow or have here, such as audiences in the sandbox, leaves the other parts alone. */
async function step<Result>(look: Look, part: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await part();
  } catch (error) {
    const isRefusal = error instanceof TikTokApiError && error.kind === 'refused' && error.code !== null;
    if (!isRefusal || isPassingCode(error.code ?? 0, error.tiktokMessage) || error.retryAfterMs !== null) throw error;
    const { deps, workspaceId, account } = look;
    const { code, tiktokRequestId, path } = error;
    const { advertiserId } = account;
    deps.log.info({ workspaceId, advertiserId, code, tiktokRequestId, path }, 'TikTok does not let us look here');
    // Perhaps the ad account is out of reach by now: the whole reading tells.
    if (isPermissionDenied(code)) await refreshSoon(deps, workspaceId, account.connectionId);
    return undefined;
  }
}

async function loadOf(
  deps: Deps,
  workspaceId: string,
  { id, appId }: ConnectionRecord,
  laneKey: string,
): Promise<Load> {
  const all = loads.get(deps) ?? new Map<string, Load>();
  loads.set(deps, all);
  const load = all.get(laneKey) ?? { callsPerLook: USUAL_CALLS, accounts: 1, countedAt: -Infinity };
  all.set(laneKey, load);
  const now = deps.clock.now();
  if (now < load.countedAt || now - load.countedAt >= COUNT_FOR_MS) {
    load.countedAt = now;
    load.accounts =
      appId === null
        ? (await deps.store.workspace(workspaceId).connections.counts(id)).importedCount
        : await deps.store.advertisers.countByApp(appId);
  }
  return load;
}

function later(deps: Deps, ms: number): EpochMs {
  return deps.clock.now() + Math.round(ms * (1 - SPREAD + 2 * SPREAD * chance(deps)));
}

/** From 0 up to 1. */
function chance({ random }: Deps): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}
