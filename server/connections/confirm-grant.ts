import { notFound } from '../errors.ts';
import type { Deps } from '../deps.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { askWhetherTaken } from './probe-connection.ts';
import { type ConnectionGrant, openUsableGrant, withGrant } from './with-grant.ts';

/**
 * The token to go on with after TikTok has refused one for a call that this server does not know: some of TikTok's calls take
 * another kind of token and say the same to any other. So the refusal is believed only when TikTok refuses the token for
 * the cheapest call of the connection's own, too; it is renewed then, or the connection becomes `disconnected`.
 *
 * @returns the same token where TikTok takes it, or could not be asked; another one, where there is one since
 * @throws {AppError} not_found, connection_disconnected, connection_read_only, tiktok_unavailable, tiktok_rate_limited: as withGrant
 */
export async function confirmGrant(
  deps: Deps,
  grant: ConnectionGrant,
  purpose: 'read' | 'write',
): Promise<ConnectionGrant> {
  const { workspaceId = '', connectionId, tokenVersion } = grant;
  const current = await openUsableGrant(deps, workspaceId, connectionId, purpose);
  if (current.tokenVersion !== tokenVersion) return current;
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection === null) throw notFound();
  try {
    await withGrant(deps, workspaceId, connectionId, 'read', (each) =>
      askWhetherTaken(deps, workspaceId, connection, each),
    );
  } catch (error) {
    if (error instanceof TikTokApiError) return current;
    throw error;
  }
  return openUsableGrant(deps, workspaceId, connectionId, purpose);
}
