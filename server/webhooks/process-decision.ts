import type { NewEvent } from '../store/events.ts';
import type { EpochMs } from '../store/types.ts';
import type { ReviewNote } from '../store/webhooks.ts';
import type { OpenNotice } from './process-open.ts';

/** What a part of the claimed notices comes to. */
export interface PartDecision {
  events: { workspaceId: string; event: NewEvent }[];
  reviews: ReviewNote[];
  /** Notices that are to be looked into again for this part, and when. */
  again: Map<OpenNotice, EpochMs>;
  /** Entries by what became of them, for /metrics. */
  counts: Map<EntryOutcome, number>;
}

export type EntryOutcome =
  | 'told'
  /** As the notice said, since TikTok could not be asked or does not know the thing. */
  | 'told_unconfirmed'
  | 'nothing_new'
  /** To be asked about again. */
  | 'postponed'
  | 'unknown_kind'
  /** Nobody has imported the ad account. */
  | 'nobody'
  /** Looking into it failed time and again. */
  | 'failed'
  | 'unreadable'
  /** No key of this server opens the notice. */
  | 'sealed';

export function newDecision(): PartDecision {
  return { events: [], reviews: [], again: new Map(), counts: new Map() };
}

export function count({ counts }: PartDecision, outcome: EntryOutcome, by = 1): void {
  counts.set(outcome, (counts.get(outcome) ?? 0) + by);
}

/** The earliest of what several parts ask for. */
export function askAgain({ again }: PartDecision, notice: OpenNotice, at: EpochMs): void {
  again.set(notice, Math.min(again.get(notice) ?? at, at));
}
