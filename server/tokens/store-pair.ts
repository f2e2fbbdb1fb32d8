import { setConnectionState } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import { revokeLater } from '../revocations/index.ts';
import { type ConnectionRecord, LIVE_STATES } from '../store/connections.ts';
import { forgetKept, readKept, type RenewedPair } from './rotation-journal.ts';
import { hasEnded, isRefused, restingState, signInEndsAt } from './rotation-plan.ts';
import { announcedReason } from './rotation-reasons.ts';
import { connectionOwner, sealTokens } from './token-vault.ts';

/**
 * Puts a renewed pair in the place of the one before, unless that one is gone: after a new sign-in the new one stays, and
 * for a connection that was removed the pair is withdrawn at TikTok. Either way nothing is kept of it elsewhere afterwards.
 * Sealing anew at the same moment (`rotate-keys`) does no harm: it looks at the sealed text, this at the version.
 *
 * @param before the connection the pair was asked for
 * @returns the connection as it is now; null when it is gone
 * @throws when the database cannot be written: the pair stays in the journal
 */
export async function storePair(
  deps: Deps,
  workspaceId: string,
  before: ConnectionRecord,
  pair: RenewedPair,
): Promise<ConnectionRecord | null> {
  const { connections } = deps.store.workspace(workspaceId);
  const { tokenVersion, tokenExpiresAt, refreshExpiresAt, scopes } = pair;
  // Who is cut off between here and the state leaves a mark behind by which the job sees that the state is out of date.
  const renewalTroubleSince = isRefused(before)
    ? (before.renewalTroubleSince ?? deps.clock.now())
    : before.renewalTroubleSince;
  const change = {
    sealedToken: sealTokens(deps, connectionOwner(workspaceId, before.id), pair),
    tokenVersion,
    tokenExpiresAt,
    refreshExpiresAt,
    renewalTroubleSince,
    ...(scopes.length === 0 ? {} : { scopes }),
  };
  const isStored = await connections.update(before.id, change, LIVE_STATES, tokenVersion - 1);
  const after = await connections.get(before.id);
  const isRemoved = after === null || after.state === 'revoked' || after.sealedToken === null;
  if (!isStored && isRemoved) await revokeLater(deps, workspaceId, before, pair);
  await forgetKept(deps, workspaceId, before.id);
  if (isRemoved) return null;
  if (isStored) await deps.hooks.connectionChanged(workspaceId, before.id);
  return isStored ? settle(deps, workspaceId, after) : after;
}

/**
 * Applies a pair that was left behind by a crash or a database that did not answer, if it is the next one for this
 * connection. Call with the renewal lock held.
 *
 * @returns the connection as it is now; null when it is gone
 */
export async function storeKept(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
): Promise<ConnectionRecord | null> {
  const kept = await readKept(deps, workspaceId, connection.id);
  if (kept === null) return connection;
  if (kept.tokenVersion !== connection.tokenVersion + 1 && connection.state !== 'revoked') {
    await forgetKept(deps, workspaceId, connection.id);
    return connection;
  }
  deps.log.info({ workspaceId, connectionId: connection.id }, 'a renewed token that was kept is stored now');
  return storePair(deps, workspaceId, connection, kept);
}

/**
 * Gives a connection with a fresh token the state that goes with it. Nothing is written where it has that already, or where
 * another token came meanwhile.
 */
export async function settle(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
): Promise<ConnectionRecord | null> {
  const { connections } = deps.store.workspace(workspaceId);
  let current: ConnectionRecord | null = connection;
  while (current !== null && current.tokenVersion === connection.tokenVersion && current.state !== 'revoked') {
    const now = deps.clock.now();
    const state = restingState(current, now);
    const isSettled = current.state === state && current.renewalTroubleSince === null;
    if (isSettled || hasEnded(current, now)) return current;
    const endsAt = signInEndsAt(current);
    const reason = state === 'expiring' && endsAt !== null ? announcedReason(endsAt).toFailure() : null;
    const isWritten = await setConnectionState(deps, workspaceId, current, state, reason, {
      renewalTroubleSince: null,
    });
    current = await connections.get(connection.id);
    if (isWritten) return current;
  }
  return current;
}
