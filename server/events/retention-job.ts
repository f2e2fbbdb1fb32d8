import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Events with their deliveries and marks. */
const KEEP_EVENTS_MS = 90 * DAY_MS;
/** TikTok repeats a notice for 24 hours; a week more is for looking into what went wrong. */
const KEEP_NOTICES_MS = 8 * DAY_MS;
const RETENTION_JOB = 'event.retention';
const SUBJECT = 'events';
/** It belongs to no workspace. */
const NO_WORKSPACE = '';
/** Rows a transaction: short ones, since everybody who writes waits for it. */
const AT_ONCE = 1000;

/** Removes what is past its time, once a day. */
export const eventJobs: Readonly<Record<string, JobHandler>> = {
  [RETENTION_JOB]: async (deps, _job, { signal }) => {
    const { clock, store } = deps;
    const now = clock.now();
    const removals = [
      () => store.events.removeBefore(now - KEEP_EVENTS_MS, AT_ONCE),
      () => store.webhookInbox.removeDone(now - KEEP_NOTICES_MS, AT_ONCE),
    ];
    for (const remove of removals) {
      while ((await remove()) === AT_ONCE) {
        signal.throwIfAborted();
        // Requests get their turn in between.
        await nextTurn();
      }
    }
    return { runAt: now + DAY_MS };
  },
};

/** Puts the daily removal in line, where it is not already. For the start of a server. */
export async function planRetention({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): Promise<void> {
  const runAt = clock.now();
  try {
    await store.jobs.enqueue({ kind: RETENTION_JOB, workspaceId: NO_WORKSPACE, subjectId: SUBJECT, runAt });
  } catch (err) {
    // A full disk is no reason not to start.
    log.error({ err }, 'the removal of old events could not be planned');
  }
}
