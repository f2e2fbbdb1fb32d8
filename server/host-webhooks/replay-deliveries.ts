import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Replayed, ReplayDeliveries } from '../../shared/event-deliveries.ts';
import type { Actor, Deps } from '../deps.ts';
import { requireHost } from '../sessions/index.ts';

/** Rows a transaction: short ones, since everybody who writes waits for it. */
const AT_ONCE = 500;

/**
 * Sends events again, under the same ids: dead ones, delivered ones that the host has lost, and those that wait for their next try. Each
 * gets three days anew, and its line's later events wait for it. Very many dead ones begin one portion after the other: what happens in
 * those seconds may come before the later portions.
 *
 * @throws {AppError} host_key_required
 */
export async function replayEventDeliveries(deps: Deps, actor: Actor, input: ReplayDeliveries): Promise<Replayed> {
  requireHost(actor);
  const { workspaceId } = actor;
  const { eventDeliveries } = deps.store.workspace(workspaceId);
  const now = deps.clock.now();
  let replayed = 0;
  if ('eventIds' in input) {
    replayed = await eventDeliveries.replay(input.eventIds, now);
  } else {
    const since = Date.parse(input.deadSince);
    // By place, so that one which dies again meanwhile is not taken twice.
    for (let after: number | null = 0; after !== null; ) {
      const some = await eventDeliveries.replayDead(since, after, AT_ONCE, now);
      replayed += some.replayed;
      after = some.last;
      // Requests get their turn in between.
      await nextTurn();
    }
  }
  if (replayed > 0) {
    deps.log.info({ workspaceId, replayed }, 'events are delivered to the host again');
    deps.jobs.wake();
  }
  return { replayed };
}
