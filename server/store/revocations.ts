import type { ConnectionKind, Environment, EpochMs } from './types.ts';

/** A grant that is to be withdrawn at TikTok although its connection is gone. Removed, token and all, once TikTok has. */
export interface RevocationRecord {
  id: string;
  connectionId: string;
  kind: ConnectionKind;
  environment: Environment;
  /** The developer app the grant was made with. */
  appId: string;
  /** Sealed JSON `{accessToken, refreshToken?}`, bound to this revocation. */
  sealedToken: string;
  createdAt: EpochMs;
  /** Past this nobody tries any more, and the token is wiped. */
  giveUpAt: EpochMs;
}

export interface RevocationStore {
  add(revocation: RevocationRecord): Promise<void>;
  get(id: string): Promise<RevocationRecord | null>;
  remove(id: string): Promise<void>;
}
