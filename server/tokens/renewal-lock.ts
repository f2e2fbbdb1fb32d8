import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { ConnectionRecord } from '../store/connections.ts';

// One renewal at a time per connection, across all processes: the lock is a pair of columns on the connection's row.

/** Longer than everything that is done under the lock, so that it only ends by itself when its holder is gone. */
const LEASE_MS = 120_000;
/** How long somebody waits for another's renewal. A crashed holder's lock may last longer: then it is for later. */
const WAIT_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** What came of asking for the lock. */
export type LockResult =
  | { kind: 'locked'; connection: ConnectionRecord; unlock: () => Promise<void> }
  /** `stop` said so while another held it. */
  | { kind: 'settled'; connection: ConnectionRecord }
  | { kind: 'busy'; connection: ConnectionRecord }
  | { kind: 'gone' };

/**
 * Takes the right to renew a connection's token, waiting for whoever has it, and reads the connection again with the lock held.
 *
 * @param stop whether what the holder has written meanwhile settles the matter
 * @param waitMs how long to wait; 0: not at all
 */
export async function lockRenewal(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  stop: (connection: ConnectionRecord) => boolean,
  waitMs = WAIT_MS,
): Promise<LockResult> {
  const { connections } = deps.store.workspace(workspaceId);
  const owner = Buffer.from(deps.random.bytes(12)).toString('base64url');
  const giveUpAt = performance.now() + waitMs;
  const unlock = async (): Promise<void> => {
    try {
      await connections.unlockRenewal(connectionId, owner);
    } catch (error) {
      deps.log.warn(
        { workspaceId, connectionId, err: error },
        'a renewal lock could not be given back; it ends by itself',
      );
    }
  };
  for (;;) {
    const now = deps.clock.now();
    const isOurs = await connections.lockRenewal(connectionId, owner, now, now + LEASE_MS);
    const connection = await connections.get(connectionId);
    if (connection === null) return { kind: 'gone' };
    if (isOurs) return { kind: 'locked', connection, unlock };
    if (stop(connection)) return { kind: 'settled', connection };
    if (performance.now() >= giveUpAt) return { kind: 'busy', connection };
    await sleep(LOOK_EVERY_MS);
  }
}
