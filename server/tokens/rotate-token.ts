import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { askForPair, NothingToRenewError } from './ask-for-pair.ts';
import { asRenewed, type Failed, noteFailure, type Rotation, type RotationCause } from './note-failure.ts';
import { lockRenewal } from './renewal-lock.ts';
import type { RenewedPair } from './rotation-journal.ts';
import { classifyFailure } from './rotation-plan.ts';
import { toTrouble } from './rotation-reasons.ts';
import { storeKept, storePair } from './store-pair.ts';

const BUSY_RETRY_MS = 60_000;

/** Renewals under way in this process, by workspace and connection. */
const running = new WeakMap<Deps, Map<string, Promise<Rotation>>>();

/**
 * Gets a connection a new token: joins the renewal under way in this process, or takes the lock in the database, reads the
 * connection again, and asks TikTok only if nobody else has in the meantime. Ends with the state written that goes with the
 * outcome, and only for the token it was about: a sign-in that comes in between stays untouched.
 *
 * @param cause left out: the token of now, because somebody asks for it
 * @throws when the database or the disk fails. A pair that TikTok gave is kept until the next time
 */
export async function rotateToken(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  cause: RotationCause | null = null,
): Promise<Rotation> {
  const began = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (began === null) return { kind: 'gone' };
  const why = cause ?? { tokenVersion: began.tokenVersion, because: 'asked' };
  if (began.tokenVersion !== why.tokenVersion) return asRenewed(began);
  const mine = running.get(deps) ?? new Map<string, Promise<Rotation>>();
  running.set(deps, mine);
  const key = `${workspaceId}\n${connectionId}`;
  for (let current = mine.get(key); current !== undefined; current = mine.get(key)) {
    const joined = await current;
    if (joined.kind === 'renewed' && joined.connection.tokenVersion <= why.tokenVersion) continue;
    return judgeAgain(deps, workspaceId, joined, why);
  }
  const rotation = rotateLocked(deps, workspaceId, began, why).finally(() => mine.delete(key));
  mine.set(key, rotation);
  return rotation;
}

/** Who joined because TikTok refuses the token knows more than whoever only wanted it renewed in time. */
async function judgeAgain(deps: Deps, workspaceId: string, joined: Rotation, cause: RotationCause): Promise<Rotation> {
  if (cause.because !== 'rejected' || joined.kind === 'renewed' || joined.kind === 'gone') return joined;
  if (joined.connection.tokenVersion !== cause.tokenVersion) return joined;
  const { connection, reason } = joined;
  const failed: Failed =
    joined.kind === 'refused'
      ? { kind: 'refused', error: reason.cause instanceof TikTokApiError ? reason.cause : null }
      : { kind: 'trouble', told: reason, retryAfterMs: null };
  return noteFailure(deps, workspaceId, connection, cause, failed);
}

async function rotateLocked(
  deps: Deps,
  workspaceId: string,
  began: ConnectionRecord,
  cause: RotationCause,
): Promise<Rotation> {
  const isNewTrouble = (connection: ConnectionRecord): boolean =>
    began.renewalTroubleSince === null && connection.renewalTroubleSince !== null;
  const lock = await lockRenewal(
    deps,
    workspaceId,
    began.id,
    (connection) => connection.tokenVersion !== cause.tokenVersion || isNewTrouble(connection),
  );
  if (lock.kind === 'gone') return { kind: 'gone' };
  if (lock.kind === 'busy' || (lock.kind === 'settled' && lock.connection.tokenVersion === cause.tokenVersion))
    return busy(deps, lock.connection);
  if (lock.kind === 'settled') return asRenewed(lock.connection);
  try {
    const connection = await storeKept(deps, workspaceId, lock.connection);
    if (connection === null || connection.state === 'revoked') return { kind: 'gone' };
    if (connection.tokenVersion !== cause.tokenVersion) return asRenewed(connection);
    // The one who had the lock before has just tried, and said so on the record.
    if (isNewTrouble(connection)) return busy(deps, connection);
    return await renew(deps, workspaceId, connection, cause);
  } finally {
    await lock.unlock();
  }
}

function busy(deps: Deps, connection: ConnectionRecord): Rotation {
  return {
    kind: 'trouble',
    connection,
    reason: new AppError('tiktok_unavailable', 'TikTok has not renewed this sign-in yet. Try again in a minute.', {
      members: { retryAfterSeconds: BUSY_RETRY_MS / 1000 },
    }),
    retryAt: deps.clock.now() + BUSY_RETRY_MS,
  };
}

/** Asks TikTok and writes down what it said. The lock is held. */
async function renew(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  cause: RotationCause,
): Promise<Rotation> {
  let pair: RenewedPair;
  try {
    pair = await askForPair(deps, workspaceId, connection, { evenIfRefused: cause.because === 'asked' });
  } catch (error) {
    const failed = readFailure(error);
    if (failed === null) throw error;
    deps.log.warn({ workspaceId, connectionId: connection.id, err: error }, 'a sign-in could not be renewed');
    return noteFailure(deps, workspaceId, connection, cause, failed);
  }
  const after = await storePair(deps, workspaceId, connection, pair).catch((error: unknown) => {
    deps.log.error({ workspaceId, connectionId: connection.id, err: error }, 'a renewed token could not be stored yet');
    throw new AppError(
      'storage_failed',
      'TikTok renewed this sign-in, but the server could not write that to its database. It is kept and stored as soon as the database answers.',
      { cause: error },
    );
  });
  if (after === null) return { kind: 'gone' };
  deps.log.info({ workspaceId, connectionId: connection.id, because: cause.because }, 'sign-in renewed');
  return { kind: 'renewed', connection: after };
}

/** Null for an error that says nothing about the sign-in, such as a database that does not answer. */
function readFailure(error: unknown): Failed | null {
  if (error instanceof NothingToRenewError) return { kind: 'refused', error: null };
  const told = toTrouble(error);
  if (told === null) return null;
  const failure = classifyFailure(error);
  if (failure.kind === 'trouble') return { ...failure, told };
  return { kind: 'refused', error: error instanceof TikTokApiError ? error : null };
}
