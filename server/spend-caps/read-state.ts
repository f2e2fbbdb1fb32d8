import type { Deps } from '../deps.ts';
import {
  type AdgroupBudgetRow,
  type BudgetPage,
  type BudgetPageQuery,
  type CampaignBudgetRow,
  type Grant,
  inParallel,
  listAdgroupBudgets,
  listCampaignBudgets,
  parseTikTokTime,
  TikTokApiError,
} from '../tiktok/index.ts';
import {
  activeDaysOf,
  type AdgroupBudget,
  type BudgetState,
  type CampaignBudget,
  OFF_STATUSES,
} from './budget-state.ts';
import { readBudget } from './money.ts';
import { Unprovable } from './wire-fields.ts';

const PAGE_SIZE = 1000;
/** 50,000 of a kind: ten times what TikTok's help pages allow an ad account ("Ad account limits"). */
const MAX_PAGES = 50;
/** An id filter takes 100. */
const FILTER_SIZE = 100;
/** While others come and go, a list of several pages may pass over one. Then it is read again. */
const MAX_READINGS = 3;

type Of = Pick<BudgetPageQuery, 'advertiserId' | 'campaignIds' | 'adgroupIds'>;
type List<Row> = (query: BudgetPageQuery) => Promise<BudgetPage<Row>>;

/**
 * The budgets of an ad account as TikTok tells them now, of all its campaigns or of those given.
 *
 * @throws {Unprovable} when there are more than can be read, or the list does not hold still
 * @throws {TikTokApiError} whatever else went wrong
 */
export async function readBudgetState(
  deps: Deps,
  grant: Grant,
  advertiserId: string,
  decimals: number,
  campaignIds?: readonly string[],
): Promise<BudgetState> {
  const parts: Of[] =
    campaignIds === undefined
      ? [{ advertiserId }]
      : portions(campaignIds).map((some) => ({ advertiserId, campaignIds: some }));
  const state: BudgetState = { campaigns: new Map(), adgroups: new Map() };
  for (const of of parts) {
    const [campaigns, adgroups] = await Promise.all([
      readAll((query) => listCampaignBudgets(deps.tiktok, grant, query), of),
      readAll((query) => listAdgroupBudgets(deps.tiktok, grant, query), of),
    ]);
    for (const row of campaigns) state.campaigns.set(row.id, toCampaign(row, decimals));
    for (const row of adgroups) state.adgroups.set(row.id, toAdgroup(row, decimals));
  }
  return state;
}

/** The budgets of these ad groups, by id; those that TikTok does not list are left out. */
export async function readAdgroupsById(
  deps: Deps,
  grant: Grant,
  advertiserId: string,
  decimals: number,
  adgroupIds: readonly string[],
): Promise<Map<string, AdgroupBudget>> {
  const found = new Map<string, AdgroupBudget>();
  for (const some of portions(adgroupIds)) {
    const of = { advertiserId, adgroupIds: some };
    const rows = await readAll((query) => listAdgroupBudgets(deps.tiktok, grant, query), of);
    for (const row of rows) found.set(row.id, toAdgroup(row, decimals));
  }
  return found;
}

/** Every row, the pages after the first side by side; the pacing of calls is the client's. */
async function readAll<Row extends { id: string }>(list: List<Row>, of: Of): Promise<Row[]> {
  for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
    const first = await list({ ...of, page: 1, pageSize: PAGE_SIZE });
    if (first.totalPages > MAX_PAGES) throw new Unprovable('the ad account holds more than could be added up');
    const numbers = Array.from({ length: Math.max(0, first.totalPages - 1) }, (_, index) => index + 2);
    const others = await inParallel(numbers, (page) => list({ ...of, page, pageSize: PAGE_SIZE }));
    const rows = new Map([first, ...others].flatMap(({ items }) => items).map((row) => [row.id, row]));
    if (rows.size >= Math.max(first.totalNumber, ...others.map(({ totalNumber }) => totalNumber))) {
      return [...rows.values()];
    }
  }
  throw new Unprovable('TikTok’s list of the ad account changes faster than it can be read');
}

function portions(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / FILTER_SIZE) }, (_, index) =>
    ids.slice(index * FILTER_SIZE, (index + 1) * FILTER_SIZE),
  );
}

function toCampaign(row: CampaignBudgetRow, decimals: number): CampaignBudget {
  return {
    id: row.id,
    name: row.name,
    mode: row.budgetMode,
    budget: amountOf(row.budget, decimals),
    isShared: row.isBudgetOptimized,
    isOn: !OFF_STATUSES.includes(row.operationStatus),
    isChanged: false,
  };
}

function toAdgroup(row: AdgroupBudgetRow, decimals: number): AdgroupBudget {
  return {
    id: row.id,
    campaignKey: row.campaignId,
    name: row.name,
    mode: row.budgetMode,
    budget: amountOf(row.budget, decimals),
    nextBudget: amountOf(row.scheduledBudget, decimals),
    isOn: !OFF_STATUSES.includes(row.operationStatus),
    startsAt: parseTikTokTime(row.scheduleStartTime),
    // TikTok writes an end ten years out beside it.
    endsAt: row.scheduleType === 'SCHEDULE_FROM_NOW' ? null : parseTikTokTime(row.scheduleEndTime),
    isSmooth: row.pacing === 'PACING_MODE_SMOOTH',
    activeDays: activeDaysOf(row.dayparting),
    splitTestGroupId: row.splitTestGroupId,
    isChanged: false,
  };
}

/** None is 0. One that cannot be read must not count as none. */
function amountOf(value: number | string | null, decimals: number): bigint {
  if (value === null || value === '') return 0n;
  const amount = readBudget(value, decimals);
  if (amount === null) {
    throw new TikTokApiError({ kind: 'shape', message: 'a budget that is not an amount', mayHaveHappened: false });
  }
  return amount;
}
