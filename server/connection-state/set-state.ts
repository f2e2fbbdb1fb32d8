import { writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import type { ConnectionChange, ConnectionRecord } from '../store/connections.ts';
import type { ConnectionState, Failure } from '../store/types.ts';
import { tellConnection } from './connection-events.ts';

/**
 * Moves a connection to another state: the one place that does, besides a new sign-in and the removal. Nothing is written
 * when the connection has another state or another token by now than the record given: whoever judged the old token has
 * nothing to say about the new one. A change is logged, written to the audit log, told as an event, and, where writing works again, told to
 * what waits for it. The same state again only writes the reason and `extra`; since when it lasts stays.
 *
 * @param connection as it was when its token was judged
 * @param reason why it is not `active`; null with `active`
 * @param extra what else is written with it, such as the renewed token
 * @returns false when the record was out of date: read it again and judge again
 */
export async function setConnectionState(
  deps: Deps,
  workspaceId: string,
  connection: Pick<ConnectionRecord, 'id' | 'state' | 'tokenVersion'>,
  to: Exclude<ConnectionState, 'revoked'>,
  reason: Failure | null,
  extra: ConnectionChange = {},
): Promise<boolean> {
  const from = connection.state;
  // Removed on purpose: nothing that was still under way brings it back.
  if (from === 'revoked') return false;
  const isChange = from !== to;
  // What a renewal still waited for is of no interest once the token is refused.
  const trouble = to === 'disconnected' ? { renewalTroubleSince: null } : {};
  const changed = await deps.store
    .workspace(workspaceId)
    .connections.update(
      connection.id,
      { ...trouble, ...extra, state: to, stateReason: reason, ...(isChange ? { updatedAt: deps.clock.now() } : {}) },
      [from],
      connection.tokenVersion,
    );
  if (!changed || !isChange) return changed;
  const about = { workspaceId, connectionId: connection.id, from, to, code: reason?.code };
  const line = { ...about, tiktokRequestId: reason?.tiktokRequestId };
  if (to === 'active') deps.log.info(line, 'connection works again');
  else deps.log.warn(line, 'connection changed its state');
  await writeAudit(
    deps,
    workspaceId,
    { kind: 'server' },
    { action: 'connection.state_changed', subjectId: connection.id, detail: { from, to, code: reason?.code ?? null } },
  );
  await tellConnection(deps, workspaceId, connection.id, from);
  await deps.hooks.connectionChanged(workspaceId, connection.id);
  if (isWritable(to) && !isWritable(from)) await deps.hooks.connectionBack(workspaceId, connection.id);
  return true;
}

function isWritable(state: ConnectionState): boolean {
  return state === 'active' || state === 'expiring';
}
