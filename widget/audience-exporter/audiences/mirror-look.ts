import type { Export } from '../../../shared/exports.ts';
import type { Mirror } from '../../../shared/mirrors.ts';
import { toSend } from '../export-names.ts';
import { waitingLook } from '../export-verdict.ts';
import { reasonText } from '../../element/failure.ts';
import type { IconName } from '../../element/icons.ts';
import type { Labels } from '../../labels/labels.ts';

export interface RunLook {
  mark: IconName;
  kind: 'ok' | 'warning' | 'danger' | 'none' | 'busy';
  word: string;
  /** What was added and taken out, where that is what counts. */
  change: { added: number; removed: number } | null;
  /** Why, and what to do. */
  line: string | null;
}

const plain = (mark: IconName, kind: RunLook['kind'], word: string, line: string | null = null): RunLook => ({
  mark,
  kind,
  word,
  change: null,
  line,
});

/** How a run under way stands. */
export function currentLook(labels: Labels, run: Export): RunLook {
  const words = labels.mirrors;
  const { state, waiting, pausedAt, queue, counts, peopleUploaded } = run;
  if (waiting !== null) {
    const { mark, isStopped } = waitingLook(waiting.reason.code);
    const ways = labels.audienceExporter;
    return plain(mark, isStopped ? 'danger' : 'warning', ways.waitsTitle, reasonText(labels, waiting.reason));
  }
  if (pausedAt !== null) return plain('pause', 'none', words.runPaused);
  switch (state) {
    case 'draft':
    case 'receiving':
      return plain('refresh', 'busy', words.fetching(counts.rows));
    case 'ready':
      return plain('refresh', 'busy', words.comparing);
    case 'uploading':
      if (queue !== null) return plain('clock', 'none', words.queued);
      return plain('upload', 'busy', words.sending(peopleUploaded, toSend(run)));
    default:
      return plain('refresh', 'busy', words.starting);
  }
}

/** What came of the run before. */
export function lastLook(labels: Labels, lastRun: Mirror['lastRun']): RunLook {
  const words = labels.mirrors;
  if (lastRun === null) return plain('circle', 'none', words.noRun);
  const { state, toAdd, toRemove, error } = lastRun;
  const change = { added: toAdd ?? 0, removed: toRemove ?? 0 };
  const isNothing = change.added === 0 && change.removed === 0;
  switch (state) {
    case 'completed':
      if (isNothing) return plain('ok', 'ok', words.unchanged);
      return { ...plain('ok', 'ok', ''), change };
    case 'processing':
      return { ...plain('half', 'busy', ''), change, line: words.sentAndWorking };
    case 'failed': {
      const why = error === null ? null : reasonText(labels, error);
      const title = error === null ? words.failed : (labels.audienceExporter.failureTitles[error.code] ?? words.failed);
      return plain('stop', 'danger', title, why);
    }
    // Where no run is under way, it is one that only looked.
    case 'ready':
      return {
        ...plain('eye', 'none', isNothing ? words.unchanged : words.checked),
        change: isNothing ? null : change,
      };
    case 'cancelled':
      return plain('ban', 'none', words.notSent);
    default:
      return plain('circle', 'none', words.noRun);
  }
}
