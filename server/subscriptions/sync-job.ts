import { laneOf, pauseLane } from '../allowance/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { EpochMs } from '../store/types.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { scheduleReconcile } from './reconcile-job.ts';
import { isLasting } from './refused.ts';
import { syncSubscriptions } from './sync.ts';
import { connectionOf } from './sync-soon.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** After TikTok could not be asked. */
const TROUBLE_PAUSE_MS = 5 * 60_000;
/** After a refusal that no waiting cures: somebody has to see to it, and asking often does not help. */
const LASTING_PAUSE_MS = 6 * HOUR_MS;
/** Between two runs of one connection, so that others have their turn. */
const TURN_MS = 1000;
/** Brings one connection's subscriptions in line, a hundred calls at a time, and looks again every day. */
export const syncJob: JobHandler = async (deps, job, { signal }) => {
  const { workspaceId } = job;
  const connectionId = connectionOf(job.subjectId);
  try {
    const outcome = await syncSubscriptions(deps, workspaceId, connectionId, signal);
    if (outcome.kind === 'gone') return 'done';
    if (outcome.kind === 'more') return { runAt: later(deps, Math.max(TURN_MS, outcome.waitMs), 0.2) };
    if (outcome.appId !== null) await scheduleReconcile(deps, workspaceId, outcome.appId);
    return { runAt: later(deps, DAY_MS, 0.1) };
  } catch (error) {
    if (signal.aborted || !(error instanceof TikTokApiError || error instanceof AppError)) throw error;
    // The sign-in was lost on the way. What brings it back looks here again.
    if (error.code === 'connection_disconnected' || error.code === 'not_found')
      return { runAt: later(deps, DAY_MS, 0.1) };
    const waitMs = isLasting(error) ? LASTING_PAUSE_MS : Math.max(TROUBLE_PAUSE_MS, askedPauseMs(error));
    await pauseOthers(deps, workspaceId, connectionId, error);
    deps.log.warn(
      { workspaceId, connectionId, waitMs, tiktokRequestId: error.tiktokRequestId, err: error },
      "subscriptions to TikTok's notices could not be brought in line; looking has to do for now",
    );
    return { runAt: later(deps, waitMs, 0.2) };
  }
};

/** TikTok asks the app for a pause: all of the background keeps it. */
async function pauseOthers(deps: Deps, workspaceId: string, connectionId: string, error: unknown): Promise<void> {
  const ms = askedPauseMs(error);
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection !== null && ms > 0) pauseLane(deps, laneOf(deps.config, connection), ms);
}

/** That long from now, or up to a share of it later or sooner. */
function later({ clock, random }: Deps, ms: number, share: number): EpochMs {
  return clock.now() + Math.round(ms * (1 - share + (2 * share * (random.bytes(1)[0] ?? 0)) / 255));
}
