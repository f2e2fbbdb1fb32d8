import type { Failure } from '../../shared/errors.ts';
import { deriveStatus } from '../accounts/index.ts';
import { ensureFresh, withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ExportRecord } from '../store/exports.ts';
import { exportsOf, FOLLOW_JOB, PULL_JOB, UPLOAD_JOB } from './engine.ts';
import type { Stage } from './export-state.ts';
import { isPassing, toFailure } from './failures.ts';

// An export whose sign-in is lost does not fail: it waits, in the state it is in, and goes on by itself. Its job stays in line and
// looks from time to time whether the account can be worked with again. Whoever brings a connection
// back calls for that look at once (`continueExports`); when that call is lost in a crash, the next look makes up for it.

export const JOB_OF_STAGE: Readonly<Record<Stage, string>> = { pull: PULL_JOB, upload: UPLOAD_JOB, follow: FOLLOW_JOB };

export type Standing =
  | { kind: 'usable' }
  /** `reason` null: it could not be found out, so what was said before stands. */
  | { kind: 'waits'; reason: Failure | null }
  /** No sign-in brings this back by itself. */
  | { kind: 'gone'; failure: Failure };

/** Whether a new sign-in cures it, as `withGrant` says. */
export function isSignInLost(error: unknown): error is AppError {
  return (
    error instanceof AppError && (error.code === 'connection_read_only' || error.code === 'connection_disconnected')
  );
}

/**
 * How the export's ad account stands for what comes next, as far as can be known without asking TikTok about it. The connection it hangs
 * on now counts: the account may have moved to another one since.
 */
export async function standingOf(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  stage: Stage,
): Promise<Standing> {
  if (stage === 'pull') return { kind: 'usable' };
  const account = await deps.store.workspace(workspaceId).adAccounts.get(advertiserId);
  if (account === null || account.connection.state === 'revoked') return { kind: 'gone', failure: GONE };
  try {
    // Opens the token and looks at the connection's state. TikTok is asked only to renew a token whose time is over.
    await withGrant(
      deps,
      workspaceId,
      account.connectionId,
      stage === 'upload' ? 'write' : 'read',
      async () => undefined,
    );
    // The sign-in works, but not for this ad account: one that reaches it has to come first.
    if (account.accessLostAt !== null) return { kind: 'waits', reason: deriveStatus(account).reason };
    return { kind: 'usable' };
  } catch (error) {
    if (isSignInLost(error)) return { kind: 'waits', reason: error.toFailure() };
    if (error instanceof AppError && error.code === 'not_found') return { kind: 'gone', failure: GONE };
    if (isPassing(error)) return { kind: 'waits', reason: null };
    throw error;
  }
}

/**
 * Why an export whose step ended in this error waits for a sign-in, although the connection has one: TikTok denied access to its
 * ad account, which the sign-in does not reach any more. Reads the ad accounts once more where that is not known yet, since TikTok
 * denies more than that with the same code.
 *
 * @returns null when no other sign-in is what it lacks
 */
export async function outOfReach(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  error: unknown,
): Promise<Failure | null> {
  const failure = toFailure(error);
  if (failure?.code !== 'tiktok_permission_denied') return null;
  const { adAccounts } = deps.store.workspace(workspaceId);
  const before = await adAccounts.get(advertiserId);
  if (before === null) return null;
  if (before.accessLostAt === null) {
    await ensureFresh(deps, workspaceId, before.connectionId, 0).catch((cause: unknown) => {
      if (toFailure(cause) === null) throw cause;
      // What TikTok does not tell now leaves what was known; the refusal itself counts then.
      deps.log.info({ workspaceId, advertiserId, err: cause }, 'the reach of a sign-in could not be read again');
    });
  }
  const account = before.accessLostAt === null ? await adAccounts.get(advertiserId) : before;
  if (account === null || account.accessLostAt === null) return null;
  const { reason } = deriveStatus(account);
  // TikTok's own id of the refusal is what support asks for.
  return reason === null ? failure : { ...failure, ...reason };
}

const GONE: Failure = {
  code: 'account_not_imported',
  message:
    'The ad account was taken out of this workspace while the export waited for a sign-in. Import it again and retry: what TikTok has is not sent twice.',
};

/** Notes why the export waits, if it still is in that state. @returns null when it is not */
export async function noteReason(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  reason: Failure,
): Promise<ExportRecord | null> {
  const { waiting } = record;
  if (waiting?.reason.code === reason.code && waiting.reason.message === reason.message) return record;
  const now = deps.clock.now();
  return exportsOf(deps, workspaceId).update(record.id, [record.state], {
    waiting: { since: waiting?.since ?? now, reason },
    updatedAt: now,
  });
}
