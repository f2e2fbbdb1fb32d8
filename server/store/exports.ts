import type {
  AudienceChange,
  CreateExport,
  Delivery,
  Export,
  ExportConfirmation,
  ExportState,
  ExportTarget,
} from '../../shared/exports.ts';
import type { EpochMs, Failure, Slice, SliceQuery } from './types.ts';

/** What the export engine remembers between steps. The store keeps it as JSON and does not look inside. */
export type EngineMemory = Readonly<Record<string, unknown>>;

/** What was asked for, by somebody or by a mirror's run. */
export type ExportRequest = Omit<CreateExport, 'audience'> & { audience: ExportTarget };

/** One answer of TikTok's to a change. `code` null: the answer was lost. */
export interface TikTokRequestRecord {
  at: EpochMs;
  call: string;
  requestId: string | null;
  code: number | null;
}

export interface ExportRecord {
  id: string;
  advertiserId: string;
  connectionId: string;
  state: ExportState;
  request: ExportRequest;
  delivery: Delivery;
  /** The mirror this is a run of. */
  mirrorId: string | null;
  /** The audience's name when the export was opened, null when it was not known. */
  audienceName: string | null;
  /** The mapping as it was when the export was opened: a later change does not touch a running export. */
  mapping: Readonly<Record<string, string>>;
  calculateType: string | null;
  customAudienceId: string | null;
  receivedBytes: number;
  counts: Export['counts'];
  chunks: Export['chunks'];
  peopleUploaded: number;
  audienceProgress: Export['audienceProgress'];
  error: Failure | null;
  /** Since when no step may begin; a change of state ends it. */
  pausedAt: EpochMs | null;
  /** Why no step can be done until somebody signs in again; a change of state ends it. */
  waiting: { since: EpochMs; reason: Failure } | null;
  /** In `ready`: somebody has to look before it is started; a change of state ends it. */
  confirmation: ExportConfirmation | null;
  /** When the files or batches for TikTok were made, and when TikTok had all of them. */
  preparedAt: EpochMs | null;
  uploadedAt: EpochMs | null;
  /** The latest 50, oldest first. */
  tiktokRequests: readonly TikTokRequestRecord[];
  engine: EngineMemory;
  createdBy: string | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  timeline: { state: ExportState; at: EpochMs }[];
}

export type ExportChange = Partial<
  Omit<
    ExportRecord,
    | 'id'
    | 'advertiserId'
    | 'connectionId'
    | 'request'
    | 'delivery'
    | 'mirrorId'
    | 'audienceName'
    | 'mapping'
    | 'createdBy'
    | 'createdAt'
    | 'timeline'
  >
> & { updatedAt: EpochMs };

/** What a list of exports is narrowed to. What is null or left out does not narrow it. */
export interface ExportFilter {
  advertiserId: string | null;
  customAudienceId?: string | null;
  mirrorId?: string | null;
  states?: readonly ExportState[] | null;
  changes?: readonly AudienceChange[] | null;
  /** Part of the audience's name or id, or of the export's id, compared as `searchText` has it. */
  text?: string | null;
  createdFrom?: EpochMs | null;
  createdBefore?: EpochMs | null;
}

export interface ExportStore {
  create(record: ExportRecord): Promise<void>;
  get(id: string): Promise<ExportRecord | null>;
  /** Newest first. */
  list(query: SliceQuery & ExportFilter): Promise<Slice<ExportRecord>>;
  /**
   * Those that wait for a sign-in and whose ad account hangs on this connection, or is gone and they were opened on it.
   */
  listWaiting(connectionId: string): Promise<ExportRecord[]>;
  listByAudiences(advertiserId: string, customAudienceIds: readonly string[]): Promise<ExportRecord[]>;
  /** Those that were ever started, newest first, at most `limitEach` of each audience. */
  listStarted(advertiserId: string, customAudienceIds: readonly string[], limitEach: number): Promise<ExportRecord[]>;
  /**
   * Writes the fields given if the state is among `from`. When the state changes it adds a timeline entry and ends a pause and a wait.
   * @returns the record as written, or null when there is none or its state was another: somebody else moved it.
   */
  update(id: string, from: readonly ExportState[], change: ExportChange): Promise<ExportRecord | null>;
  /** One upload at a time: true when the lease is ours until `until`. Renewed by calling again with the same owner. */
  leaseIntake(id: string, owner: string, now: EpochMs, until: EpochMs): Promise<boolean>;
  releaseIntake(id: string, owner: string): Promise<void>;
  /**
   * Two exports never change one audience at once, in whatever workspaces they are. Puts the export (state `uploading`) in line for
   * `audience`, behind those that asked before, and answers whether it is its turn: nobody holds the audience, and nobody who could go on
   * (neither paused nor waiting) asked earlier. It keeps its turn until its state changes or `leaveLine`; asking for another audience
   * leaves the line of the one before.
   */
  takeTurn(id: string, audience: string, now: EpochMs): Promise<boolean>;
  leaveLine(id: string): Promise<void>;
  /** How many go before, and who holds the audience if that is an export of this workspace. Null: not in line, or it is its turn. */
  placeInLine(id: string): Promise<{ position: number; behind: string | null } | null>;
}
