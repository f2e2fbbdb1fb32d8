import type { Authorize, AuthorizeStarted, ConnectionKind } from '../../shared/connections.ts';
import { findConnection } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { requireCurrentApp } from '../tiktok-apps/index.ts';
import { consentUrl } from './consent-url.ts';
import { wipeOverdue } from './held-sign-in.ts';
import { hashState, makeState, STATE_LIFE_MS } from './state.ts';

/** How long an attempt can still be asked about after it ran out. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Starts a sign-in with TikTok, bound to the caller's workspace, user and origin, and answers the address to open. It
 * works once, within ten minutes.
 *
 * @throws {AppError} origin_mismatch - the session was made for another origin
 * @throws {AppError} invalid_request - the sandbox has no sign-in, `returnUrl` is of another origin, or the connection has
 *   another kind of sign-in
 * @throws {AppError} tiktok_app_missing
 * @throws {AppError} not_found - no such connection to sign in again
 */
export async function startAuthorization(deps: Deps, actor: Actor, input: Authorize): Promise<AuthorizeStarted> {
  requirePermission(actor, 'connect');
  const origin = new URL(input.origin).origin;
  requireOrigin(actor, origin, input.returnUrl);
  if (input.environment === 'sandbox') throw noSandboxSignIn('environment');
  const app = await requireCurrentApp(deps, actor.workspaceId);
  const kind = await chooseKind(deps, actor.workspaceId, input);

  const now = deps.clock.now();
  const state = makeState(deps.random);
  const attempt = {
    id: deps.random.id('att'),
    userId: actor.userId,
    stateHash: hashState(state),
    origin,
    returnUrl: input.returnUrl ?? null,
    environment: 'production' as const,
    kind,
    appId: app.appId,
    reconnectId: input.connectionId ?? null,
    status: 'pending' as const,
    connectionId: null,
    error: null,
    createdAt: now,
    expiresAt: now + STATE_LIFE_MS,
    usedAt: null,
    review: null,
    sealedGrant: null,
  };
  const { attempts } = deps.store.workspace(actor.workspaceId);
  await wipeOverdue(deps, actor.workspaceId);
  await attempts.removeExpired(now - KEPT_MS);
  await attempts.create(attempt);
  const authorizeUrl = consentUrl(deps.config, kind, app.appId, state);
  return { attemptId: attempt.id, authorizeUrl, expiresAt: toInstant(attempt.expiresAt) };
}

/** With a connection its own kind, since the two do not turn into each other; an advertiser's unless asked otherwise. */
async function chooseKind(deps: Deps, workspaceId: string, input: Authorize): Promise<ConnectionKind> {
  const { connectionId, kind } = input;
  if (connectionId === undefined) return kind ?? 'advertiser';
  const connection = await findConnection(deps, workspaceId, connectionId);
  if (connection.environment === 'sandbox') throw noSandboxSignIn('connectionId');
  if (kind === undefined || kind === connection.kind) return connection.kind;
  throw new AppError(
    'invalid_request',
    'A connection keeps its kind of sign-in. Leave `kind` out, or make a new connection without `connectionId`.',
    { errors: [{ path: 'kind', message: `this connection is of the kind "${connection.kind}"` }] },
  );
}

/** The callback page sends its message and the person to this origin, so a session of one page cannot name another. */
function requireOrigin(actor: Actor, origin: string, returnUrl: string | undefined): void {
  if (actor.origin !== null && actor.origin !== origin) {
    throw new AppError('origin_mismatch', 'This session was made for another origin than the one in the body.', {
      errors: [{ path: 'origin', message: 'is not the origin the session was made for' }],
    });
  }
  if (returnUrl !== undefined && new URL(returnUrl).origin !== origin) {
    throw new AppError('invalid_request', 'The callback page only goes back to the origin that started the sign-in.', {
      errors: [{ path: 'returnUrl', message: 'must be of the same origin as `origin`' }],
    });
  }
}

function noSandboxSignIn(path: string): AppError {
  return new AppError(
    'invalid_request',
    "TikTok's sandbox has no sign-in. Take the sandbox token and ad account id from the developer portal and send them to POST /v1/connections/token.",
    { errors: [{ path, message: 'the sandbox connects with a pasted token' }] },
  );
}
