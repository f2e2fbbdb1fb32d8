/** Campaigns, ad groups and ads as TikTok keeps them. Times are calendar milliseconds; budgets currency units. */

export type OperationStatus = 'ENABLE' | 'DISABLE' | 'DELETE';
export type BudgetMode = 'BUDGET_MODE_INFINITE' | 'BUDGET_MODE_DAY' | 'BUDGET_MODE_TOTAL';

/** `review`: nobody has decided yet, or a decision is being looked at again. */
export type Decision = 'review' | 'approve' | 'reject';

export interface Review {
  decision: Decision;
  /** Why it was rejected; empty otherwise. */
  reason: string;
  /** When somebody last decided; null until then. */
  decidedAt: number | null;
}

export interface Campaign {
  readonly campaignId: string;
  readonly advertiserId: string;
  name: string;
  objectiveType: string;
  budgetMode: BudgetMode;
  budget: number;
  operationStatus: OperationStatus;
  readonly createdAt: number;
  modifiedAt: number;
  readonly adgroups: Adgroup[];
}

export interface Adgroup {
  readonly adgroupId: string;
  readonly campaign: Campaign;
  name: string;
  budgetMode: BudgetMode;
  budget: number;
  optimizationGoal: string;
  billingEvent: string;
  operationStatus: OperationStatus;
  review: Review;
  readonly createdAt: number;
  modifiedAt: number;
  readonly ads: Ad[];
}

export interface Ad {
  readonly adId: string;
  readonly adgroup: Adgroup;
  name: string;
  text: string;
  videoId: string;
  landingPageUrl: string;
  callToAction: string;
  operationStatus: OperationStatus;
  review: Review;
  readonly createdAt: number;
  modifiedAt: number;
}

/** Everything one ad account advertises with, by id, oldest first. */
export interface AccountCampaigns {
  readonly advertiserId: string;
  readonly campaigns: Map<string, Campaign>;
  readonly adgroups: Map<string, Adgroup>;
  readonly ads: Map<string, Ad>;
}

/** Limits per parent (help page "Ad account limits"). */
export const MAX_ADGROUPS_PER_CAMPAIGN = 999;
export const MAX_ADS_PER_ADGROUP = 50;
