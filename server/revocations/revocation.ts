import { writeAudit } from '../audit/index.ts';
import { SealError, secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { RevocationRecord } from '../store/revocations.ts';
import type { SecretOwner } from '../store/store.ts';
import type { EpochMs } from '../store/types.ts';
import {
  isTokenExpired,
  isTokenRejected,
  refreshAccountToken,
  revokeAccountToken,
  revokeToken,
  type TikTokApp,
  TikTokApiError,
} from '../tiktok/index.ts';
import { findAppById, forgetUnneededApps } from '../tiktok-apps/index.ts';

// Disconnecting does not wait for TikTok: the connection goes at once, and what is needed to withdraw its grant is kept,
// sealed for this one purpose, until TikTok has answered (docs/decisions/0019).

const REVOKE_JOB = 'connection.revoke';
const KEEP_TRYING_MS = 7 * 86_400_000;
const CALL_LIMIT_MS = 20_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** The job is in line before the revocation is stored; a run that comes first finds nothing to do. */
const HEAD_START_MS = 30_000;

type Withdrawn = Pick<ConnectionRecord, 'id' | 'kind' | 'environment' | 'coreUserId'> & { appId: string };

interface Tokens {
  accessToken: string;
  refreshToken: string | null;
}

/** What is sealed: the tokens, and whose grant it is, to see whether somebody else lives on it. */
interface SealedGrant extends Tokens {
  coreUserId: string | null;
}

/** What is kept of a grant until TikTok has withdrawn it. */
export function makeRevocation(
  deps: Deps,
  workspaceId: string,
  { id: connectionId, kind, environment, appId, coreUserId }: Withdrawn,
  { accessToken, refreshToken }: Tokens,
): RevocationRecord {
  const id = deps.random.id('rev');
  const now = deps.clock.now();
  const grant: SealedGrant = { accessToken, refreshToken, coreUserId };
  return {
    id,
    connectionId,
    kind,
    environment,
    appId,
    sealedToken: deps.sealer.seal(JSON.stringify(grant), secretContext(ownerOf(workspaceId, id))),
    createdAt: now,
    giveUpAt: now + KEEP_TRYING_MS,
  };
}

/** Puts the job of a revocation in line before it is stored, so that no crash leaves a token that nobody withdraws. */
export async function expectRevocation(deps: Deps, workspaceId: string, revocationId: string): Promise<void> {
  const runAt = deps.clock.now() + HEAD_START_MS;
  await deps.store.jobs.enqueue({ kind: REVOKE_JOB, workspaceId, subjectId: revocationId, runAt });
}

/** The revocation is stored: has TikTok asked now. */
export async function startRevocation(deps: Deps, workspaceId: string, revocationId: string): Promise<void> {
  const runAt = deps.clock.now();
  await deps.store.jobs.enqueue({ kind: REVOKE_JOB, workspaceId, subjectId: revocationId, runAt });
  deps.jobs.wake();
}

/**
 * Has tokens withdrawn that came for a connection which was disconnected meanwhile, such as those of a renewal that was
 * under way. Nothing is done for a grant whose app is not known: TikTok withdraws for the app only.
 */
export async function revokeLater(
  deps: Deps,
  workspaceId: string,
  connection: Pick<ConnectionRecord, 'id' | 'kind' | 'environment' | 'coreUserId' | 'appId'>,
  tokens: Tokens,
): Promise<void> {
  const { appId } = connection;
  if (appId === null) return;
  const revocation = makeRevocation(deps, workspaceId, { ...connection, appId }, tokens);
  await expectRevocation(deps, workspaceId, revocation.id);
  await deps.store.workspace(workspaceId).revocations.add(revocation);
  await startRevocation(deps, workspaceId, revocation.id);
}

/**
 * Withdraws one grant. A grant that another live connection may share is left alone, whichever workspace that one is in:
 * TikTok does not say whether two consents of one person to one app are one grant. That is asked before every try, since
 * the person may have signed in again since.
 */
const revokeJob: JobHandler = async (deps, job, { signal }) => {
  const { workspaceId } = job;
  const { revocations } = deps.store.workspace(workspaceId);
  const revocation = await revocations.get(job.subjectId);
  if (revocation === null) return 'done';
  const about = { workspaceId, connectionId: revocation.connectionId, revocationId: revocation.id };
  // What stands for the grant by now: a token that had to be renewed first has a revocation of its own.
  let current = revocation;
  const end = async (): Promise<'done'> => {
    await revocations.remove(current.id);
    await forgetUnneededApps(deps, workspaceId);
    return 'done';
  };
  try {
    const grant = openGrant(deps, workspaceId, revocation);
    if (await deps.store.grants.isShared({ ...revocation, coreUserId: grant.coreUserId })) {
      deps.log.info(about, 'grant not withdrawn at TikTok: another connection may live on it');
      return await end();
    }
    const app = await findAppById(deps, workspaceId, revocation.appId);
    if (app === null) throw new AppError('tiktok_app_missing', 'The developer app the grant was made with is gone.');
    try {
      await withdraw(deps, app, revocation, grant.accessToken, signal);
    } catch (error) {
      // TikTok takes a living access token only, while the refresh token keeps the grant alive for a year.
      if (grant.refreshToken === null || !(error instanceof TikTokApiError) || !isTokenExpired(error.code)) throw error;
      const renewed = await renew(deps, workspaceId, revocation, grant, app, signal);
      current = renewed.revocation;
      await withdraw(deps, app, current, renewed.accessToken, signal);
    }
    deps.log.info(about, 'grant withdrawn at TikTok');
    return await end();
  } catch (error) {
    // The renewed one has a job of its own, which is in line already.
    if (current !== revocation && !isEnded(error)) return 'done';
    if (signal.aborted) throw error;
    if (isEnded(error)) {
      deps.log.info({ ...about, code: error.code }, 'grant was withdrawn at TikTok before');
      return await end();
    }
    // A failure of our own database is the runner's to try again.
    if (!(error instanceof TikTokApiError || error instanceof AppError || error instanceof SealError)) throw error;
    const now = deps.clock.now();
    if (now >= revocation.giveUpAt) {
      deps.log.error({ ...about, err: error }, 'grant not withdrawn at TikTok: given up, and the token is forgotten');
      const detail = { atTikTok: 'given_up', app: revocation.appId };
      const note = { action: 'connection.disconnected', subjectId: revocation.connectionId, detail } as const;
      await writeAudit(deps, workspaceId, { kind: 'server' }, note);
      return await end();
    }
    const runAt = nextTry(deps, revocation, error instanceof TikTokApiError ? (error.retryAfterMs ?? 0) : 0);
    deps.log.warn({ ...about, err: error, nextTryInMs: runAt - now }, 'grant not withdrawn at TikTok yet');
    return { runAt };
  }
};

/** TikTok knows the grant no more, by its access token or its refresh token. */
function isEnded(error: unknown): error is TikTokApiError {
  return error instanceof TikTokApiError && isTokenRejected(error.code, error.tiktokMessage);
}

/**
 * Gets an access token to withdraw the grant with. It is stored in the place of the ended one before it is used: the refresh
 * token may be another one by now.
 */
async function renew(
  deps: Deps,
  workspaceId: string,
  ended: RevocationRecord,
  { refreshToken, coreUserId }: SealedGrant,
  app: TikTokApp,
  signal: AbortSignal,
): Promise<{ revocation: RevocationRecord; accessToken: string }> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(CALL_LIMIT_MS)]);
  const answer = await refreshAccountToken(deps.tiktok, app, refreshToken ?? '', { signal: limited });
  const tokens = { accessToken: answer.accessToken, refreshToken: answer.refreshToken ?? refreshToken };
  const { connectionId, createdAt, giveUpAt } = ended;
  const renewed = makeRevocation(deps, workspaceId, { ...ended, id: connectionId, coreUserId }, tokens);
  const revocation = { ...renewed, createdAt, giveUpAt };
  const { revocations } = deps.store.workspace(workspaceId);
  await expectRevocation(deps, workspaceId, revocation.id);
  await revocations.add(revocation);
  await revocations.remove(ended.id);
  return { revocation, accessToken: tokens.accessToken };
}

