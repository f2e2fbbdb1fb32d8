import type { ActorKind, CallFamily, CallStatus, ControlAction } from '../../shared/control-kinds.ts';
import type { EpochMs, Failure, Slice, SliceQuery } from './types.ts';

/** One try of a call at TikTok, as it is kept. */
export interface CallAttemptRecord {
  at: EpochMs;
  durationMs: number;
  purpose: 'send' | 'look_up';
  outcome: 'answered' | 'lost' | 'not_sent' | 'found' | 'not_found';
  httpStatus: number | null;
  tiktokCode: number | null;
  tiktokRequestId: string | null;
  detail: string | null;
}

/** What to look for where the answer of a create was lost. */
export interface CallLookUp {
  level: 'campaign' | 'adgroup' | 'ad' | 'audience';
  /** The campaign of an ad group, the ad group of ads. */
  parentId: string | null;
  /** In the order of the call; several only for ads. */
  names: string[];
}

/** A write through the pass-through. Whoever works on it holds it by a lease, which is no part of the record. */
export interface CallRecord {
  id: string;
  at: EpochMs;
  finishedAt: EpochMs | null;
  status: CallStatus;
  actorKind: ActorKind;
  credential: 'session' | 'host';
  userId: string | null;
  method: string;
  path: string;
  family: CallFamily;
  actions: ControlAction[];
  advertiserId: string | null;
  connectionId: string | null;
  idempotencyKey: string | null;
  createRequestId: string | null;
  lookUp: CallLookUp | null;
  entityIds: string[];
  attempts: CallAttemptRecord[];
  approvalId: string | null;
  error: Failure | null;
}

/** Who works on a call, and until when unless renewed. */
export interface CallLease {
  owner: string;
  until: EpochMs;
}

/** An Idempotency-Key and what came of the call that it was first sent with. */
export interface KeyRecord {
  key: string;
  callId: string;
  fingerprint: string;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** Null while there is none. */
  answer: StoredAnswer | null;
}

export interface StoredAnswer {
  httpStatus: number;
  contentType: string | null;
  tiktokRequestId: string | null;
  sealedAnswer: string;
}

export type BeginResult =
  | { kind: 'begun' }
  /** The call was written down before, as `call` tells, and is running again; one that `succeeded` is left as it ended. */
  | { kind: 'again'; call: CallRecord }
  /**
   * The key belongs to an earlier call (`key`), or somebody works on the call itself (`key` null). `leaseUntil` null: nobody works
   * on it.
   */
  | { kind: 'held'; key: KeyRecord | null; call: CallRecord; leaseUntil: EpochMs | null };

/** How a call ended. */
export type CallEnd = Pick<CallRecord, 'status' | 'attempts' | 'entityIds' | 'error' | 'approvalId'> & {
  finishedAt: EpochMs;
  /** What becomes of its key: it gets the answer, may be used anew, or stays with a call nobody knows the end of. */
  key:
    | {
        kind: 'answered';
        answer: StoredAnswer;
        /** Null: the one that it began with holds. */
        fingerprint: string | null;
      }
    | { kind: 'free' }
    | { kind: 'kept' };
  /** Leases of the same owner that end with it. */
  leases: readonly string[];
};

export interface CallStore {
  /**
   * Writes a call down and takes its key, or tells which call has the key. A call of a known id goes on with its record, and with the
   * key that this has, as long as that has not run out. On the disk when it resolves. A key that has run out is nobody's.
   */
  begin(
    call: CallRecord,
    lease: CallLease,
    key: Pick<KeyRecord, 'key' | 'fingerprint' | 'expiresAt'> | null,
  ): Promise<BeginResult>;
  get(id: string): Promise<CallRecord | null>;
  /** Newest first. What is null does not narrow it. */
  list(
    query: SliceQuery & {
      advertiserId: string | null;
      status: CallStatus | null;
      idempotencyKey: string | null;
    },
  ): Promise<Slice<CallRecord>>;
  /**
   * Goes on with a call that nobody works on: it is `running` again. Null when somebody does, or there is none.
   *
   * @param from only a call of this status
   */
  takeOver(id: string, now: EpochMs, lease: CallLease, from?: CallStatus): Promise<CallRecord | null>;
  /** False when the lease was lost: somebody else has the call. */
  renew(id: string, lease: CallLease): Promise<boolean>;
  /** Writes the tries so far down. False when the lease was lost. */
  noteAttempts(id: string, owner: string, attempts: readonly CallAttemptRecord[]): Promise<boolean>;
  /** Ends a call. On the disk when it resolves. False when the lease was lost; nothing is changed then. */
  finish(id: string, owner: string, end: CallEnd): Promise<boolean>;
}

/** Calls of all workspaces. */
export interface CallLookup {
  /** Running calls whose lease is over, the longest ago first. */
  listAbandoned(now: EpochMs, limit: number): Promise<{ workspaceId: string; record: CallRecord }[]>;
  /**
   * Which of these entities a call to `path` since then has made: what a lost create finds may be another one's.
   *
   * @param exceptCallId a call that does not count: the one that asks
   */
  listMade(query: {
    advertiserId: string;
    path: string;
    since: EpochMs;
    entityIds: readonly string[];
    exceptCallId: string;
  }): Promise<string[]>;
  /** Removes keys and leases that ran out before `now` and calls older than `callsBefore`, so many of each at most; how many went. */
  prune(query: { now: EpochMs; callsBefore: EpochMs; limit: number }): Promise<number>;
}

/** Short rights to do something alone, across processes. */
export interface LeaseStore {
  /** True when it is the owner's until then: nobody had it, its time was over, or it was the owner's already. */
  take(key: string, owner: string, now: EpochMs, until: EpochMs): Promise<boolean>;
  /** False when it is the owner's no longer. */
  renew(key: string, owner: string, until: EpochMs): Promise<boolean>;
  /** Does nothing when it is somebody else's. */
  release(key: string, owner: string): Promise<void>;
}
