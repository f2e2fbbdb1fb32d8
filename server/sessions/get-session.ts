import { PERMISSIONS, type SessionView } from '../../shared/sessions.ts';
import type { Actor } from '../deps.ts';
import { toInstantOrNull } from '../http/index.ts';

/** Who the caller is and what the caller may do. */
export function getSession(actor: Actor): SessionView {
  return {
    kind: actor.kind,
    actorKind: actor.actorKind,
    workspaceId: actor.workspaceId,
    userId: actor.userId,
    permissions: PERMISSIONS.filter((permission) => actor.kind === 'host' || actor.permissions.has(permission)),
    origin: actor.origin,
    expiresAt: toInstantOrNull(actor.expiresAt),
  };
}
