import type { AudienceChange, ExportConfirmation } from '../../shared/exports.ts';
import { MANY_REMOVALS } from '../exports/index.ts';
import type { ExportRecord } from '../store/exports.ts';

// What a mirror does about its run, as pure decisions.

/** A source that gives fewer than half of what it gave is looked at first, unless it never gave much. */
const SHRUNK_SHARE = 0.5;
const SHRUNK_FROM_ROWS = 1000;

/** What is known when a run has come to `ready`. */
export interface ReadyRun {
  readonly action: AudienceChange;
  readonly isDryRun: boolean;
  /** Somebody asked for everybody to be sent again, to an audience that is known already. */
  readonly isFull: boolean;
  readonly rows: number;
  readonly toAdd: number;
  readonly toRemove: number;
  /** Identifiers in the audience before the run; null when that is not known. */
  readonly members: number | null;
  /** Rows of the latest run that was sent; null when there is none. */
  readonly rowsBefore: number | null;
}

export type ReadyVerdict =
  /** A dry run ends here. */
  | { kind: 'looked' }
  /** Somebody has to look before it is sent. */
  | { kind: 'ask'; confirmation: ExportConfirmation }
  /** The audience is as it should be. */
  | { kind: 'unchanged' }
  | { kind: 'send' };

/** What becomes of a run that is ready: whether it is sent, and whether somebody has to look at it first. */
export function judgeReady(run: ReadyRun): ReadyVerdict {
  if (run.isDryRun) return { kind: 'looked' };
  if (run.action === 'MIRROR' && run.toAdd === 0 && run.toRemove === 0) return { kind: 'unchanged' };
  const confirmation = toConfirm(run);
  return confirmation === null ? { kind: 'send' } : { kind: 'ask', confirmation };
}

function toConfirm(run: ReadyRun): ExportConfirmation | null {
  const { action, isFull, toAdd, toRemove, members, rows, rowsBefore } = run;
  if (action === 'REPLACE' && !isFull) {
    return {
      code: 'replaces_audience',
      message: `Everybody who is in the audience now is taken out, and the ${count(run.toAdd, 'person', 'people')} of the segment are put in.`,
    };
  }
  // A stream has no rule of 1,000 that would keep somebody in it.
  if (rows === 0 && toRemove > 0) {
    return {
      code: 'source_shrank',
      message: `The segment’s source gave nobody. Everybody would be taken out of the audience (${count(toRemove, 'identifier', 'identifiers')}).`,
    };
  }
  if (toAdd === 0 && members !== null && toRemove > 0 && toRemove >= members) {
    return {
      code: 'many_removals',
      message: `Nobody of the segment’s ${count(rows, 'row', 'rows')} can be sent. Everybody would be taken out of the audience (${count(toRemove, 'identifier', 'identifiers')}).`,
    };
  }
  const share = members === null || members === 0 ? 0 : toRemove / members;
  if (toRemove > MANY_REMOVALS.count && share > MANY_REMOVALS.share) {
    return {
      code: 'many_removals',
      message: `${count(toRemove, 'identifier', 'identifiers')} of ${figure(members ?? 0)} would be taken out of the audience (${Math.round(share * 100)} %).`,
    };
  }
  if (rowsBefore !== null && rowsBefore >= SHRUNK_FROM_ROWS && rows < rowsBefore * SHRUNK_SHARE) {
    return {
      code: 'source_shrank',
      message: `The segment’s source gave ${count(rows, 'row', 'rows')}, after ${figure(rowsBefore)} the time before. ${count(toRemove, 'identifier', 'identifiers')} would be taken out of the audience.`,
    };
  }
  return null;
}

function figure(value: number): string {
  return value.toLocaleString('en');
}
function count(value: number, one: string, many: string): string {
  return `${figure(value)} ${value === 1 ? one : many}`;
}

/** Whether the mirror has to wait for its run: until TikTok has all of it, or it has ended. */
export function isUnderWay({ state }: Pick<ExportRecord, 'state'>): boolean {
  return state === 'draft' || state === 'receiving' || state === 'ready' || state === 'uploading';
}
