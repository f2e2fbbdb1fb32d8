import type { Export } from '../../shared/exports.ts';
import { reasonText } from '../element/failure.ts';
import type { IconName } from '../element/icons.ts';
import type { Format } from '../element/format.ts';
import type { Labels } from '../labels/labels.ts';
import { actionOf, isChange, takenOf, toSend } from './export-names.ts';
import {
  daysLeft,
  EXPIRES_SOON_DAYS,
  isFinal,
  needsSignIn,
  tiktokTimeToIso,
  verdictOf,
  waitingLook,
  wasChecked,
} from './export-verdict.ts';

export interface Look {
  mark: IconName;
  kind: 'ok' | 'warning' | 'danger' | 'none' | 'busy';
  word: string;
  line: string | null;
}

/** An export's result in a word and a line. @param now milliseconds */
export function lookOf(labels: Labels, format: Format, exported: Export, now: number): Look {
  const words = labels.audienceExporter;
  const { state, audienceProgress, error, pausedAt, waiting, peopleUploaded, counts, queue, confirmation, dryRun } =
    exported;
  const word = words.results[state];
  const verdict = verdictOf(exported, now);
  const matched = audienceProgress?.coverNum ?? 0;
  const action = actionOf(exported);
  switch (verdict) {
    case 'too_small':
      return { mark: 'warning', kind: 'warning', word: words.resultTooSmall, line: words.resultTooSmallText(matched) };
    case 'ended': {
      const ended = audienceProgress?.expiredTime ?? null;
      const date = ended === null ? null : format.date(tiktokTimeToIso(ended));
      return { mark: 'clock', kind: 'warning', word: words.resultExpired, line: words.resultExpiredText(date) };
    }
    case 'unusable':
      return { mark: 'warning', kind: 'warning', word: words.resultUnusable, line: audienceProgress?.message ?? null };
    case 'overdue':
      return { mark: 'half', kind: 'warning', word, line: words.resultOverdue };
    case 'usable': {
      if (action === 'REMOVE')
        return { mark: 'ok', kind: 'ok', word: words.resultDone, line: words.resultLeft(matched) };
      if (audienceProgress === null && isChange(exported) && toSend(exported) === 0)
        return { mark: 'ok', kind: 'ok', word: words.resultDone, line: words.resultUnchanged };
      const isAll = action === 'CREATE' || action === 'REPLACE';
      const line = isAll ? words.resultMatchedOf(matched, takenOf(exported)) : words.resultInAudience(matched);
      const days = daysLeft(audienceProgress?.expiredTime ?? null, now);
      if (days !== null && days < EXPIRES_SOON_DAYS)
        return { mark: 'clock', kind: 'warning', word, line: `${line} · ${words.resultExpires(days)}` };
      return { mark: 'ok', kind: 'ok', word, line };
    }
    default:
  }
  if (waiting !== null) {
    if (state === 'processing') return { mark: 'half', kind: 'warning', word, line: words.resultUnseen };
    const { mark, isStopped } = waitingLook(waiting.reason.code);
    return {
      mark,
      kind: isStopped ? 'danger' : 'warning',
      word: words.resultWaits,
      line: words.failureTitles[waiting.reason.code] ?? reasonText(labels, waiting.reason),
    };
  }
  if (pausedAt !== null)
    return {
      mark: 'pause',
      kind: 'none',
      word: words.resultPaused,
      line: words.resultPausedText(peopleUploaded, toSend(exported)),
    };
  switch (state) {
    case 'processing':
      return { mark: 'half', kind: 'busy', word, line: words.resultUsual };
    case 'uploading':
      if (queue !== null)
        return { mark: 'clock', kind: 'none', word: words.resultQueued, line: words.resultQueuedText(queue.position) };
      return { mark: 'upload', kind: 'busy', word, line: words.resultUploading(peopleUploaded, toSend(exported)) };
    case 'ready':
      if (dryRun)
        return { mark: 'ok', kind: 'none', word: words.resultChecked, line: words.resultCheckedText(counts.ready) };
      if (confirmation !== null)
        return {
          mark: 'warning',
          kind: 'warning',
          word: words.resultNeedsYou,
          line: words.confirmations[confirmation.code],
        };
      if (counts.ready === 0 && toSend(exported) === 0)
        return { mark: 'ban', kind: 'none', word: words.resultNobody, line: null };
      return { mark: 'circle', kind: 'none', word, line: words.resultReady(counts.ready) };
    case 'failed': {
      const line = error === null ? null : (words.failureTitles[error.code] ?? reasonText(labels, error));
      const mark = needsSignIn(error) ? 'unlink' : 'stop';
      return { mark, kind: 'danger', word: isFinal(error) ? words.resultFailed : word, line };
    }
    case 'cancelled':
      if (wasChecked(exported))
        return { mark: 'ok', kind: 'none', word: words.resultChecked, line: words.resultCheckedText(counts.ready) };
      return {
        mark: 'ban',
        kind: 'none',
        word,
        line: error === null ? null : (words.failureTitles[error.code] ?? reasonText(labels, error)),
      };
    default:
      return { mark: 'clock', kind: 'none', word, line: null };
  }
}
