import type { ConnectionKind, Environment, EpochMs } from './types.ts';

/** A grant that is to be withdrawn at TikTok although its connection is gone. Removed, token and all, once TikTok has. */
export interface RevocationRecord {
  id: string;
  connectionId: string;
  kind: ConnectionKind;
  environment: Environment;
  /** The developer app the grant was made with. */
  appId: string;
  /** Sealed JSON `{accessToken, refreshToken?, coreUserId?}`, bound to this revocation. */
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

/** Whose grant it is and which app it was given to: what TikTok goes by, as far as is known. */
export interface GrantOwner {
  kind: ConnectionKind;
  environment: Environment;
  appId: string;
  /** Null where TikTok did not say. */
  coreUserId: string | null;
}

/** The one question that is asked across workspaces. Only yes or no leaves the store. */
export interface GrantLookup {
  /**
   * Whether a connection that TikTok is believed to accept, of any workspace, may live on the same grant: same app and same
   * person. Where one of the two is not known it may: a connection of the app by a person unknown, or a pasted token of
   * the same person.
   */
  isShared(owner: GrantOwner): Promise<boolean>;
}
