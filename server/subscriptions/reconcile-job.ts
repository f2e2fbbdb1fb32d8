import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { EpochMs } from '../store/types.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { reconcileApp, reconcileWaitMs } from './reconcile.ts';
import { syncSoon } from './sync-soon.ts';
import { findAppOrNull } from './wanted.ts';

export const RECONCILE_JOB = 'subscriptions.reconcile';
const HOUR_MS = 3_600_000;
const EVERY_MS = 24 * HOUR_MS;
const TROUBLE_PAUSE_MS = HOUR_MS;

/** Has TikTok's list of an app's subscriptions compared with ours within a day. One job for each app, whoever asks. */
export async function scheduleReconcile(deps: Deps, workspaceId: string, appId: string): Promise<void> {
  await deps.store.jobs.enqueue({ kind: RECONCILE_JOB, workspaceId, subjectId: appId, runAt: tomorrow(deps) });
}

/** Compares once, and again the next day as long as ad accounts hang on the app. */
export const reconcileJob: JobHandler = async (deps, job, { signal }) => {
  const { workspaceId, subjectId: appId } = job;
  const app = await findAppOrNull(deps, workspaceId, appId);
  // The workspace it was put in line by has let go of the app; the next connection of another one puts it in line again.
  if (app === null || (await deps.store.advertisers.countByApp(appId)) === 0) return 'done';
  const waitMs = reconcileWaitMs(deps, appId);
  if (waitMs > 0) return { runAt: deps.clock.now() + waitMs };
  try {
    for (const { workspaceId: whose, connectionId } of await reconcileApp(deps, app, signal)) {
      await syncSoon(deps, whose, connectionId);
    }
    return { runAt: tomorrow(deps) };
  } catch (error) {
    if (signal.aborted || !(error instanceof TikTokApiError)) throw error;
    const { tiktokRequestId } = error;
    deps.log.warn({ appId, tiktokRequestId, err: error }, "TikTok's list of subscriptions could not be read");
    return { runAt: deps.clock.now() + Math.max(TROUBLE_PAUSE_MS, askedPauseMs(error)) };
  }
};

/** A day from now, give or take an hour. */
function tomorrow({ clock, random }: Deps): EpochMs {
  return clock.now() + EVERY_MS - HOUR_MS + Math.round((2 * HOUR_MS * (random.bytes(1)[0] ?? 0)) / 255);
}
