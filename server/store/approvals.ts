import type { Approval } from '../../shared/approvals.ts';
import type { ActorKind, ApprovalStatus, CallFamily, ControlAction } from '../../shared/control-kinds.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';

/** What the caller was allowed when it asked: what is sent later may do no more. */
export interface ApprovalGrant {
  permissions: string[];
  origin: string | null;
}

export interface ApprovalRecord {
  id: string;
  status: ApprovalStatus;
  runs: Approval['runs'];
  requestedAt: EpochMs;
  /** While it is pending: when nobody decides any more. Once approved: when it is sent no more. */
  expiresAt: EpochMs;
  actorKind: ActorKind;
  credential: 'session' | 'host';
  userId: string | null;
  grant: ApprovalGrant;
  advertiserId: string | null;
  accountName: string | null;
  currency: string | null;
  connectionId: string | null;
  method: string;
  path: string;
  family: CallFamily;
  actions: ControlAction[];
  asked: ControlAction[];
  subject: Approval['subject'];
  facts: Approval['facts'];
  /** SHA-256 of who calls and what the call says. */
  digest: string;
  /** The call, where the server sends it. */
  sealedCall: string | null;
  decidedAt: EpochMs | null;
  decidedBy: string | null;
  note: string | null;
  callId: string | null;
  result: Approval['result'];
  updatedAt: EpochMs;
  endedAt: EpochMs | null;
}

export type ApprovalChange = Partial<
  Pick<
    ApprovalRecord,
    'status' | 'expiresAt' | 'sealedCall' | 'decidedAt' | 'decidedBy' | 'note' | 'callId' | 'result' | 'endedAt'
  >
> & { updatedAt: EpochMs };

export interface ApprovalStore {
  /**
   * Keeps a request. Where the same call (by its digest) is pending, approved or running already, nothing is written and that one is given back;
   * null when so many are pending that there is no place for another.
   */
  request(
    record: ApprovalRecord,
    maxPending: number,
  ): Promise<{ kind: 'requested' | 'open'; record: ApprovalRecord } | null>;
  get(id: string): Promise<ApprovalRecord | null>;
  /** The one that is pending, approved or running for the same call. */
  findOpen(digest: string): Promise<ApprovalRecord | null>;
  /** The pending ones first, then the others, each newest first. What is null does not narrow it. */
  list(
    query: SliceQuery & { status: ApprovalStatus | null; advertiserId: string | null },
  ): Promise<Slice<ApprovalRecord>>;
  countPending(): Promise<number>;
  /**
   * Writes the change if the status is among `from` still, so that of several who decide one wins; null for the others.
   *
   * @param expiry `after`: only if it expires later than that; `until`: only if it has expired by then
   */
  change(
    id: string,
    from: readonly ApprovalStatus[],
    change: ApprovalChange,
    expiry?: { after: EpochMs } | { until: EpochMs },
  ): Promise<ApprovalRecord | null>;
}

/** What is asked about approvals of all workspaces. */
export interface ApprovalLookup {
  /** Pending and approved ones whose time was over by `now`, the longest ago first. */
  listOverdue(now: EpochMs, limit: number): Promise<{ workspaceId: string; id: string }[]>;
  /** When the next pending or approved one runs out, or null. */
  nextExpiry(): Promise<EpochMs | null>;
  /** Those on their way to TikTok, by id. */
  listRunning(after: string | null, limit: number): Promise<{ workspaceId: string; record: ApprovalRecord }[]>;
  /** Removes those that ended before this instant, at most `limit`; returns how many. */
  removeEnded(before: EpochMs, limit: number): Promise<number>;
}
