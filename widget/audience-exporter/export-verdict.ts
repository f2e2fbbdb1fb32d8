import type { Export } from '../../shared/exports.ts';
import { MINIMUM_AUDIENCE } from './audience-rules.ts';

/** TikTok: "Processing takes 24 to 48 hours" (help page "Managing Custom Audiences"). */
export const PROCESSING_MS = 48 * 3_600_000;

/**
 * What became of an export at TikTok. `too_small`: it matched fewer people than ads need. `ended`: usable once, but its time
 * is over. `unusable`: TikTok says no, for a reason of its own.
 */
export type Verdict = 'pending' | 'overdue' | 'usable' | 'too_small' | 'ended' | 'unusable' | 'stopped';

/** @param now milliseconds */
export function verdictOf(exported: Export, now: number): Verdict {
  const { state, audienceProgress: progress, error } = exported;
  const hasEnded = progress?.expiredTime != null && Date.parse(tiktokTimeToIso(progress.expiredTime)) <= now;
  switch (state) {
    case 'processing':
      // Nobody can look at it without the sign-in, so nobody knows that it is late.
      if (exported.waiting !== null) return 'pending';
      return processingMs(exported, now) > PROCESSING_MS ? 'overdue' : 'pending';
    case 'completed':
      if (hasEnded) return 'ended';
      if (progress === null || progress.isValid) return 'usable';
      return progress.coverNum < MINIMUM_AUDIENCE ? 'too_small' : 'unusable';
    case 'failed':
      if (error?.code !== 'audience_failed') return 'stopped';
      if (progress === null || progress.isValid || progress.message === null) return 'stopped';
      if (hasEnded) return 'ended';
      return progress.coverNum < MINIMUM_AUDIENCE ? 'too_small' : 'unusable';
    case 'cancelled':
      return 'stopped';
    default:
      return 'pending';
  }
}

/** When TikTok had everything; null before that. A retry does not start it anew. */
export function processingSince({ timeline }: Export): string | null {
  return timeline.find(({ state }) => state === 'processing')?.at ?? null;
}

/** How long TikTok has had everything, in milliseconds; 0 before that. */
export function processingMs(exported: Export, now: number): number {
  const since = processingSince(exported);
  return since === null ? 0 : Math.max(0, now - Date.parse(since));
}

/** TikTok writes `2027-03-12 00:00:00`, in UTC. */
export function tiktokTimeToIso(tiktokTime: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(tiktokTime) ? `${tiktokTime.replace(' ', 'T')}Z` : tiktokTime;
}

/** TikTok warns from 60 days before an audience ends, and so do we. */
export const EXPIRES_SOON_DAYS = 60;

/** Whole days until an audience ends, 0 on its last day and below once it has ended; null when it has no end. @param now milliseconds */
export function daysLeft(expiredTime: string | null, now: number): number | null {
  const end = expiredTime === null ? Number.NaN : Date.parse(tiktokTimeToIso(expiredTime));
  return Number.isNaN(end) ? null : Math.floor((end - now) / 86_400_000);
}

/** A dry run that came to its report. Left behind after that, for the real one or for good, it is still a check that was done. */
export const wasChecked = ({ dryRun, state, timeline }: Export): boolean =>
  dryRun && state === 'cancelled' && timeline.some((one) => one.state === 'ready');

/** Codes of what no other try changes: the audience that was to be changed is not there, or not this ad account's to change. */
const FINAL_CODES: readonly string[] = ['audience_not_found', 'audience_expired', 'audience_not_updatable'];

export const isFinal = (error: { code: string } | null): boolean => error !== null && FINAL_CODES.includes(error.code);

/** Codes that a new sign-in cures. */
const SIGN_IN_CODES: readonly string[] = ['tiktok_token_rejected', 'connection_disconnected', 'connection_read_only'];

export function needsSignIn(error: { code: string } | null): boolean {
  return error !== null && SIGN_IN_CODES.includes(error.code);
}

/** How a wait for a sign-in is drawn, as the list of ad accounts draws such a connection: one that still reads is no alarm. */
export function waitingLook(code: string): { mark: 'eye' | 'unlink'; isStopped: boolean } {
  const isStopped = code !== 'connection_read_only';
  return { mark: isStopped ? 'unlink' : 'eye', isStopped };
}
