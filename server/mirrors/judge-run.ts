import type { AudienceChange, ExportConfirmation } from '../../shared/exports.ts';
import type { FindingSentence } from '../../shared/finding-sentences.ts';
import { inEnglish, MANY_REMOVALS } from '../exports/index.ts';
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
  const asked = toConfirm(run);
  return asked === null ? { kind: 'send' } : { kind: 'ask', confirmation: asked };
}

function toConfirm(run: ReadyRun): ExportConfirmation | null {
  const { action, isFull, toAdd, toRemove, members, rows, rowsBefore } = run;
  if (action === 'REPLACE' && !isFull)
    return confirmation('replaces_audience', { says: 'replaces_everybody', people: toAdd });
  // A stream has no rule of 1,000 that would keep somebody in it.
  if (rows === 0 && toRemove > 0)
    return confirmation('source_shrank', { says: 'source_gave_nobody', identifiers: toRemove });
  if (toAdd === 0 && members !== null && toRemove > 0 && toRemove >= members)
    return confirmation('many_removals', { says: 'everybody_leaves', rows, identifiers: toRemove });
  const share = members === null || members === 0 ? 0 : toRemove / members;
  if (toRemove > MANY_REMOVALS.count && share > MANY_REMOVALS.share) {
    const percent = Math.round(share * 100);
    return confirmation('many_removals', {
      says: 'share_leaves',
      identifiers: toRemove,
      members: members ?? 0,
      percent,
    });
  }
  if (rowsBefore !== null && rowsBefore >= SHRUNK_FROM_ROWS && rows < rowsBefore * SHRUNK_SHARE)
    return confirmation('source_shrank', { says: 'source_shrank', rows, before: rowsBefore, identifiers: toRemove });
  return null;
}

function confirmation(code: ExportConfirmation['code'], sentence: FindingSentence): ExportConfirmation {
  return { code, message: inEnglish([sentence]), sentences: [sentence] };
}

/** Whether the mirror has to wait for its run: until TikTok has all of it, or it has ended. */
export function isUnderWay({ state }: Pick<ExportRecord, 'state'>): boolean {
  return state === 'draft' || state === 'receiving' || state === 'ready' || state === 'uploading';
}
