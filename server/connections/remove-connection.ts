import { writeAudit } from '../audit/index.ts';
import { tellConnection } from '../connection-state/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { RevocationRecord } from '../store/revocations.ts';
import { findAppById, forgetUnneededApps } from '../tiktok-apps/index.ts';
import { clearRotation, connectionOwner, openTokens } from '../tokens/index.ts';
import { expectRevocation, makeRevocation, startRevocation } from '../revocations/index.ts';

/** Each turn is lost to a new token of the connection; so many in a row are a mistake of ours. */
const MAX_TURNS = 50;

/**
 * Disconnects for good: forgets the token and the person, takes the ad accounts away, ends the background work, and has the
 * grant withdrawn at TikTok. Campaigns and audiences there stay. Once more is harmless.
 *
 * All of it is one write, with what is needed to withdraw the grant: a crash leaves either the whole connection or none of
 * it and a revocation that is in line. TikTok is asked afterwards and, when it does not answer, again for a week. A pasted
 * token is only forgotten: it was not issued to this server, and whoever pasted it may use it elsewhere.
 *
 * @throws {AppError} not_found - there never was such a connection in this workspace
 */
export async function removeConnection(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  await disconnect(deps, actor, connectionId);
  // Also when it was gone already: an earlier try may have been cut off here. Its subscriptions and what waited for it end now.
  await deps.hooks.connectionChanged(workspaceId, connectionId);
  await deps.hooks.connectionBack(workspaceId, connectionId);
  await forgetUnneededApps(deps, workspaceId);
}

async function disconnect(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  const { workspaceId } = actor;
  const { connections } = deps.store.workspace(workspaceId);
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const connection = await connections.get(connectionId);
    if (connection === null) throw notFound();
    if (connection.state === 'revoked') return;
    const { importedCount } = await connections.counts(connectionId);
    const revocation = await prepareRevocation(deps, workspaceId, connection);
    if (revocation !== null) await expectRevocation(deps, workspaceId, revocation.id);
    const { tokenVersion } = connection;
    const heldEnd = disconnectedMeanwhile().toFailure();
    const at = deps.clock.now();
    // Lost: a new token came meanwhile, which is the one to withdraw, or somebody else disconnected.
    if (!(await connections.disconnect(connectionId, { at, tokenVersion, revocation, heldEnd }))) continue;
    if (revocation !== null) await startRevocation(deps, workspaceId, revocation.id);
    deps.log.info({ workspaceId, connectionId, revocationId: revocation?.id }, 'connection disconnected on purpose');
    const detail = { adAccounts: importedCount, atTikTok: revocation === null ? 'not_asked' : 'asked' };
    const note = { action: 'connection.disconnected', subjectId: connectionId, detail } as const;
    await writeAudit(deps, workspaceId, actor, note);
    await tellConnection(deps, workspaceId, connectionId, connection.state);
    // A renewal may have left a pair of tokens behind that never reached the connection.
    await clearRotation(deps, workspaceId, connection).catch((err: unknown) =>
      deps.log.error({ workspaceId, connectionId, err }, 'kept tokens of a removed connection could not be cleared'),
    );
    return;
  }
  throw new Error('The connection changed under every try to disconnect it.');
}

/** What TikTok is to be told; null where there is nothing it could be told. */
async function prepareRevocation(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
): Promise<RevocationRecord | null> {
  const { id, source, appId, sealedToken } = connection;
  if (source !== 'oauth' || appId === null || sealedToken === null) return null;
  try {
    if ((await findAppById(deps, workspaceId, appId)) === null) {
      deps.log.warn({ workspaceId, connectionId: id, appId }, 'grant not withdrawn at TikTok: its app is not known');
      return null;
    }
    const tokens = openTokens(deps, connectionOwner(workspaceId, id), sealedToken);
    return makeRevocation(deps, workspaceId, { ...connection, appId }, tokens);
  } catch (error) {
    // The key is gone. The person wants the connection gone, and nothing can use a token that nobody can open.
    if (!(error instanceof AppError)) throw error;
    deps.log.warn({ workspaceId, connectionId: id, err: error }, 'grant not withdrawn at TikTok: it cannot be opened');
    return null;
  }
}

/** How a sign-in ends that waited to be taken over by a connection which is gone. */
export function disconnectedMeanwhile(): AppError {
  return new AppError('oauth_review_over', 'The connection was disconnected meanwhile. Sign in again to connect.');
}
