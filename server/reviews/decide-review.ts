import { createHash } from 'node:crypto';
import type { EpochMs } from '../store/types.ts';
import type { ReviewInfo } from '../tiktok/index.ts';
import type { ReviewMemo } from './review-memo.ts';

// The one place that decides whether a review is news. It knows neither TikTok nor the database: what a notice claims, what TikTok says
// when asked and what was told before go in, what to tell and what to remember come out.

/** What a notice claims. */
export interface ReviewClaim {
  /** Names the entry of the notice. */
  identity: string;
  sentAt: EpochMs;
  /** In TikTok's words; null claims that the review passed. */
  rejectReason: string | null;
}

/** What TikTok says of the thing: `unknown` when it does not know it, or does not tell; `unasked` when it could not be asked in time. */
export type ReviewReading =
  | { kind: 'read'; info: ReviewInfo; readAt: EpochMs }
  | { kind: 'unknown' | 'unasked'; readAt: EpochMs };

/** What is to be told. */
export interface ReviewNews {
  /** Ends the event's key. */
  key: string;
  verdict: 'approved' | 'partial' | 'disapproved';
  reasons: string[];
  suggestion: string | null;
  confirmed: boolean;
  occurredAt: EpochMs;
}

export interface ReviewDecision {
  news: ReviewNews | null;
  /** What is remembered from now on; null when it stays as it is. */
  memo: ReviewMemo | null;
  /**
   * TikTok contradicts the notice and may not know better: its answer can be older than the notice. To be asked again a little later,
   * while asking again is worth it.
   */
  isDoubtful: boolean;
}

/** A repeat in the same state is only news when the last telling is older. */
const SAME_STATE_PAUSE_MS = 60_000;
/** A review takes hours: one that ended so shortly before a notice was sent is the one the notice means. */
const SAME_REVIEW_MS = 60_000;
const DAY_MS = 86_400_000;

export interface ReviewQuestion {
  /** Of notices about this thing that are to be dealt with, in any order; empty when it was looked at without one. */
  claims: readonly ReviewClaim[];
  reading: ReviewReading;
  /** What is remembered, null for nothing. */
  before: ReviewMemo | null;
  /** When it was last told of, null never. */
  toldAt: EpochMs | null;
  now: EpochMs;
  /** Whether doubtful claims are brought here again: then they are not dealt with yet. */
  mayAskAgain: boolean;
  /** What a look without a notice makes of a thing it sees for the first time: most of them were reviewed long ago. */
  onFirstLook: 'remember' | 'tell';
}

export function decideReview(question: ReviewQuestion): ReviewDecision {
  const { claims, reading, before } = question;
  const fresh = claims
    .filter(({ identity }) => before?.seen.includes(identity) !== true)
    .sort((one, other) => one.sentAt - other.sentAt || (one.identity < other.identity ? -1 : 1));
  if (fresh.length === 0 && claims.length > 0) return { news: null, memo: null, isDoubtful: false };
  const seen = [...(before?.seen ?? []), ...fresh.map(({ identity }) => identity)];
  const input = { ...question, latest: fresh.at(-1) ?? null, seen };
  if (reading.kind !== 'read') return decideUnread(reading, input);
  const decision = decideRead(reading.info, reading.readAt, input);
  if (!decision.isDoubtful) return decision;
  if (question.mayAskAgain) {
    const isNothing = decision.news === null && reading.info.verdict === 'none';
    return {
      ...decision,
      memo: isNothing || decision.memo === null ? null : { ...decision.memo, seen: before?.seen ?? [] },
    };
  }
  // Neither approved nor turned down, says TikTok: what the notice says is more than that.
  const isOnlyWord = reading.info.verdict === 'none' && input.latest?.rejectReason !== null;
  return isOnlyWord ? decideUnread({ kind: 'unknown', readAt: reading.readAt }, input) : decision;
}

interface Input extends ReviewQuestion {
  latest: ReviewClaim | null;
  seen: readonly string[];
}

