import { reviewStage } from '../tiktok/index.ts';

/** What a look at an ad or ad group calls for. */
export type ReviewStep =
  | 'none'
  /** Its review is asked about, and told if it is news. */
  | 'tell'
  /** Its review is asked about and remembered: it may be of long ago. */
  | 'remember';

interface SeenBefore {
  /** Null: it is remembered, but this is the first time its status counts. */
  status: string | null;
  review: string | null;
}

/**
 * Whether a status calls for a question about the review. A status tells of the review only while nothing else stands in front of it:
 * a paused ad may have been refused long ago.
 *
 * @param before null: never seen
 * @param isFirstRound nothing of the ad account was ever seen before
 */
export function reviewStep(before: SeenBefore | null, status: string | null, isFirstRound: boolean): ReviewStep {
  if (status === null) return 'none';
  const stage = reviewStage(status);
  if (isFirstRound) return stage === 'rejected' || stage === 'partial' ? 'remember' : 'none';
  if (stage === 'in_review') return 'none';
  // Made and reviewed since the last look.
  if (before === null || before.status === null) return 'tell';
  const was = reviewStage(before.status);
  if (was === stage) return 'none';
  if (was === 'in_review' || stage === 'rejected') return 'tell';
  if (stage === 'other') return 'none';
  return was !== 'other' || before.review !== null ? 'tell' : 'none';
}
