/**
 * What `secondary_status` of an ad or ad group says about its own review. `other`: it tells nothing of it, such as that
 * somebody paused it or the budget is used up, or the review of something above it is at fault.
 */
export type ReviewStage = 'in_review' | 'rejected' | 'partial' | 'passed' | 'other';

// Portal page "Supported secondary statuses for a primary status"; without the AD_STATUS_ or ADGROUP_STATUS_ in front. An ad whose
// ad group was refused has a status that begins with ADGROUP_: that is told of the ad group.
const STAGES: ReadonlyMap<string, ReviewStage> = new Map([
  ['AUDIT', 'in_review'],
  ['REAUDIT', 'in_review'],
  ['PARTIAL_AUDIT_NO_DELIVERY', 'in_review'],
  ['SEARCH_KEYWORDS_IN_REVIEW', 'in_review'],
  ['SHADOW_ADGROUP_REAUDIT', 'in_review'],
  ['AUDIT_DENY', 'rejected'],
  ['INDUSTRY_QUALIFICATION_MISSING', 'rejected'],
  ['INDUSTRY_QUALIFICATION_EXPIRED', 'rejected'],
  ['INDUSTRY_QUALIFICATION_DENY', 'rejected'],
  ['PARTIAL_AUDIT_DELIVERY_OK', 'partial'],
  ['REVIEW_PARTIALLY_APPROVED', 'partial'],
  ['DELIVERY_OK', 'passed'],
]);

/** @param status null where TikTok tells none, as in the sandbox */
export function reviewStage(status: string | null): ReviewStage {
  return STAGES.get(status?.replace(/^AD(?:GROUP)?_STATUS_/, '') ?? '') ?? 'other';
}
