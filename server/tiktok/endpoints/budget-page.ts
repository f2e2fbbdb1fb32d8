import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, pageInfo, wireId } from './fields.ts';

/** What decides what a campaign may spend, as TikTok tells it. Budgets are in the ad account's currency, as numbers or as text. */
export interface CampaignBudgetRow {
  id: string;
  name: string | null;
  budgetMode: string | null;
  budget: number | string | null;
  isBudgetOptimized: boolean;
  operationStatus: string | null;
}

export interface AdgroupBudgetRow {
  id: string;
  campaignId: string;
  name: string | null;
  budgetMode: string | null;
  budget: number | string | null;
  /** In force from the next day; 0 for none. */
  scheduledBudget: number | string | null;
  scheduleType: string | null;
  /** `YYYY-MM-DD HH:MM:SS` in UTC. */
  scheduleStartTime: string | null;
  scheduleEndTime: string | null;
  pacing: string | null;
  /** 336 characters of 0 and 1: 7 days × 48 half hours; empty for all day. */
  dayparting: string | null;
  operationStatus: string | null;
  splitTestGroupId: string | null;
}

export interface BudgetPage<Row> {
  items: Row[];
  totalPages: number;
  totalNumber: number;
}

/** Which page of which ad account, deleted ones left out. `pageSize` goes up to 1,000; the ids to 100. */
export interface BudgetPageQuery {
  advertiserId: string;
  /** From 1. */
  page: number;
  pageSize: number;
  campaignIds?: readonly string[];
  adgroupIds?: readonly string[];
}

const amount = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => value ?? null);
const optionalId = wireId.nullish().transform((id) => (id === null || id === undefined || id === '' ? null : id));

const campaignRow = z.object({
  campaign_id: wireId,
  campaign_name: optionalText,
  budget_mode: optionalText,
  budget: amount,
  budget_optimize_on: z.boolean().nullish(),
  operation_status: optionalText,
});

const adgroupRow = z.object({
  adgroup_id: wireId,
  campaign_id: wireId,
  adgroup_name: optionalText,
  budget_mode: optionalText,
  budget: amount,
  scheduled_budget: amount,
  schedule_type: optionalText,
  schedule_start_time: optionalText,
  schedule_end_time: optionalText,
  pacing: optionalText,
  dayparting: optionalText,
  operation_status: optionalText,
  split_test_group_id: optionalId,
});

/**
 * Budgets of an ad account's campaigns, Smart+ ones among them. GMV Max and TopView campaigns are in other lists.
 *
 * @throws {TikTokApiError} `shape` - also when a single row cannot be read: a sum without it would be too small
 * @see https://business-api.tiktok.com/portal/docs?id=1739315828649986 Get campaigns
 */
export async function listCampaignBudgets(
  client: TikTokClient,
  grant: Grant,
  query: BudgetPageQuery,
  signal?: AbortSignal,
): Promise<BudgetPage<CampaignBudgetRow>> {
  const page = await readPage(client, grant, '/campaign/get/', campaignRow, query, signal);
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.campaign_id,
      name: row.campaign_name,
      budgetMode: row.budget_mode,
      budget: row.budget,
      // Left out where Campaign Budget Optimization is off.
      isBudgetOptimized: row.budget_optimize_on === true,
      operationStatus: row.operation_status,
    })),
  };
}

/**
 * Budgets and schedules of an ad account's ad groups.
 *
 * @throws {TikTokApiError} as listCampaignBudgets
 * @see https://business-api.tiktok.com/portal/docs?id=1739314558673922 Get ad groups: `budget` is 0.0 under Campaign Budget Optimization
 */
export async function listAdgroupBudgets(
  client: TikTokClient,
  grant: Grant,
  query: BudgetPageQuery,
  signal?: AbortSignal,
): Promise<BudgetPage<AdgroupBudgetRow>> {
  const page = await readPage(client, grant, '/adgroup/get/', adgroupRow, query, signal);
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.adgroup_id,
      campaignId: row.campaign_id,
      name: row.adgroup_name,
      budgetMode: row.budget_mode,
      budget: row.budget,
      scheduledBudget: row.scheduled_budget,
      scheduleType: row.schedule_type,
      scheduleStartTime: row.schedule_start_time,
      scheduleEndTime: row.schedule_end_time,
      pacing: row.pacing,
      dayparting: row.dayparting,
      operationStatus: row.operation_status,
      splitTestGroupId: row.split_test_group_id,
    })),
  };
}

/** Only the fields that are read travel: a page of 1,000 ad groups is 400 kB instead of megabytes. */
async function readPage<Shape extends z.ZodRawShape>(
  client: TikTokClient,
  grant: Grant,
  path: string,
  row: z.ZodObject<Shape>,
  { advertiserId, page, pageSize, campaignIds, adgroupIds }: BudgetPageQuery,
  signal: AbortSignal | undefined,
): Promise<BudgetPage<z.output<z.ZodObject<Shape>>>> {
  const filtering = {
    ...(campaignIds === undefined ? {} : { campaign_ids: campaignIds }),
    ...(adgroupIds === undefined ? {} : { adgroup_ids: adgroupIds }),
  };
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path,
    query: {
      advertiser_id: advertiserId,
      fields: Object.keys(row.shape),
      page,
      page_size: pageSize,
      ...(Object.keys(filtering).length === 0 ? {} : { filtering }),
    },
    data: z.object({ list: z.array(row), page_info: pageInfo }),
    repeatable: true,
    signal,
  });
  return { items: data.list, totalPages: data.page_info.total_page, totalNumber: data.page_info.total_number };
}
