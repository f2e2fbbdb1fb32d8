import type { Deps } from '../deps.ts';
import { revokeLater } from '../revocations/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { lockRenewal } from './renewal-lock.ts';
import { forgetKept, listKept, readKept } from './rotation-journal.ts';
import { scheduleRotation } from './rotation-job.ts';
import { storeKept } from './store-pair.ts';

/**
 * Stores the pairs that an earlier run of this server left behind. Never rejects: what cannot be stored now is found again
 * before the connection's next renewal.
 */
export async function recoverRotations(deps: Deps): Promise<void> {
  try {
    for (const { workspaceId, connectionId } of await listKept(deps)) await recover(deps, workspaceId, connectionId);
  } catch (error) {
    deps.log.error({ err: error }, 'tokens that were kept could not be looked for');
  }
}

async function recover(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  try {
    // Another server may be in the middle of it, with the same folder: it knows what it does.
    const lock = await lockRenewal(deps, workspaceId, connectionId, () => false, 0);
    if (lock.kind !== 'locked') return;
    try {
      await storeKept(deps, workspaceId, lock.connection);
    } finally {
      await lock.unlock();
    }
    await scheduleRotation(deps, workspaceId, connectionId);
  } catch (error) {
    deps.log.error({ workspaceId, connectionId, err: error }, 'a renewed token that was kept could not be stored yet');
  }
}

/**
 * Withdraws and forgets what is kept for a connection that was removed.
 *
 * @param connection as it was before
 */
export async function clearRotation(deps: Deps, workspaceId: string, connection: ConnectionRecord): Promise<void> {
  const kept = await readKept(deps, workspaceId, connection.id);
  if (kept !== null) await revokeLater(deps, workspaceId, connection, kept);
  await forgetKept(deps, workspaceId, connection.id);
}
