import type { ErrorCode } from '../../shared/errors.ts';
import { AppError } from '../errors.ts';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { ensureFresh } from './list-advertisers.ts';

export const REFRESH_JOB = 'connection.refresh';
const ASK_AGAIN_MS = 60_000;

/**
 * When connections were put in line within the last minute, per server, the longest ago first: reading a list again and
 * again must not hurry a job that is backing off.
 */
const asked = new WeakMap<Deps, Map<string, number>>();

/** Has the connection read again in the background. At most once a minute. */
export async function refreshSoon(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const times = asked.get(deps) ?? new Map<string, number>();
  asked.set(deps, times);
  const now = deps.clock.now();
  const key = `${workspaceId}\n${connectionId}`;
  for (const [earliest, at] of times) {
    // Noted before the clock was set back: that says nothing about the last minute.
    if (now >= at && now - at < ASK_AGAIN_MS) break;
    times.delete(earliest);
  }
  if (times.has(key)) return;
  times.set(key, now);
  await deps.store.jobs.enqueue({ kind: REFRESH_JOB, workspaceId, subjectId: connectionId, runAt: now });
  deps.jobs.wake();
}

/** The connection is gone or refused, or its token or app cannot be used at the moment. */
const NOT_NOW: ReadonlySet<string> = new Set<ErrorCode>([
  'not_found',
  'connection_disconnected',
  'tiktok_app_missing',
  'tiktok_unavailable',
  'tiktok_rate_limited',
]);

/**
 * One background reading of a connection, unless somebody caused one within the last minute. A connection that is gone or that TikTok refuses needs no further reading, and
 * one that could not be read waits for the next person who looks: nothing depends on it meanwhile.
 */
export const refreshJob: JobHandler = async (deps, job) => {
  try {
    await ensureFresh(deps, job.workspaceId, job.subjectId);
  } catch (error) {
    if (error instanceof AppError && NOT_NOW.has(error.code)) return 'done';
    if (!(error instanceof TikTokApiError)) throw error;
    if (error.retryAfterMs !== null) return { runAt: deps.clock.now() + error.retryAfterMs };
  }
  return 'done';
};
