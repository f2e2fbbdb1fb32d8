import type {
  AdvertiserRole,
  AttemptStatus,
  ConnectionKind,
  ConnectionState,
  Environment,
  EpochMs,
  Failure,
  SignInReview,
  Slice,
  SliceQuery,
} from './types.ts';
import type { RevocationRecord } from './revocations.ts';

/** A sign-in that was started. The OAuth `state` itself is never stored, only its SHA-256. */
export interface AttemptRecord {
  id: string;
  workspaceId: string;
  userId: string | null;
  stateHash: string;
  origin: string;
  returnUrl: string | null;
  environment: Environment;
  kind: ConnectionKind;
  /** The developer app the person was sent to TikTok with. */
  appId: string;
  /** The connection to reconnect, or null for a new one. */
  reconnectId: string | null;
  status: AttemptStatus;
  connectionId: string | null;
  error: Failure | null;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** When the callback consumed the state; a state works once. */
  usedAt: EpochMs | null;
  /** What accepting the new sign-in would take away; null once decided, and where there is nothing to decide. */
  review: SignInReview | null;
  /** The new sign-in while somebody has to decide on it: sealed JSON, wiped with the decision. */
  sealedGrant: string | null;
}

export interface AttemptStore {
  create(attempt: Omit<AttemptRecord, 'workspaceId'>): Promise<void>;
  get(id: string): Promise<AttemptRecord | null>;
  /** Ends a pending attempt, and wipes what it held. False when it had ended already. */
  finish(
    id: string,
    end: { status: 'succeeded' | 'failed'; connectionId: string | null; error: Failure | null },
  ): Promise<boolean>;
  /** Keeps a new sign-in until somebody decides, until `expiresAt`. False when the attempt is not pending. */
  hold(id: string, held: { review: SignInReview; sealedGrant: string; expiresAt: EpochMs }): Promise<boolean>;
  /** Puts another review in the place of the one that is held. False when nothing is held. */
  replaceReview(id: string, review: SignInReview): Promise<boolean>;
  /**
   * Takes over what is held, all or nothing: the connection gets `change`, the attempt succeeds, and what it held is wiped.
   * `not_held`: it ran out by `now` or was decided already. `lost`: the connection is gone, has another token than
   * `tokenVersion`, or the `coreUserId` of the change has another connection: nothing was written.
   */
  acceptHeld(
    id: string,
    accepted: { connectionId: string; change: ConnectionChange; tokenVersion: number; now: EpochMs },
  ): Promise<'accepted' | 'not_held' | 'lost'>;
  /** Wipes what is held by attempts that ran out before this instant, in this workspace. Returns how many. */
  wipeHeld(before: EpochMs): Promise<number>;
  /** Forgets those that ran out before this instant, whatever became of them. Returns how many. */
  removeExpired(before: EpochMs): Promise<number>;
}

export interface StateLookup {
  /** Finds the attempt of a state without using it up. */
  find(stateHash: string): Promise<AttemptRecord | null>;
  /** Marks the state used, once: true only for the caller that won. */
  consume(stateHash: string, now: EpochMs): Promise<boolean>;
}

/** How the ad accounts of a grant changed at a reading: ids and names, at most `MAX_NAMED_ADVERTISERS` each. */
export interface AdvertiserChangeRecord {
  at: EpochMs;
  gainedCount: number;
  lostCount: number;
  gained: { advertiserId: string; name: string }[];
  lost: { advertiserId: string; name: string }[];
}

/** States of a connection that nobody disconnected on purpose. */
export const LIVE_STATES: readonly ConnectionState[] = ['active', 'expiring', 'read_only', 'disconnected'];

export interface ConnectionRecord {
  id: string;
  kind: ConnectionKind;
  environment: Environment;
  state: ConnectionState;
  stateReason: Failure | null;
  source: 'oauth' | 'token';
  /** Sealed JSON `{accessToken, refreshToken?}`; null after a disconnect. */
  sealedToken: string | null;
  /**
   * Counts the tokens this connection has had: a renewal or a new sign-in adds one, a new seal around the same token
   * does not. Who judges a token (refused, renewed) writes only if this is still the one.
   */
  tokenVersion: number;
  /** When the access token ends; null where it lives until it is revoked. */
  tokenExpiresAt: EpochMs | null;
  /** When the refresh token ends; null without one. */
  refreshExpiresAt: EpochMs | null;
  /** Since when renewing the token has failed without being refused; null while all is well. */
  renewalTroubleSince: EpochMs | null;
  /** Of a pasted token, for people to tell it apart; null otherwise. */
  tokenLast4: string | null;
  /** The developer app the grant was made with; null for a pasted token. */
  appId: string | null;
  coreUserId: string | null;
  displayName: string | null;
  email: string | null;
  scopes: string[];
  /** Needed scopes that TikTok turned a call away for, although the sign-in named them or did not say. */
  refusedScopes: string[];
  /** How many Business Centers the person belongs to; null where it was not asked or TikTok does not tell. */
  businessCenterCount: number | null;
  advertiserChange: AdvertiserChangeRecord | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  lastCheckedAt: EpochMs | null;
}

/** What the grant could see when it was last read. */
export interface GrantedAdvertiserRecord {
  advertiserId: string;
  name: string;
  status: string | null;
  role: AdvertiserRole | null;
  currency: string | null;
  timezone: string | null;
  country: string | null;
}

