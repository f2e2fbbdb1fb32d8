import type { Actor } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';

/**
 * Lets whoever may change what holds callers back pass. Sessions have every permission unless the host says otherwise, and a model
 * must never lift what holds it.
 *
 * @param what "the controls", "spend caps": ends a sentence
 * @throws {AppError} permission_denied - the session lacks `controls`, or an agent asks
 */
export function requireMayChange(actor: Actor, what: string): void {
  requirePermission(actor, 'controls');
  if (actor.actorKind !== 'agent') return;
  throw new AppError(
    'permission_denied',
    `An agent does not change ${what}, whatever its permissions: a person or a program of the host does.`,
  );
}
