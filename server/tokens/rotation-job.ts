import { createHash } from 'node:crypto';
import { setConnectionState } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { rotateToken } from './rotate-token.ts';
import { readKept } from './rotation-journal.ts';
import { firstLookAt, nextStep, putOffUntil } from './rotation-plan.ts';
import { endedReason } from './rotation-reasons.ts';
import { settle } from './store-pair.ts';

/** The job that keeps a connection's token alive, one for each connection whose token ends. */
export const ROTATION_JOB = 'paid-ua-token-refresh';

/** A state that will not be written; more than any race takes. */
const MAX_STEPS = 10;
const LOOK_AGAIN_MS = 60_000;

/**
 * Puts the next renewal of a connection in line, or the announcement and the end of a token that cannot be renewed. Nothing for
 * a token that lives until it is revoked. To be called whenever a connection has got a token; once more is harmless.
 */
export async function scheduleRotation(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection === null) return;
  const now = deps.clock.now();
  const runAt = firstLookAt(connection, now, spreadOf(connection));
  if (runAt === null) return;
  await deps.store.jobs.enqueue({ kind: ROTATION_JOB, workspaceId, subjectId: connectionId, runAt });
  if (runAt <= now) deps.jobs.wake();
}

/** Has a renewal that failed outside the job tried again by it, at that time at the latest. */
export async function retryRotation(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  runAt: EpochMs,
): Promise<void> {
  await deps.store.jobs.enqueue({ kind: ROTATION_JOB, workspaceId, subjectId: connectionId, runAt });
}

const rotationJob: JobHandler = async (deps, job, { signal }) => {
  const { workspaceId, subjectId: connectionId } = job;
  const { connections } = deps.store.workspace(workspaceId);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const connection = await connections.get(connectionId);
    if (connection === null) return 'done';
    signal.throwIfAborted();
    const next = await takeStep(deps, workspaceId, connection, job.runAt);
    if (next !== null) return next;
  }
  return { runAt: deps.clock.now() + LOOK_AGAIN_MS };
};

/** @returns null: look at the connection again */
async function takeStep(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  plannedAt: EpochMs,
): Promise<{ runAt: EpochMs } | 'done' | null> {
  const now = deps.clock.now();
  const spread = spreadOf(connection);
  const step = nextStep(connection, now, spread);
  switch (step.kind) {
    case 'none':
      return 'done';
    case 'wait':
      return { runAt: step.until };
    case 'settle':
      await settle(deps, workspaceId, connection);
      return null;
    case 'end': {
      const reason = endedReason(connection.stateReason?.tiktokRequestId ?? null).toFailure();
      await setConnectionState(deps, workspaceId, connection, 'disconnected', reason, { renewalTroubleSince: null });
      return null;
    }
    case 'rotate':
      return rotate(deps, workspaceId, connection, plannedAt);
  }
}

async function rotate(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  plannedAt: EpochMs,
): Promise<{ runAt: EpochMs } | null> {
  const { tokenVersion } = connection;
  const later = putOffUntil(plannedAt, connection, deps.clock.now(), spreadOf(connection));
  // Once only: a server that runs for minutes at a time must get there too. A pair that waits to be stored costs TikTok nothing.
  if (later !== null && (await readKept(deps, workspaceId, connection.id)) === null && isFirstTime(deps, connection))
    return { runAt: later };
  const rotation = await rotateToken(deps, workspaceId, connection.id, { tokenVersion, because: 'due' });
  if (rotation.kind === 'trouble') return { runAt: rotation.retryAt };
  if (rotation.kind !== 'renewed') return null;
  const runAt = firstLookAt(rotation.connection, deps.clock.now(), spreadOf(rotation.connection));
  return runAt === null ? null : { runAt };
}

/** Tokens whose missed renewal this server has put off, by connection. */
const putOff = new WeakMap<Deps, Map<string, number>>();

function isFirstTime(deps: Deps, { id, tokenVersion }: ConnectionRecord): boolean {
  const versions = putOff.get(deps) ?? new Map<string, number>();
  putOff.set(deps, versions);
  const isFirst = versions.get(id) !== tokenVersion;
  if (isFirst) versions.set(id, tokenVersion);
  else versions.delete(id);
  return isFirst;
}

/**
 * The connection's place in the hour over which renewals are spread, from 0 up to 1. Drawn from its id and the token's
 * version, so that every server and every look at it finds the same, and no two days the same neighbours.
 */
function spreadOf({ id, tokenVersion }: Pick<ConnectionRecord, 'id' | 'tokenVersion'>): number {
  return createHash('sha256').update(`${id}\n${tokenVersion}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** For the job runner. */
export const rotationJobs: Readonly<Record<string, JobHandler>> = { [ROTATION_JOB]: rotationJob };
