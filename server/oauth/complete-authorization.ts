import { type Offered, offerGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AttemptRecord } from '../store/connections.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { exchangeCode } from './exchange-code.ts';
import { holdSignIn } from './held-sign-in.ts';
import { hashState } from './state.ts';

/** What the browser brought back from TikTok; absent parameters are null. */
export interface Callback {
  state: string | null;
  authCode: string | null;
}

export type Completion =
  /** The state is none that may be used now: nothing was asked of TikTok, nothing stored. */
  | { kind: 'refused'; error: AppError; attempt: AttemptRecord | null }
  | { kind: 'succeeded'; attempt: AttemptRecord; connectionId: string }
  /** It would take something away from a connection, and waits for the person to decide. Nothing changed. */
  | { kind: 'review'; attempt: AttemptRecord }
  | { kind: 'failed'; attempt: AttemptRecord; error: AppError };

/**
 * Ends a sign-in. The state is used up before anything is asked of TikTok, so that whatever happens next, and however
 * often the address is opened, one sign-in is exchanged at most once. Never rejects because of TikTok: a failure is
 * written to the attempt, where the page that started it reads it.
 */
export async function completeAuthorization(deps: Deps, callback: Callback): Promise<Completion> {
  const now = deps.clock.now();
  const stateHash = callback.state === null ? null : hashState(callback.state);
  const attempt = stateHash === null ? null : await deps.store.oauthStates.find(stateHash);
  if (stateHash === null || attempt === null) {
    return {
      kind: 'refused',
      attempt: null,
      error: new AppError('oauth_state_invalid', 'This sign-in was not started here, or its link is damaged.'),
    };
  }
  if (attempt.usedAt !== null) return { kind: 'refused', attempt, error: used() };
  if (now >= attempt.expiresAt) {
    return {
      kind: 'refused',
      attempt,
      error: new AppError('oauth_state_expired', 'A sign-in must be finished within ten minutes of its start.'),
    };
  }
  if (!(await deps.store.oauthStates.consume(stateHash, now))) return { kind: 'refused', attempt, error: used() };

  const { attempts } = deps.store.workspace(attempt.workspaceId);
  try {
    const offered = await connect(deps, attempt, callback.authCode);
    if (offered.kind === 'review') return { kind: 'review', attempt };
    const { connectionId } = offered;
    await attempts.finish(attempt.id, { status: 'succeeded', connectionId, error: null });
    return { kind: 'succeeded', attempt, connectionId };
  } catch (thrown) {
    const error = toFailure(thrown);
    if (error.code === 'internal_error') deps.log.error({ attemptId: attempt.id, err: thrown }, 'sign-in failed');
    else
      deps.log.info(
        { attemptId: attempt.id, code: error.code, tiktokRequestId: error.tiktokRequestId },
        'sign-in ended without a connection',
      );
    await attempts.finish(attempt.id, { status: 'failed', connectionId: null, error: error.toFailure() });
    return { kind: 'failed', attempt, error };
  } finally {
    await forgetUnneededApps(deps, attempt.workspaceId);
  }
}

async function connect(deps: Deps, attempt: AttemptRecord, authCode: string | null): Promise<Offered> {
  if (authCode === null) {
    throw new AppError(
      'oauth_denied',
      'TikTok sent no permission back: access was refused or the sign-in was left. Nothing was connected.',
    );
  }
  const grant = await exchangeCode(deps, attempt, authCode);
  const { workspaceId, userId, origin } = attempt;
  // A session always names its user; a host key never does.
  const by = { kind: userId === null ? ('host' as const) : ('session' as const), userId, origin };
  const offered = await offerGrant(deps, workspaceId, grant, by);
  if (offered.kind === 'review') await holdSignIn(deps, attempt, grant, offered.review);
  return offered;
}

function toFailure(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof TikTokApiError) return toAppError(thrown);
  return new AppError('internal_error', 'Something went wrong on our side. Start the sign-in again.', {
    cause: thrown,
  });
}

function used(): AppError {
  return new AppError('oauth_state_used', 'This link has done its work already and works only once.');
}
