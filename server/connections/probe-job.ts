import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { EpochMs } from '../store/types.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { isPassingCode, TikTokApiError } from '../tiktok/index.ts';
import { probeConnection } from './probe-connection.ts';

export const PROBE_JOB = 'connection.probe';
const HOUR_MS = 3_600_000;
/** Long-lived tokens say nothing when they die, so they are asked: often enough that nobody works on a dead one for a day. */
const PROBE_EVERY_MS = 6 * HOUR_MS;
/** After TikTok could not be asked, or this server lacks a key: soon enough, and no burden on either. */
const TROUBLE_PAUSE_MS = 15 * 60_000;
/** TikTok has refused good tokens before; a refused one is asked about once a day for a while. */
const REFUSED_EVERY_MS = 24 * HOUR_MS;
const REFUSED_FOR_MS = 14 * 24 * HOUR_MS;

/** Later than this after its time a look was missed because no server ran; the missed ones are spread over half an hour. */
const MISSED_AFTER_MS = 15 * 60_000;
const MISSED_SPREAD_MS = 30 * 60_000;

/** Connections whose missed look this server has put off. */
const putOff = new WeakMap<Deps, Set<string>>();

/**
 * Has a connection looked at every six hours, give or take one. Connections made in the same minute drift apart by that,
 * so that they never all ask at once. Harmless when it is scheduled already.
 */
export async function scheduleProbe(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  await deps.store.jobs.enqueue({
    kind: PROBE_JOB,
    workspaceId,
    subjectId: connectionId,
    runAt: later(deps, PROBE_EVERY_MS, HOUR_MS),
  });
}

/**
 * Looks at one connection, in its turn behind everything else this server asks of TikTok. What passes changes nothing but
 * the time of the next look.
 */
export const probeJob: JobHandler = async (deps, job) => {
  const { workspaceId, subjectId } = job;
  if (deps.clock.now() - job.runAt > MISSED_AFTER_MS && isFirstTime(deps, subjectId))
    return { runAt: later(deps, MISSED_SPREAD_MS / 2, MISSED_SPREAD_MS / 2) };
  try {
    const result = await probeConnection(deps, workspaceId, subjectId, { renew: false });
    if (result === 'gone') return 'done';
    if (result === 'works') return { runAt: later(deps, PROBE_EVERY_MS, HOUR_MS) };
    const connection = await deps.store.workspace(workspaceId).connections.get(subjectId);
    const isForgotten = connection === null || deps.clock.now() - connection.updatedAt > REFUSED_FOR_MS;
    return isForgotten ? 'done' : { runAt: later(deps, REFUSED_EVERY_MS, HOUR_MS) };
  } catch (error) {
    if (!(error instanceof TikTokApiError) && !(error instanceof AppError)) throw error;
    deps.log.info({ workspaceId, connectionId: subjectId, err: error }, 'a connection could not be looked at');
    if (isLasting(error)) return { runAt: later(deps, PROBE_EVERY_MS, HOUR_MS) };
    const waitMs = Math.max(TROUBLE_PAUSE_MS, askedPauseMs(error));
    return { runAt: later(deps, waitMs + TROUBLE_PAUSE_MS / 2, TROUBLE_PAUSE_MS / 2) };
  }
};

/** A refusal that no waiting cures, such as a wrong app secret: somebody has to see to it, and asking often does not help. */
function isLasting(error: TikTokApiError | AppError): boolean {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  return !isPassingCode(error.code, error.tiktokMessage);
}

/** An instant `ms` from now, up to `spreadMs` sooner or later. */
function later({ clock, random }: Deps, ms: number, spreadMs: number): EpochMs {
  const [high = 0, low = 0] = random.bytes(2);
  const share = (high * 256 + low) / 65_535;
  return clock.now() + Math.round(ms - spreadMs + 2 * spreadMs * share);
}

/** Once only: where looks are late because there are too many of them, they must happen all the same. */
function isFirstTime(deps: Deps, connectionId: string): boolean {
  const known = putOff.get(deps) ?? new Set<string>();
  putOff.set(deps, known);
  if (known.delete(connectionId)) return false;
  known.add(connectionId);
  return true;
}
