import { ACTOR_KIND_HEADER, ACTOR_KINDS, type ActorKind } from '../../shared/control-kinds.ts';
import { hostIdSchema } from '../../shared/fields.ts';
import { PERMISSIONS } from '../../shared/sessions.ts';
import { isOneOfSecrets } from '../crypto/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { looksLikeSessionToken, verifySessionToken } from './session-token.ts';

const EVERY_PERMISSION: ReadonlySet<string> = new Set(PERMISSIONS);

/** What a request says about its caller. */
export interface Credentials {
  authorization: string | undefined;
  /** Only where TikTok's own SDKs call, which know no other header for a credential. `authorization` goes before it. */
  accessToken?: string | undefined;
  workspaceId: string | undefined;
  /** Who acts with a host key; sessions say it themselves. */
  actorKind: string | undefined;
  origin: string | undefined;
}

/**
 * Who is calling, from a session token or from a host key with its workspace.
 *
 * @throws {AppError} missing_credentials, invalid_session, session_expired, origin_mismatch, invalid_host_key, workspace_required
 */
export async function authenticate(deps: Pick<Deps, 'config' | 'clock'>, credentials: Credentials): Promise<Actor> {
  const credential = credentialOf(credentials);
  if (looksLikeSessionToken(credential)) {
    const actor = await verifySessionToken(deps, credential);
    // A browser cannot be talked out of a true Origin header, so a token that leaked to another page is useless there.
    if (actor.origin !== null && credentials.origin !== undefined && credentials.origin !== actor.origin) {
      throw new AppError('origin_mismatch', 'This session was made for another web origin than the page that calls.');
    }
    return actor;
  }
  requireKnownHostKey(deps, credential);
  return {
    kind: 'host',
    actorKind: readActorKind(credentials.actorKind),
    workspaceId: requireWorkspace(credentials.workspaceId),
    userId: null,
    permissions: EVERY_PERMISSION,
    origin: null,
    expiresAt: null,
  };
}

/**
 * Lets a host key pass, for the one call that is about no workspace yet.
 *
 * @throws {AppError} missing_credentials, invalid_host_key, host_key_required
 */
export function authenticateHost(deps: Pick<Deps, 'config'>, authorization: string | undefined): void {
  const credential = bearer(authorization);
  if (looksLikeSessionToken(credential)) {
    throw new AppError(
      'host_key_required',
      "Sessions are made by the host's back end with a host key, not with a session token.",
    );
  }
  requireKnownHostKey(deps, credential);
}

function credentialOf({ authorization, accessToken }: Credentials): string {
  if (authorization !== undefined || accessToken === undefined || accessToken === '') return bearer(authorization);
  return accessToken;
}

/** As nearly every client writes it: told without cutting it into parts. */
const QUICK_BEARER = /^Bearer \S+$/;

function bearer(authorization: string | undefined): string {
  if (authorization !== undefined && QUICK_BEARER.test(authorization)) return authorization.slice(7);
  const credential = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (credential === undefined) {
    throw new AppError(
      'missing_credentials',
      'Send a session token or a host key as "Authorization: Bearer <credential>".',
    );
  }
  return credential;
}

/** The host's back end is a program unless it says that it passes on what a person or a model wants. */
function readActorKind(value: string | undefined): ActorKind {
  if (value === undefined || value === '') return 'automation';
  const known = ACTOR_KINDS.find((kind) => kind === value);
  if (known !== undefined) return known;
  throw new AppError('invalid_request', `${ACTOR_KIND_HEADER} must be one of ${ACTOR_KINDS.join(', ')}.`);
}

function requireKnownHostKey(deps: Pick<Deps, 'config'>, credential: string): void {
  if (isOneOfSecrets(credential, deps.config.hostApiKeys)) return;
  throw new AppError('invalid_host_key', 'The credential is neither a session token nor one of HOST_API_KEYS.');
}

function requireWorkspace(workspaceId: string | undefined): string {
  if (workspaceId === undefined || workspaceId === '') {
    throw new AppError(
      'workspace_required',
      'A host key acts for one workspace at a time: name it in the X-Workspace-Id header.',
    );
  }
  const parsed = hostIdSchema.safeParse(workspaceId);
  if (!parsed.success) {
    throw new AppError(
      'workspace_required',
      'X-Workspace-Id must be 1 to 128 printable ASCII characters without spaces.',
    );
  }
  return parsed.data;
}
