import type { ExportLimits } from '../../server/exports/index.ts';

/** What a test tells the server process. `of` comes back with the answer. */
export type ToServer =
  | {
      do: 'start';
      env: Record<string, string>;
      clockOffsetMs: number;
      limits: Partial<ExportLimits>;
      /** `manual`: no job runs until `runDue`. */
      jobs: 'running' | 'manual';
    }
  | { do: 'runDue'; of: number }
  | { do: 'advance'; of: number; ms: number }
  /** Kill yourself at the change of that number whose stack fits `among`; null: do not, after all. */
  | { do: 'die'; of: number; after: number | null; among: string };

export type FromServer = { isLoaded: true } | { url: string } | { ran: number; of: number } | { failed: string };
