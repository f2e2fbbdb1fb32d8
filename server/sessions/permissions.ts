import type { Permission } from '../../shared/sessions.ts';
import type { Actor } from '../deps.ts';
import { AppError } from '../errors.ts';

/**
 * Lets a caller with the permission pass. A host key has every permission.
 *
 * @throws {AppError} permission_denied - the session was made without it
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.kind === 'host' || actor.permissions.has(permission)) return;
  throw new AppError(
    'permission_denied',
    `This needs a session with the permission "${permission}". The host's back end decides that when it makes the session.`,
  );
}

/**
 * Lets only the host's back end pass.
 *
 * @throws {AppError} host_key_required - the caller is a session
 */
export function requireHost(actor: Actor): void {
  if (actor.kind === 'host') return;
  throw new AppError(
    'host_key_required',
    "This is for the host's back end: call it with a host key and X-Workspace-Id.",
  );
}
