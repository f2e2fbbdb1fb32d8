import type { ReadActivity } from '../../shared/events.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import { readerOf } from './reader.ts';

/**
 * Marks events as read for the session's user: some, or everything up to one. Ids that are none of the workspace's are passed over,
 * since events are removed with age; the one that `upTo` names has to be there.
 *
 * @throws {AppError} permission_denied - also for a host key, which stands for no user; not_found - `upTo`
 */
export async function readActivity(deps: Deps, actor: Actor, input: ReadActivity): Promise<void> {
  requirePermission(actor, 'read');
  const reader = readerOf(actor, deps.clock);
  if (reader === null) {
    throw new AppError(
      'permission_denied',
      'What is read belongs to a user: mark it with a session, not with a host key.',
    );
  }
  const { events } = deps.store.workspace(actor.workspaceId);
  if ('eventIds' in input) return events.markRead(reader, input.eventIds);
  const seq = await events.seqOf(input.upTo);
  if (seq === null) throw notFound();
  return events.markReadUpTo(reader, seq);
}
