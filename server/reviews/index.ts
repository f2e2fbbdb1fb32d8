export {
  decideReview,
  type ReviewClaim,
  type ReviewDecision,
  type ReviewNews,
  type ReviewQuestion,
  type ReviewReading,
} from './decide-review.ts';
export { readMemo, type ReviewMemo, writeMemo } from './review-memo.ts';
export { readReviews } from './read-reviews.ts';
export { type ReviewedThing, toReviewDraft } from './review-draft.ts';
export { tellReviews } from './tell-reviews.ts';