async function withdraw(
  deps: Deps,
  app: TikTokApp,
  { kind, environment }: RevocationRecord,
  accessToken: string,
  signal: AbortSignal,
): Promise<void> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(CALL_LIMIT_MS)]);
  if (kind === 'tiktok_account') await revokeAccountToken(deps.tiktok, app, accessToken, limited);
  else await revokeToken(deps.tiktok, { environment, accessToken, appId: app.appId }, app, limited);
}

/** As long again as it has been tried already, within limits and spread by a fifth either way; never past giving up. */
function nextTry(deps: Deps, { createdAt, giveUpAt }: RevocationRecord, retryAfterMs: number): EpochMs {
  const now = deps.clock.now();
  const spread = 0.8 + (0.4 * (deps.random.bytes(1)[0] ?? 0)) / 255;
  const waitMs = Math.min(Math.max(now - createdAt, FIRST_WAIT_MS), LONGEST_WAIT_MS) * spread;
  return Math.min(now + Math.round(Math.max(waitMs, retryAfterMs)), giveUpAt);
}

function openGrant(deps: Deps, workspaceId: string, { id, sealedToken }: RevocationRecord): SealedGrant {
  return JSON.parse(deps.sealer.open(sealedToken, secretContext(ownerOf(workspaceId, id)))) as SealedGrant;
}

function ownerOf(workspaceId: string, revocationId: string): SecretOwner {
  return { workspaceId, kind: 'revocation', id: revocationId };
}

/** For the job runner. */
export const revocationJobs: Readonly<Record<string, JobHandler>> = { [REVOKE_JOB]: revokeJob };