function decideRead(info: ReviewInfo, readAt: EpochMs, input: Input): ReviewDecision {
  const { latest, before, seen, now } = input;
  const { verdict, auditedAt } = info;
  if (before !== null && before.readAt > readAt) {
    // Somebody asked later and has told what there was to tell, unless it was a look that only remembers.
    if (!isUntold(input)) return { news: null, memo: { ...before, seen }, isDoubtful: false };
    if (before.verdict !== verdict) return { news: null, memo: null, isDoubtful: true };
  }
  const reasons = hashReasons(info.reasons);
  const lastReadAt = Math.max(readAt, before?.readAt ?? readAt);
  const memo: ReviewMemo = { verdict, reasons, at: auditedAt ?? before?.at ?? null, readAt: lastReadAt, seen };
  const isDoubtful = latest !== null && contradicts(latest, info) && !isNewer(auditedAt, latest);
  const isOldNews = before === null && latest === null && input.onFirstLook === 'remember';
  if (verdict === 'none' || isOldNews) return { news: null, memo, isDoubtful };

  const isChange = before === null || before.verdict !== verdict;
  if (!isChange && !isAnotherReview(info, reasons, before, input)) {
    return { news: null, memo: { ...memo, reasons: before.reasons }, isDoubtful };
  }
  const occurredAt = whenReviewed(info, latest) ?? readAt;
  const news: ReviewNews = {
    key: latest?.identity ?? `look:${auditedAt ?? readAt}`,
    verdict,
    reasons: info.reasons,
    suggestion: info.suggestion,
    confirmed: true,
    occurredAt: Math.min(occurredAt, now),
  };
  return { news, memo, isDoubtful };
}

/** The notice is all there is; an older one than what was told already says nothing. */
function decideUnread(reading: ReviewReading, input: Input): ReviewDecision {
  const { latest, before, seen, toldAt, now } = input;
  if (latest === null) return { news: null, memo: null, isDoubtful: false };
  const knownUpTo = Math.max(before?.at ?? 0, before?.readAt ?? 0);
  const isKnown = before !== null && latest.sentAt <= knownUpTo;
  if (isKnown && !isUntold(input)) return { news: null, memo: { ...before, seen }, isDoubtful: false };
  const verdict = latest.rejectReason === null ? 'approved' : 'disapproved';
  const reasons = latest.rejectReason === null ? [] : [latest.rejectReason];
  const memo: ReviewMemo = isKnown
    ? { ...before, seen }
    : {
        verdict,
        reasons: hashReasons(reasons),
        at: latest.sentAt,
        // What is believed without asking counts less than any answer after it.
        readAt: Math.min(latest.sentAt, reading.readAt),
        seen,
      };
  const isSame = before?.verdict === verdict && before.reasons === memo.reasons;
  if (isSame && toldAt !== null && now - toldAt <= SAME_STATE_PAUSE_MS) return { news: null, memo, isDoubtful: false };
  const news: ReviewNews = {
    key: latest.identity,
    verdict,
    reasons,
    suggestion: null,
    confirmed: false,
    occurredAt: Math.min(latest.sentAt, now),
  };
  return { news, memo, isDoubtful: false };
}

/** In the same state as before: whether that is a review of its own. */
function isAnotherReview(
  { auditedAt }: ReviewInfo,
  reasons: string,
  before: ReviewMemo,
  { latest, toldAt, now }: Input,
): boolean {
  // The notice is the first to tell.
  if (toldAt === null && latest !== null && means(latest, before.verdict)) return true;
  if (auditedAt !== null && before.at !== null) return auditedAt > before.at;
  if (latest === null) return reasons !== before.reasons;
  const isPause = toldAt !== null && now - toldAt <= SAME_STATE_PAUSE_MS;
  return means(latest, before.verdict) && (reasons !== before.reasons || !isPause);
}

/** Whether a look has only remembered what the notice now means: nobody has told it. */
function isUntold({ latest, before, toldAt }: Input): boolean {
  return (
    toldAt === null && latest !== null && before !== null && before.verdict !== 'none' && means(latest, before.verdict)
  );
}

/**
 * When the review ended; null where nobody says. TikTok's documentation has `last_audit_time` mean that for refusals only, so far from the
 * notice's time it is not believed.
 */
function whenReviewed(info: ReviewInfo, latest: ReviewClaim | null): EpochMs | null {
  const { auditedAt } = info;
  const claim = latest !== null && !contradicts(latest, info) ? latest : null;
  if (auditedAt === null || claim === null) return auditedAt ?? claim?.sentAt ?? null;
  return Math.abs(claim.sentAt - auditedAt) <= DAY_MS ? auditedAt : claim.sentAt;
}

/** Whether the notice can mean this. A thing that passed in part was refused in part, too. */
function means({ rejectReason }: ReviewClaim, verdict: ReviewInfo['verdict']): boolean {
  if (verdict === 'partial') return true;
  return verdict === (rejectReason === null ? 'approved' : 'disapproved');
}

function contradicts(claim: ReviewClaim, { verdict }: ReviewInfo): boolean {
  return !means(claim, verdict);
}

function isNewer(auditedAt: EpochMs | null, { sentAt }: ReviewClaim): boolean {
  return auditedAt !== null && auditedAt >= sentAt - SAME_REVIEW_MS;
}

function hashReasons(reasons: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...reasons].sort()))
    .digest('base64url')
    .slice(0, 11);
}
