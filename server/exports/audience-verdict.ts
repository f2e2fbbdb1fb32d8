import type { CustomAudienceDetails } from '../tiktok/index.ts';

// TikTok has no status for an audience: it follows from is_valid, msg, error_msg and the history. For a new audience
// is_valid says it all. One that existed before our update may show is_valid from before it, so more is asked for:
//
//  - TikTok lists an operation newer than our update's start, and the newest of them has its figure (`action_detail` is "0"
//    until the data is processed), or
//  - we saw the audience not valid since our update and now it is valid again, or
//  - the 48 hours that TikTok gives for processing are over.
//
// A stream or a mirrored audience that is only too small yet is completed all the same: `audienceProgress` says that ads cannot use it.
//
// In the same way a message that stood there before our update counts only after those 48 hours.

export type Verdict = { kind: 'processing' } | { kind: 'completed' } | { kind: 'failed'; message: string };

export interface AudienceBefore {
  /** Marks of the history entries before our update. */
  history: readonly string[];
  message: string | null;
}

/** "Processing takes 24 to 48 hours" (help page "Managing Custom Audiences"). */
export const PROCESSING_MS = 48 * 3_600_000;

/**
 * What TikTok's word on an audience means for the export that waits for it. TikTok says nowhere of which change it speaks.
 *
 * @param situation `before`: how the audience stood before our change, null for a new one; `sinceMs`: how long TikTok has had all of it
 */
export function judgeAudience(
  audience: CustomAudienceDetails,
  situation: { before: AudienceBefore | null; sawProcessing: boolean; sinceMs: number; mayBeSmall: boolean },
): Verdict {
  const { before, sawProcessing, sinceMs, mayBeSmall } = situation;
  const isOverdue = sinceMs >= PROCESSING_MS;
  if (audience.isValid) {
    if (before === null || sawProcessing || isOverdue) return { kind: 'completed' };
    const newest = newEntries(audience, before.history)[0];
    const hasFigure =
      newest !== undefined && newest.actionDetail !== null && newest.actionDetail !== '0' && newest.actionDetail !== '';
    return hasFigure ? { kind: 'completed' } : { kind: 'processing' };
  }
  if (audience.message === null) return { kind: 'processing' };
  if (before !== null && before.message === audience.message && !isOverdue) return { kind: 'processing' };
  // An audience that grows by and by is small at first: TikTok has everybody, and says itself what is still missing.
  if (mayBeSmall && saysTooSmall(audience.message)) return { kind: 'completed' };
  return { kind: 'failed', message: audience.message };
}

/** Whether TikTok only finds too few people; it publishes neither a code nor a fixed text for that. */
export function saysTooSmall(message: string): boolean {
  return /too small|fewer than|less than|at least|minimum|1,?000/i.test(message);
}

/** A mark by which a history entry is known again. TikTok gives entries no id. */
export function historyMarks(audience: CustomAudienceDetails): string[] {
  return audience.history.map(({ optTime, action }) => `${optTime ?? ''}|${action}`);
}

/** Entries that were not there before, newest first. */
export function newEntries(
  audience: CustomAudienceDetails,
  before: readonly string[],
): CustomAudienceDetails['history'] {
  const left = new Map<string, number>();
  for (const mark of before) left.set(mark, (left.get(mark) ?? 0) + 1);
  const added = audience.history.filter((entry) => {
    const mark = `${entry.optTime ?? ''}|${entry.action}`;
    const count = left.get(mark) ?? 0;
    if (count > 0) left.set(mark, count - 1);
    return count === 0;
  });
  return [...added].sort((a, b) => (b.optTime ?? '').localeCompare(a.optTime ?? ''));
}
