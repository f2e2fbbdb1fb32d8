import { connectionTokenContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';

/** A token in the form that is stored: sealed for this connection of this workspace, useless anywhere else. */
export function sealToken(deps: Deps, workspaceId: string, connectionId: string, accessToken: string): string {
  return deps.sealer.seal(JSON.stringify({ accessToken }), connectionTokenContext(workspaceId, connectionId));
}

/** @throws {SealError} the key is gone from ENCRYPTION_KEYS, or the value belongs to another connection */
export function openToken(deps: Deps, workspaceId: string, connectionId: string, sealedToken: string): string {
  const opened = JSON.parse(deps.sealer.open(sealedToken, connectionTokenContext(workspaceId, connectionId))) as {
    accessToken: string;
  };
  return opened.accessToken;
}
