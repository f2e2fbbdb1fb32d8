import type { CreateExport, Export, ExportState } from '../../shared/exports.ts';
import type { EpochMs, Failure, Slice, SliceQuery } from './types.ts';

/** What the export engine remembers between steps. The store keeps it as JSON and does not look inside. */
export type EngineMemory = Readonly<Record<string, unknown>>;

export interface ExportRecord {
  id: string;
  advertiserId: string;
  connectionId: string;
  state: ExportState;
  request: CreateExport;
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
  engine: EngineMemory;
  createdBy: string | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  timeline: { state: ExportState; at: EpochMs }[];
}

export type ExportChange = Partial<
  Omit<
    ExportRecord,
    'id' | 'advertiserId' | 'connectionId' | 'request' | 'mapping' | 'createdBy' | 'createdAt' | 'timeline'
  >
> & { updatedAt: EpochMs };

export interface ExportStore {
  create(record: ExportRecord): Promise<void>;
  get(id: string): Promise<ExportRecord | null>;
  /** Newest first. */
  list(query: SliceQuery & { advertiserId: string | null }): Promise<Slice<ExportRecord>>;
  listByAudiences(advertiserId: string, customAudienceIds: readonly string[]): Promise<ExportRecord[]>;
  /**
   * Writes the fields given if the state is among `from`, and adds a timeline entry when the state changes.
   * @returns the record as written, or null when there is none or its state was another: somebody else moved it.
   */
  update(id: string, from: readonly ExportState[], change: ExportChange): Promise<ExportRecord | null>;
  /** One upload at a time: true when the lease is ours until `until`. Renewed by calling again with the same owner. */
  leaseIntake(id: string, owner: string, now: EpochMs, until: EpochMs): Promise<boolean>;
  releaseIntake(id: string, owner: string): Promise<void>;
}
