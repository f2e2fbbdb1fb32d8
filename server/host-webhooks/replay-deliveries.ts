import type { Replayed, ReplayDeliveries } from '../../shared/event-deliveries.ts';
import type { Actor, Deps } from '../deps.ts';
import { requireHost } from '../sessions/index.ts';

/**
 * Sends events again, under the same ids: dead ones, delivered ones that the host has lost, and those that wait for their next try. Each
 * gets three days anew, and its line's later events wait for it.
 *
 * @throws {AppError} host_key_required
 */
export async function replayEventDeliveries(deps: Deps, actor: Actor, input: ReplayDeliveries): Promise<Replayed> {
  requireHost(actor);
  const which = 'eventIds' in input ? { ids: input.eventIds } : { deadSince: Date.parse(input.deadSince) };
  const { workspaceId } = actor;
  const replayed = await deps.store.workspace(workspaceId).eventDeliveries.replay(which, deps.clock.now());
  if (replayed > 0) {
    deps.log.info({ workspaceId, replayed }, 'events are delivered to the host again');
    deps.jobs.wake();
  }
  return { replayed };
}
