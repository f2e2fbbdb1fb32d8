import type { EpochMs } from '../store/types.ts';
import type { ReviewInfo } from '../tiktok/index.ts';

/** What is remembered of an ad's or ad group's review: `WatchedRecord.review`. */
export interface ReviewMemo {
  /** As it was last told, or last seen where there was nothing to tell. */
  verdict: ReviewInfo['verdict'];
  /** Of the reasons, to see whether they are others. */
  reasons: string;
  /** How far what is remembered reaches: when the review ended, or when the notice was sent that was believed without asking. */
  at: EpochMs | null;
  /** When TikTok was asked: a later answer counts more, whoever is done first. */
  readAt: EpochMs;
  /** Identities of notices' entries that were dealt with, the latest last. */
  seen: readonly string[];
}

/** Enough for the reviews of a day; the event's key keeps out what comes again even later. */
const MAX_SEEN = 8;

/** The memo of a record; null where nothing is remembered, or what is was written by another release. */
export function readMemo(review: string | null): ReviewMemo | null {
  if (review === null) return null;
  try {
    const { v, verdict, reasons, at, readAt, seen } = JSON.parse(review) as ReviewMemo & { v: unknown };
    return v === 1 ? { verdict, reasons, at, readAt, seen } : null;
  } catch {
    // Nothing that this release wrote: as if nothing were known.
    return null;
  }
}

export function writeMemo({ verdict, reasons, at, readAt, seen }: ReviewMemo): string {
  return JSON.stringify({ v: 1, verdict, reasons, at, readAt, seen: seen.slice(-MAX_SEEN) });
}
