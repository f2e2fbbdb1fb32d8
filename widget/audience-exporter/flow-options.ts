import type { Export } from '../../shared/exports.ts';
import type { CsvDialect } from '../../shared/records/csv-dialect.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { CsvWorker } from '../worker/hash-csv.ts';
import type { AttributeColumns, ConsentFrom } from '../worker/protocol.ts';
import type { Line } from './page-waits.ts';
import type { Run } from './run-state.ts';

export interface CsvSource {
  kind: 'csv';
  file: Blob;
  columns: AttributeColumns;
  /** How its start was read, so that the rest is read the same way; detected anew when absent. */
  dialect?: CsvDialect;
  /** Default true. */
  hasHeader?: boolean;
  /** Whether the rows, or the person, say that people agreed; absent where nobody is asked. */
  consent?: ConsentFrom;
}
export type ExportSource =
  | CsvSource
  /** `hasSource`: the server fetches the people; otherwise the host's back end has to send them. */
  | { kind: 'segment'; hasSource: boolean };

export interface ExportFlowOptions {
  client: () => TikTokAdsClient | undefined;
  openWorker: () => CsvWorker;
  line: Line;
  /** Resolves after so many milliseconds; rejects when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The same between two looks at an export, which may wait longer while nobody sees them. */
  waitForLook: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  /** Whether the workspace's stream tells what becomes of an export. */
  isTold: () => boolean;
  onChange: (run: Run, before: Run) => void;
  /** An export was opened; `hostSends` when its people must come from the host. */
  onOpened: (opened: Export, hostSends: boolean) => void;
  /** An export that the page has let go of was cancelled at the server. */
  onDropped: (cancelled: Export) => void;
  /** The export moved: another state or other numbers. */
  onMoved: (moved: Export, before: Export | null) => void;
  /** A failure that the person is shown. */
  onFailure: (failure: TikTokAdsError) => void;
}
