import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { SubscriptionRecord } from '../store/watched.ts';

const SLICE = 1000;

/** Every subscription of a connection. There may be tens of thousands: between two slices others have their turn. */
export async function readKnown(deps: Deps, workspaceId: string, connectionId: string): Promise<SubscriptionRecord[]> {
  const { subscriptions } = deps.store.workspace(workspaceId);
  const known: SubscriptionRecord[] = [];
  for (let after: string | null = null; ; ) {
    const slice = await subscriptions.listByConnection(connectionId, after, SLICE);
    known.push(...slice);
    const last = slice.at(-1);
    if (last === undefined || slice.length < SLICE) return known;
    after = last.subscriptionId;
    await nextTurn();
  }
}