export type ConnectionChange = Partial<Omit<ConnectionRecord, 'id' | 'createdAt' | 'environment'>>;

/** What is left behind of a connection that is disconnected for good. */
export interface Disconnection {
  at: EpochMs;
  /** The token that was judged: with another one by now, nothing is written. */
  tokenVersion: number;
  /** The grant that TikTok has still to be told about, null when there is nothing to tell. */
  revocation: RevocationRecord | null;
  /** How sign-ins end that were waiting to be taken over by this connection. */
  heldEnd: Failure;
}

export interface ConnectionStore {
  /** False, and nothing written, when the same TikTok user has a connection in this environment that is not revoked. */
  create(connection: ConnectionRecord): Promise<boolean>;
  get(id: string): Promise<ConnectionRecord | null>;
  /** The one connection of a TikTok user in an environment that is not revoked. */
  findByUser(environment: Environment, coreUserId: string): Promise<ConnectionRecord | null>;
  /** Oldest first; revoked ones are left out. */
  list(query: SliceQuery): Promise<Slice<ConnectionRecord & { advertiserCount: number; importedCount: number }>>;
  counts(id: string): Promise<{ advertiserCount: number; importedCount: number }>;
  /**
   * Writes the fields given. False when there is no such connection, its state is not among `from`, the token is not
   * `tokenVersion` any more where that is given, or the `coreUserId` given has another connection in this environment.
   */
  update(
    id: string,
    change: ConnectionChange,
    from?: readonly ConnectionState[],
    tokenVersion?: number,
  ): Promise<boolean>;
  /**
   * Disconnects for good, all or nothing: the revocation is kept, the token, the person and what the grant could see are
   * wiped, its ad accounts and its jobs are removed, what is open about those needs nobody any more, and sign-ins that wait
   * to be taken over by it end as `failed`. False when it is gone already or has another token.
   */
  disconnect(id: string, disconnection: Disconnection): Promise<boolean>;
  /**
   * Takes the right to renew this connection's token until `until`, or extends it for the same owner. False while
   * somebody else has it, or when there is no such connection. Across processes: settled in the database.
   */
  lockRenewal(id: string, owner: string, now: EpochMs, until: EpochMs): Promise<boolean>;
  unlockRenewal(id: string, owner: string): Promise<void>;
  /** Replaces what the grant can see. */
  setAdvertisers(id: string, advertisers: readonly GrantedAdvertiserRecord[], at: EpochMs): Promise<void>;
  /** By name, then id. `at` is when the list was read, null when it never was. */
  listAdvertisers(id: string, query: SliceQuery): Promise<Slice<GrantedAdvertiserRecord> & { at: EpochMs | null }>;
  getAdvertisers(id: string, advertiserIds: readonly string[]): Promise<GrantedAdvertiserRecord[]>;
}

export interface AdAccountRecord {
  advertiserId: string;
  connectionId: string;
  name: string;
  currency: string | null;
  timezone: string | null;
  country: string | null;
  role: AdvertiserRole | null;
  /** TikTok's `status`, such as STATUS_ENABLE; null where TikTok does not say. */
  tiktokStatus: string | null;
  /** The grant no longer reaches this account. */
  accessLostAt: EpochMs | null;
  statusChangedAt: EpochMs | null;
  importedAt: EpochMs;
  lastCheckedAt: EpochMs | null;
}
/** With the connection it hangs on, since its status depends on that one's. */
export interface AdAccountWithConnection extends AdAccountRecord {
  connection: Pick<
    ConnectionRecord,
    'id' | 'kind' | 'environment' | 'state' | 'stateReason' | 'appId' | 'scopes' | 'refusedScopes' | 'updatedAt'
  >;
}

export type AdAccountChange = Partial<Omit<AdAccountRecord, 'advertiserId' | 'importedAt'>>;

export interface AdAccountStore {
  /**
   * Adds or moves to the connection; an account that is there already keeps `importedAt`. All or nothing: false, and
   * nothing written, when a connection they are to hang on is missing or in a state that is not among `from`.
   */
  import(accounts: readonly AdAccountRecord[], from?: readonly ConnectionState[]): Promise<boolean>;
  get(advertiserId: string): Promise<AdAccountWithConnection | null>;
  /** Those that exist, each once, in no particular order. */
  getMany(advertiserIds: readonly string[]): Promise<AdAccountWithConnection[]>;
  /** By name, then id. */
  list(query: SliceQuery): Promise<Slice<AdAccountWithConnection>>;
  listByConnection(connectionId: string): Promise<AdAccountRecord[]>;
  update(advertiserId: string, change: AdAccountChange): Promise<boolean>;
  /** As `update` for each, in one transaction: all or none. Those that are missing are passed over. */
  updateMany(changes: readonly { advertiserId: string; change: AdAccountChange }[]): Promise<void>;
  /** Notes TikTok's status, and since when. Returns the one before; null, and nothing written, when it is that one already or there is no such account. */
  changeStatus(advertiserId: string, status: string, at: EpochMs): Promise<{ before: string | null } | null>;
  /** What is open about it needs nobody any more. */
  remove(advertiserId: string, at: EpochMs): Promise<boolean>;
}
