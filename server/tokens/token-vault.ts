import { SealError, secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { SecretOwner } from '../store/store.ts';

/** What a sign-in at TikTok left with us. */
export interface TokenSet {
  accessToken: string;
  /** Null for tokens that live until they are revoked. */
  refreshToken: string | null;
}

/** Whose a connection's token is. */
export function connectionOwner(workspaceId: string, connectionId: string): SecretOwner {
  return { workspaceId, kind: 'connection-token', id: connectionId };
}

/** Tokens in the form that is stored: sealed for this one owner, useless anywhere else. */
export function sealTokens(deps: Deps, owner: SecretOwner, { accessToken, refreshToken }: TokenSet): string {
  return deps.sealer.seal(
    JSON.stringify({ accessToken, ...(refreshToken === null ? {} : { refreshToken }) }),
    secretContext(owner),
  );
}

/**
 * The tokens that were sealed for this owner.
 *
 * @throws {AppError} connection_disconnected - the key is gone from ENCRYPTION_KEYS, or the value belongs to somebody
 *   else. The stored state stays: with the key put back, the connection works on
 */
export function openTokens(deps: Deps, owner: SecretOwner, sealed: string): TokenSet {
  const opened = JSON.parse(unseal(deps, owner, sealed)) as { accessToken: string; refreshToken?: string };
  return { accessToken: opened.accessToken, refreshToken: opened.refreshToken ?? null };
}

function unseal(deps: Deps, owner: SecretOwner, sealed: string): string {
  try {
    return deps.sealer.open(sealed, secretContext(owner));
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    deps.log.error({ ...owner, err: cause }, 'a stored token cannot be opened');
    throw new AppError(
      'connection_disconnected',
      'The server can no longer open the token it keeps for this connection, because its encryption key changed. Signing in again repairs it.',
      { cause },
    );
  }
}
