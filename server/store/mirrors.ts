import type { EmailRule } from '../../shared/identifiers/index.ts';
import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { Delivery } from '../../shared/exports.ts';
import type { CreateMirror, Schedule } from '../../shared/mirrors.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';

export interface MirrorRecord {
  id: string;
  advertiserId: string;
  segmentId: string;
  attributes: readonly Attribute[];
  /** The audience as it was asked for. */
  target: CreateMirror['audience'];
  /** Null until the first run has made it. */
  customAudienceId: string | null;
  audienceName: string | null;
  delivery: Delivery;
  /** TikTok's `calculate_type` of a customer file audience; null until it is known, and for a stream. */
  calculateType: string | null;
  schedule: Schedule | null;
  /** IANA name. */
  timezone: string;
  defaultCountry: string | null;
  emailRule: EmailRule | null;
  nextRunAt: EpochMs | null;
  pausedAt: EpochMs | null;
  /** The run under way, or the one that waits for a confirmation. */
  currentExportId: string | null;
  /** The latest run that ended. */
  lastExportId: string | null;
  /** Times in a row that a run was due while the one before was not done. */
  skipped: number;
  /** One more with each write; a write names the one it saw. */
  version: number;
  createdBy: string | null;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

export type MirrorChange = Partial<
  Omit<
    MirrorRecord,
    'id' | 'advertiserId' | 'segmentId' | 'target' | 'delivery' | 'version' | 'createdBy' | 'createdAt'
  >
> & { updatedAt: EpochMs };

export interface MirrorStore {
  /** False when another mirror of the workspace keeps that audience already. */
  create(record: MirrorRecord): Promise<boolean>;
  get(id: string): Promise<MirrorRecord | null>;
  /** Newest first. */
  list(
    query: SliceQuery & { advertiserId?: string | null; customAudienceId?: string | null },
  ): Promise<Slice<MirrorRecord>>;
  /** Those that keep one of these audiences. */
  listByAudiences(advertiserId: string, customAudienceIds: readonly string[]): Promise<MirrorRecord[]>;
  /** Null when there is none or its version is another: somebody else wrote it; or when another keeps the audience it should get. */
  update(id: string, version: number, change: MirrorChange): Promise<MirrorRecord | null>;
  remove(id: string): Promise<void>;
}
