import type { SignInReview } from '../../shared/connections.ts';
import { type AuditActor, writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import type { JobHandler } from '../jobs/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { scheduleRotation } from '../tokens/index.ts';
import { scheduleProbe } from './probe-job.ts';
import { REFRESH_JOB } from './refresh-job.ts';

// What follows from a stored sign-in: background work begins, and what waited for the connection goes on. A job that is in
// line before the sign-in is stored does it when the process that stored it does not get that far.

const SIGNED_IN_JOB = 'connection.signed_in';
const HEAD_START_MS = 30_000;
const TIME_TO_CHOOSE_MS = 30_000;

interface Arrival {
  /** The connection as it was; null for a new one. */
  before: ConnectionRecord | null;
  grant: Pick<ConnectionRecord, 'kind' | 'environment' | 'source' | 'appId'>;
  /** What the connection lost by it; null: nothing. */
  review: SignInReview | null;
  by: AuditActor;
}

/** Makes sure that {@link announceGrant} is made up for, should it not be reached. Comes before the write. */
export async function announceSoon(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const runAt = deps.clock.now() + HEAD_START_MS;
  await deps.store.jobs.enqueue({ kind: SIGNED_IN_JOB, workspaceId, subjectId: connectionId, runAt });
}

/** Puts a new sign-in into the audit log. Comes first after the write, so that it is there whatever becomes of the rest. Never rejects. */
export async function writeDown(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { before, grant, review, by }: Arrival,
): Promise<void> {
  const { kind, environment, source } = grant;
  const lost = {
    lostAdAccounts: review?.lostAdvertiserCount ?? 0,
    lostImported: review?.lostImportedCount ?? 0,
    lostPermissions: review?.lostScopes.length ?? 0,
    otherUser: (review?.otherUser ?? null) !== null,
  };
  await writeAudit(
    deps,
    workspaceId,
    by,
    before === null
      ? { action: 'connection.connected', subjectId: connectionId, detail: { kind, environment, source } }
      : { action: 'connection.reconnected', subjectId: connectionId, detail: { kind, source, ...lost } },
  );
}

/** Tells everybody who has to know of a new sign-in. */
export async function announceGrant(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { before, grant }: Pick<Arrival, 'before' | 'grant'>,
): Promise<void> {
  await settle(deps, workspaceId, connectionId, { isKnown: before !== null });
  if (before !== null && before.appId !== grant.appId) await forgetUnneededApps(deps, workspaceId);
  await deps.store.jobs.remove(SIGNED_IN_JOB, connectionId);
}

async function settle(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { isKnown }: { isKnown: boolean },
): Promise<void> {
  await scheduleRotation(deps, workspaceId, connectionId);
  await scheduleProbe(deps, workspaceId, connectionId);
  // Who connects for the first time usually goes on to choose ad accounts, which reads roles and all; if not, the job does.
  const runAt = deps.clock.now() + (isKnown ? 0 : TIME_TO_CHOOSE_MS);
  await deps.store.jobs.enqueue({ kind: REFRESH_JOB, workspaceId, subjectId: connectionId, runAt });
  deps.jobs.wake();
  await deps.hooks.connectionChanged(workspaceId, connectionId);
  // Also where it never was away: it may reach an ad account again that somebody waits for.
  if (isKnown) await deps.hooks.connectionBack(workspaceId, connectionId);
}

/** Makes up for what a crash cut off. Everything in here may be done twice. */
const signedInJob: JobHandler = async (deps, { workspaceId, subjectId }) => {
  const connection = await deps.store.workspace(workspaceId).connections.get(subjectId);
  if (connection !== null && connection.state !== 'revoked') {
    await settle(deps, workspaceId, subjectId, { isKnown: true });
  }
  return 'done';
};

/** For the job runner. */
export const grantJobs: Readonly<Record<string, JobHandler>> = { [SIGNED_IN_JOB]: signedInJob };
