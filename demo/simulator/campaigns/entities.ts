/** Campaigns, ad groups and ads as TikTok keeps them. Times are calendar milliseconds; budgets currency units. */
import type { JsonValue } from '../exact-json.ts';

export type OperationStatus = 'ENABLE' | 'DISABLE' | 'DELETE';
/** `BUDGET_MODE_DYNAMIC_DAILY_BUDGET` is a weekly average (portal page "Budget"). */
export type BudgetMode =
  | 'BUDGET_MODE_INFINITE'
  | 'BUDGET_MODE_DAY'
  | 'BUDGET_MODE_TOTAL'
  | 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET';

/** Where an entity comes from: the seed, a control call, or a call of the API. */
export type Origin = 'seed' | 'control' | 'api';

/** Fields nothing here works with, by their name on the wire and as they were sent. */
export type Extras = Readonly<Record<string, JsonValue>>;

/** When an ad group runs. */
export interface Schedule {
  type: 'SCHEDULE_START_END' | 'SCHEDULE_FROM_NOW';
  startsAt: number;
  endsAt: number;
}

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
  /** What has been spent of the budget; 0 unless a control call says otherwise. */
  spent: number;
  operationStatus: OperationStatus;
  extras: Extras;
  readonly origin: Origin;
  /** The `request_id` it was created with. */
  readonly requestId: string | null;
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
  /** A budget that takes effect later, at `at`. */
  nextBudget: { budget: number; at: number } | null;
  spent: number;
  optimizationGoal: string;
  billingEvent: string;
  operationStatus: OperationStatus;
  /** Null for an open-ended one that began with the ad group. */
  schedule: Schedule | null;
  extras: Extras;
  readonly origin: Origin;
  readonly requestId: string | null;
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
  extras: Extras;
  readonly origin: Origin;
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

/** Limits per parent (help page "Ad account limits"; an older one says 999 campaigns and 20 ads). */
export const MAX_CAMPAIGNS_PER_ACCOUNT = 5_000;
export const MAX_ADGROUPS_PER_CAMPAIGN = 999;
export const MAX_ADS_PER_ADGROUP = 50;
