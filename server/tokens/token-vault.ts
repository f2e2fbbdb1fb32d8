import { connectionTokenContext, SealError } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/** A token in the form that is stored: sealed for this connection of this workspace, useless anywhere else. */
export function sealToken(deps: Deps, workspaceId: string, connectionId: string, accessToken: string): string {
  return deps.sealer.seal(JSON.stringify({ accessToken }), connectionTokenContext(workspaceId, connectionId));
}

/**
 * The token that was sealed for this connection.
 *
 * @throws {AppError} connection_disconnected - the key is gone from ENCRYPTION_KEYS, or the value belongs to another
 *   connection. The stored state stays: with the key put back, the connection works on
 */
export function openToken(deps: Deps, workspaceId: string, connectionId: string, sealedToken: string): string {
  const opened = JSON.parse(unseal(deps, workspaceId, connectionId, sealedToken)) as { accessToken: string };
  return opened.accessToken;
}

function unseal(deps: Deps, workspaceId: string, connectionId: string, sealedToken: string): string {
  try {
    return deps.sealer.open(sealedToken, connectionTokenContext(workspaceId, connectionId));
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    deps.log.error({ workspaceId, connectionId, err: cause }, 'a stored token cannot be opened');
    throw new AppError(
      'connection_disconnected',
      'The server can no longer open the token it keeps for this connection, because its encryption key changed. Signing in again repairs it.',
      { cause },
    );
  }
}
