import type {
  AdvertiserRole,
  AttemptStatus,
  ConnectionState,
  Environment,
  EpochMs,
  Failure,
  Slice,
  SliceQuery,
} from './types.ts';

/** A sign-in that was started. The OAuth `state` itself is never stored, only its SHA-256. */
export interface AttemptRecord {
  id: string;
  workspaceId: string;
  userId: string | null;
  stateHash: string;
  origin: string;
  returnUrl: string | null;
  environment: Environment;
  /** The connection to reconnect, or null for a new one. */
  reconnectId: string | null;
  status: AttemptStatus;
  connectionId: string | null;
  error: Failure | null;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** When the callback consumed the state; a state works once. */
  usedAt: EpochMs | null;
}

export interface AttemptStore {
  create(attempt: Omit<AttemptRecord, 'workspaceId'>): Promise<void>;
  get(id: string): Promise<AttemptRecord | null>;
  /** Ends a pending attempt. False when it had ended already. */
  finish(
    id: string,
    end: { status: 'succeeded' | 'failed'; connectionId: string | null; error: Failure | null },
  ): Promise<boolean>;
  /** Forgets those that ran out before this instant, whatever became of them. Returns how many. */
  removeExpired(before: EpochMs): Promise<number>;
}

export interface StateLookup {
  /** Finds the attempt of a state without using it up. */
  find(stateHash: string): Promise<AttemptRecord | null>;
  /** Marks the state used, once: true only for the caller that won. */
  consume(stateHash: string, now: EpochMs): Promise<boolean>;
}

export interface ConnectionRecord {
  id: string;
  environment: Environment;
  state: ConnectionState;
  stateReason: Failure | null;
  source: 'oauth' | 'token';
  /** Sealed JSON `{accessToken}`; null after a disconnect. */
  sealedToken: string | null;
  /** The developer app the grant was made with; null for a pasted token. */
  appId: string | null;
  coreUserId: string | null;
  displayName: string | null;
  email: string | null;
  scopes: string[];
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

export interface ConnectionStore {
  /** False, and nothing written, when the same TikTok user has a connection in this environment that is not revoked. */
  create(connection: ConnectionRecord): Promise<boolean>;
  get(id: string): Promise<ConnectionRecord | null>;
  /** Oldest first; revoked ones are left out. */
  list(query: SliceQuery): Promise<Slice<ConnectionRecord & { advertiserCount: number; importedCount: number }>>;
  counts(id: string): Promise<{ advertiserCount: number; importedCount: number }>;
  /**
   * Writes the fields given. False when there is no such connection, its state is not among `from`, or the `coreUserId`
   * given has another connection in this environment.
   */
  update(
    id: string,
    change: Partial<Omit<ConnectionRecord, 'id' | 'createdAt' | 'environment'>>,
    from?: readonly ConnectionState[],
  ): Promise<boolean>;
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
  connection: Pick<ConnectionRecord, 'id' | 'environment' | 'state' | 'stateReason' | 'updatedAt'>;
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
  remove(advertiserId: string): Promise<boolean>;
  /** Removes every account that hangs on the connection, all or none. Returns how many. */
  removeByConnection(connectionId: string): Promise<number>;
}
