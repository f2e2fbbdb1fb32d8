import type { Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';

/**
 * A connection that is still there. One that was disconnected on purpose is gone for every caller.
 *
 * @throws {AppError} not_found - no such connection in this workspace
 */
export async function findConnection(deps: Deps, workspaceId: string, connectionId: string): Promise<ConnectionRecord> {
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection === null || connection.state === 'revoked') throw notFound();
  return connection;
}
