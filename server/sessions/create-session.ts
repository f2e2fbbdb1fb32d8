import {
  DEFAULT_SESSION_TTL_SECONDS,
  PERMISSIONS,
  type CreateSession,
  type SessionToken,
} from '../../shared/sessions.ts';
import type { Deps } from '../deps.ts';
import { toInstant } from '../http/index.ts';
import { signSessionToken } from './session-token.ts';

/** Makes a session token for one user of one workspace. Every permission unless said otherwise; 15 minutes, at most an hour. */
export async function createSession(deps: Pick<Deps, 'config' | 'clock'>, input: CreateSession): Promise<SessionToken> {
  const { token, expiresAt } = await signSessionToken(
    deps,
    {
      workspaceId: input.workspaceId,
      userId: input.userId,
      permissions: PERMISSIONS.filter((permission) => input.permissions?.includes(permission) ?? true),
      actorKind: input.actorKind ?? 'person',
      origin: input.origin === undefined ? null : new URL(input.origin).origin,
    },
    input.ttlSeconds ?? DEFAULT_SESSION_TTL_SECONDS,
  );
  return { token, expiresAt: toInstant(expiresAt) };
}
