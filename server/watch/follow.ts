import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import { syncSoon } from '../subscriptions/index.ts';
import { SHORTEST_INTERVAL_MS } from './interval.ts';
import { WATCH_JOB, watchSubject } from './watch-job.ts';

/** Puts the looks at all ad accounts of a connection in line; thousands of lines, so not while somebody waits. */
export const FOLLOW_JOB = 'watch.follow';
/** The subject is not the connection's id alone, which goes with the connection. */
const SUFFIX = '/watch';
/** First looks are spread over so long. */
const FIRST_LOOKS_MS = 30_000;
const SLICE = 1000;

/**
 * The ad accounts imported through a connection are others than before, or its token is: brings its subscriptions in line and has its
 * ad accounts looked at. Never rejects, since what it follows is done: what is lost here is caught up with at the next start.
 */
export async function followAccounts(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  try {
    await syncSoon(deps, workspaceId, connectionId);
    const runAt = deps.clock.now();
    await deps.store.jobs.enqueue({ kind: FOLLOW_JOB, workspaceId, subjectId: `${connectionId}${SUFFIX}`, runAt });
    deps.jobs.wake();
  } catch (err) {
    deps.log.error({ workspaceId, connectionId, err }, 'the watch over ad accounts could not be put in line');
  }
}

export const followJob: JobHandler = async (deps, { workspaceId, subjectId }, { signal }) => {
  const connectionId = subjectId.slice(0, -SUFFIX.length);
  const accounts = await deps.store.workspace(workspaceId).adAccounts.listByConnection(connectionId);
  for (const { advertiserId } of accounts) {
    signal.throwIfAborted();
    await lookSoon(deps, workspaceId, advertiserId, FIRST_LOOKS_MS);
  }
  return 'done';
};

/** Has every imported ad account watched that is not: after an update from a release that did not, or a crash at the wrong moment. */
export async function planWatching(deps: Deps): Promise<void> {
  const connections = new Map<string, { workspaceId: string; connectionId: string }>();
  for (;;) {
    const unwatched = await deps.store.advertisers.withoutJob(WATCH_JOB, SLICE);
    for (const { workspaceId, advertiserId, connectionId } of unwatched) {
      await lookSoon(deps, workspaceId, advertiserId, SHORTEST_INTERVAL_MS);
      connections.set(`${workspaceId}\n${connectionId}`, { workspaceId, connectionId });
    }
    if (unwatched.length < SLICE) break;
  }
  for (const { workspaceId, connectionId } of connections.values()) await syncSoon(deps, workspaceId, connectionId);
}

async function lookSoon(deps: Deps, workspaceId: string, advertiserId: string, withinMs: number): Promise<void> {
  const share = (deps.random.bytes(1)[0] ?? 0) / 255;
  await deps.store.jobs.enqueue({
    kind: WATCH_JOB,
    workspaceId,
    subjectId: watchSubject(workspaceId, advertiserId),
    runAt: deps.clock.now() + Math.round(withinMs * share),
  });
}
