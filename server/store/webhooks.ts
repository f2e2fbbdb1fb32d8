import type { NewEvent } from './events.ts';
import type { EpochMs } from './types.ts';
import type { WatchedRecord } from './watched.ts';

/** A notice of TikTok as it came in, before anybody has looked into it. */
export interface NewNotice {
  /** Made of app and body: the same body of the same app again is the same notice. */
  hash: Uint8Array;
  receivedAt: EpochMs;
  /** Which header signed it. */
  scheme: 'X-Open-Signature' | 'TikTok-Signature';
  /** The developer app whose secret signed it. */
  appId: string;
  /** The body, sealed: it may hold people's data until it has been looked into. */
  sealedBody: string;
}

export interface NoticeRecord extends NewNotice {
  seq: number;
  /** Times it was looked into without an end. */
  attempts: number;
  /** When it was first looked into; null before. */
  triedSince: EpochMs | null;
}

/** What became of notices that were claimed: written all at once, or not at all. */
export interface NoticeOutcome {
  at: EpochMs;
  /** Done with: the body is wiped, the hash stays to recognise repeats. */
  done: readonly number[];
  /** To be looked into again. */
  later: readonly { seq: number; at: EpochMs; triedSince: EpochMs }[];
  events: readonly { workspaceId: string; event: NewEvent }[];
  /** What reviews said, each in the place of what was noted of it before. */
  reviews: readonly ReviewNote[];
  /** Whether the host gets the events, too. */
  toHost: boolean;
}

/** What a review said of an ad or ad group. A thing that nobody watches yet is watched from then on. */
export interface ReviewNote extends Omit<WatchedRecord, 'status' | 'seenAt' | 'review' | 'toldAt'> {
  workspaceId: string;
  /** What was noted when this was decided: with another note by now, nothing is written. */
  from: string | null;
  to: { review: string; toldAt: EpochMs | null };
}

export interface WebhookInbox {
  /** Writes them in one transaction, on the disk when it resolves. Says of each whether it is new. */
  add(notices: readonly NewNotice[]): Promise<boolean[]>;
  /** Takes notices that are due, oldest first, until `until`. */
  claim(owner: string, now: EpochMs, until: EpochMs, limit: number): Promise<NoticeRecord[]>;
  /** Has notices for longer that are this owner's. */
  renew(owner: string, seqs: readonly number[], until: EpochMs): Promise<void>;
  /**
   * Which workspaces have new events. Nothing is written when it is `lost`: a notice is somebody else's by now; or `outdated`: a
   * review has another note than `from`. Without notices it takes events and reviews alone.
   */
  finish(owner: string, outcome: NoticeOutcome): Promise<string[] | 'lost' | 'outdated'>;
  /** When the next notice is due, null without one. */
  nextAt(): Promise<EpochMs | null>;
  countPending(): Promise<number>;
  /** Forgets notices that were done with before this instant. Returns how many. */
  removeDone(before: EpochMs, limit: number): Promise<number>;
  /** When the server first saw a signing key, by its fingerprint: `now` when it is new. Never moves. */
  firstSeen(fingerprint: string, now: EpochMs): Promise<EpochMs>;
}

/** Imported ad accounts by TikTok's id, across workspaces: whom a notice concerns. */
export interface AdvertiserLookup {
  workspacesOf(advertiserIds: readonly string[]): Promise<{ advertiserId: string; workspaceId: string }[]>;
  /** How many are imported through connections of a developer app. */
  countByApp(appId: string): Promise<number>;
  /** Those without a job of this kind whose subject is the workspace, a slash and the ad account. */
  withoutJob(
    kind: string,
    limit: number,
  ): Promise<{ advertiserId: string; workspaceId: string; connectionId: string }[]>;
}
