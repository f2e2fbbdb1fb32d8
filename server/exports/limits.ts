/** Sizes and waits of the export engine. Tests make them small. */
export interface ExportLimits {
  /** Largest file for TikTok: "250 MB" (/dmp/custom_audience/file/upload/), read in its narrower sense. */
  readonly maxChunkBytes: number;
  /** `file_paths` of one create or update call: TikTok takes 500 and advises fewer than 50. */
  readonly maxPathsPerCall: number;
  /**
   * People and bytes of one batch of a stream. Published limits differ: 10,000 people by one vendor, 1,000 rows or 1 MB by another. The
   * bytes keep to the narrower one, the people to half of the wider; a batch that TikTok finds too big (40061) is halved.
   */
  readonly streamPeople: number;
  readonly streamBytes: number;
  /** After so much work at a stretch a sending export gives its place to another. */
  readonly sliceMs: number;
  /** How often an export in line for an audience looks whether it is its turn. */
  readonly queueLookMs: number;
  /** Bytes of spool between two checkpoints of an upload. */
  readonly checkpointBytes: number;
  /** Rows whose keys are held in memory at once while duplicates are looked for; more are looked through in parts. */
  readonly rowsAtOnce: number;
  /** How long an upload may be silent before it counts as broken off. Shorter than the lease. */
  readonly intakeIdleMs: number;
  readonly intakeLeaseMs: number;
  /** How long a create whose answer was lost gets to show up in TikTok's list before it is looked for. */
  readonly reconcileDelayMs: number;
  /** A `file_path` older than this is uploaded again: TikTok publishes no lifetime, only that one exists (40910). */
  readonly filePathLifetimeMs: number;
  /** Passing failures of TikTok or of a segment's source are waited out for this long. */
  readonly patienceMs: number;
  /** An export that waits for a sign-in looks this often whether it is there; usually it is told. */
  readonly waitLookMs: number;
  /** An audience that TikTok has not finished by then counts as failed. */
  readonly followMs: number;
  readonly followFirstMs: number;
  readonly followSlowestMs: number;
  /** A read of a processing export asks TikTok again, but not more often than this. */
  readonly readPollMs: number;
  /** Files are kept this long after the last record came in, whatever the export's state. */
  readonly keepFilesMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_EXPORT_LIMITS: ExportLimits = {
  maxChunkBytes: 250_000_000,
  maxPathsPerCall: 49,
  streamPeople: 5_000,
  streamBytes: 1_000_000,
  sliceMs: 15_000,
  queueLookMs: 3_000,
  checkpointBytes: 32 * 1024 * 1024,
  rowsAtOnce: 1_000_000,
  intakeIdleMs: 45_000,
  intakeLeaseMs: MINUTE,
  reconcileDelayMs: 10_000,
  filePathLifetimeMs: 6 * HOUR,
  patienceMs: 24 * HOUR,
  waitLookMs: 5 * MINUTE,
  followMs: 7 * DAY,
  followFirstMs: 5_000,
  followSlowestMs: 15 * MINUTE,
  readPollMs: 5_000,
  keepFilesMs: 7 * DAY,
};
