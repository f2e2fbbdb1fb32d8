import { setImmediate as nextTurn } from 'node:timers/promises';
import { callsPerMinute, laneOf } from '../allowance/index.ts';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import { syncSoon } from '../subscriptions/index.ts';
import { takeIdle } from './idle.ts';
import { USUAL_CALLS } from './interval.ts';
import { WATCH_JOB, watchSubject } from './watch-job.ts';

/** Looks for ad accounts that nobody watches. One job for all workspaces. */
export const PLAN_JOB = 'watch.plan';
const PLAN_EVERY_MS = 24 * 3_600_000;
/** Ad accounts that are imported request by request are planned together. */
const GATHER_MS = 2000;
/** First looks are spread over so long at least. */
const FIRST_LOOKS_MS = 30_000;
/** Far more than anybody imports between two searches. */
const MOST_AT_ONCE = 20_000;
/** Jobs written in one transaction, after which others have their turn. */
const SLICE = 250;

interface Account {
  workspaceId: string;
  advertiserId: string;
}

/**
 * The ad accounts imported through a connection are others than before, or its token or state is: brings its subscriptions in line, has
 * new ad accounts looked at, and those again that were not within reach. Never rejects, since what it follows is done: what is lost
 * here is caught up with at the next start, or within a day.
 */
export async function followAccounts(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  try {
    await syncSoon(deps, workspaceId, connectionId);
    await planAt(deps, deps.clock.now() + GATHER_MS);
    const idle = takeIdle(deps, workspaceId, connectionId).map((advertiserId) => ({ workspaceId, advertiserId }));
    await lookSoon(deps, idle, await spreadOf(deps, workspaceId, connectionId, idle.length));
  } catch (err) {
    deps.log.error({ workspaceId, connectionId, err }, 'the watch over ad accounts could not be put in line');
  }
}

/** Puts the search for ad accounts that nobody watches in line: it may find thousands, which a start does not wait for. */
export async function planWatching(deps: Deps): Promise<void> {
  try {
    await planAt(deps, deps.clock.now());
  } catch (err) {
    // A full disk is no reason not to start.
    deps.log.error({ err }, 'the watch over ad accounts could not be planned');
  }
}

async function planAt({ store }: Deps, runAt: number): Promise<void> {
  await store.jobs.enqueue({ kind: PLAN_JOB, workspaceId: '', subjectId: 'all', runAt });
}

/**
 * Has every imported ad account watched that is not: new ones, and after an update from a release that did not watch, or a crash at the
 * wrong moment, all of them.
 */
export const planJob: JobHandler = async (deps, _job, { signal }) => {
  const unwatched = await deps.store.advertisers.withoutJob(WATCH_JOB, MOST_AT_ONCE);
  const byConnection = new Map<string, { workspaceId: string; connectionId: string; accounts: Account[] }>();
  for (const { workspaceId, advertiserId, connectionId } of unwatched) {
    const key = `${workspaceId}\n${connectionId}`;
    const entry = byConnection.get(key) ?? { workspaceId, connectionId, accounts: [] };
    byConnection.set(key, entry);
    entry.accounts.push({ workspaceId, advertiserId });
  }
  for (const { workspaceId, connectionId, accounts } of byConnection.values()) {
    signal.throwIfAborted();
    // Of an app with many connections each is spread as if it were alone; what is too much then, the allowance deals out.
    await lookSoon(deps, accounts, await spreadOf(deps, workspaceId, connectionId, accounts.length));
    await syncSoon(deps, workspaceId, connectionId);
  }
  return { runAt: deps.clock.now() + PLAN_EVERY_MS };
};

/** How long so many looks take within what the background may ask of TikTok. */
async function spreadOf(deps: Deps, workspaceId: string, connectionId: string, looks: number): Promise<number> {
  const connection = looks === 0 ? null : await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection === null) return FIRST_LOOKS_MS;
  const perMinute = callsPerMinute(laneOf(deps.config, connection));
  return Math.max(FIRST_LOOKS_MS, (looks * USUAL_CALLS * 60_000) / perMinute);
}

/** In slices: thousands of writes one after the other would hold up everybody. */
async function lookSoon(deps: Deps, accounts: readonly Account[], withinMs: number): Promise<void> {
  const now = deps.clock.now();
  for (let start = 0; start < accounts.length; start += SLICE) {
    if (start > 0) await nextTurn();
    await deps.store.jobs.enqueueAll(
      accounts.slice(start, start + SLICE).map(({ workspaceId, advertiserId }) => ({
        kind: WATCH_JOB,
        workspaceId,
        subjectId: watchSubject(workspaceId, advertiserId),
        runAt: now + Math.round(withinMs * share(deps)),
      })),
    );
  }
}

function share({ random }: Deps): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}
