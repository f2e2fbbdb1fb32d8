/** Making and changing ad groups (portal pages "Create an ad group", "Update an ad group", "Update ad group budgets"). */
import {
  checkAdgroupBudget,
  checkNewAdgroup,
  readAdgroupExtras,
  readNewAdgroupBudget,
  readSchedule,
} from '../campaigns/adgroup-input.ts';
import { adgroupObstacle, campaignObstacle, changeable } from '../campaigns/change.ts';
import { MAX_ADGROUPS_PER_CAMPAIGN, type Adgroup } from '../campaigns/entities.ts';
import { isSame } from '../campaigns/extras.ts';
import { ADGROUP_FIELDS, scheduleOf } from '../campaigns/fields.ts';
import { requiredName } from '../campaigns/names.ts';
import { readRequestId } from '../campaigns/request-ids.ts';
import {
  BILLING_EVENTS,
  CREATION_STATUSES,
  OPERATION_STATUSES,
  OPTIMIZATION_GOALS,
  PACINGS,
} from '../campaigns/vocabulary.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalNumber,
  requiredId,
  requiredIdList,
  requiredObjects,
  requiredOneOf,
  type Arguments,
} from '../input.ts';
import { nextLocalMidnight } from '../local-days.ts';
import type { Advertiser } from '../world.ts';
import { wholeEntity } from './entity-list.ts';

const MAX_IDS = 20;
/** What an ad group is about stays as it was made: these are known, and a new value for one is refused [inferred]. */
const FIXED = ['campaign_id', 'budget_mode', 'billing_event', 'optimization_goal', 'promotion_type', 'placement_type'];

function create(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const account = state.campaigns.account(advertiser.advertiserId);
  const campaign = changeable(account.campaigns, requiredId(args, 'campaign_id'), 'campaign_id', campaignObstacle);
  const name = requiredName(args, 'adgroup_name');
  const billingEvent = requiredOneOf(args, 'billing_event', BILLING_EVENTS);
  const optimizationGoal = requiredOneOf(args, 'optimization_goal', OPTIMIZATION_GOALS);
  requiredOneOf(args, 'pacing', PACINGS);
  const operationStatus = oneOf(args, 'operation_status', CREATION_STATUSES, 'ENABLE');
  const sent = readAdgroupExtras(args);
  checkNewAdgroup(campaign, sent);
  // Enums nobody sets are null; an ad group of the seed has some.
  const extras = { promotion_type: null, ...sent };
  const budget = readNewAdgroupBudget(args, campaign);
  const schedule = readSchedule(args, budget.budgetMode, state.clock.now(), null);
  if (budget.budgetMode !== 'BUDGET_MODE_INFINITE')
    checkAdgroupBudget({ field: 'budget', amount: budget.budget, ...budget, schedule, extras, advertiser, spent: 0 });
  const requestId = readRequestId(args);

  const living = campaign.adgroups.filter((adgroup) => adgroup.operationStatus !== 'DELETE');
  const scope = `adgroup ${advertiser.advertiserId}`;
  const namesakes = living.filter((adgroup) => adgroup.name === name).map((adgroup) => adgroup.requestId);
  state.requestIds.check({ scope, requestId, field: 'adgroup_name', namesakes });
  if (living.length >= MAX_ADGROUPS_PER_CAMPAIGN)
    throw new TikTokFailure(40502, `A campaign can have at most ${MAX_ADGROUPS_PER_CAMPAIGN} ad groups.`);
  // What is reviewed is its ads; a reviewer turns the ad group itself down with a control call.
  const adgroup = state.campaigns.addAdgroup(
    campaign,
    { name, ...budget, optimizationGoal, billingEvent, operationStatus, schedule, extras, origin: 'api', requestId },
    'approve',
  );
  state.requestIds.remember(scope, requestId);
  return wholeEntity(call, ADGROUP_FIELDS, adgroup, advertiser);
}

function update(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const { adgroups } = state.campaigns.account(advertiser.advertiserId);
  const adgroup = changeable(adgroups, requiredId(args, 'adgroup_id'), 'adgroup_id', adgroupObstacle);
  const nowMs = state.clock.now();
  const fixed = FIXED.find((field) => {
    const value = args[field];
    return (
      value !== undefined &&
      value !== null &&
      !isSame(value as JsonValue, ADGROUP_FIELDS[field]?.(adgroup, advertiser, nowMs))
    );
  });
  if (fixed !== undefined) throw badArgument(`${fixed}: The field cannot be updated.`);

  const changes: Partial<Adgroup> = {};
  if (args['adgroup_name'] !== undefined) {
    const name = requiredName(args, 'adgroup_name');
    if (name !== adgroup.name) changes.name = name;
  }
  const schedule = readSchedule(args, adgroup.budgetMode, nowMs, scheduleOf(adgroup));
  if (!isSame({ ...schedule }, { ...scheduleOf(adgroup) })) changes.schedule = schedule;
  const extras = { ...adgroup.extras, ...readAdgroupExtras(args) };
  if (!isSame(extras, adgroup.extras)) changes.extras = extras;
  const budget = optionalNumber(args, 'budget');
  if (budget !== null && budget !== adgroup.budget) changes.budget = newBudget(adgroup, budget, 'budget', advertiser);
  if (Object.keys(changes).length === 0) throw new TikTokFailure(40012, 'Nothing has been changed.');
  state.campaigns.change(adgroup, changes);
  return wholeEntity(call, ADGROUP_FIELDS, adgroup, advertiser);
}

function newBudget(adgroup: Adgroup, amount: number, field: string, advertiser: Advertiser): number {
  const { budgetMode, extras, spent } = adgroup;
  if (budgetMode === 'BUDGET_MODE_INFINITE')
    throw badArgument(`${field}: The budget of ad group ${adgroup.adgroupId} is managed by its campaign.`);
  checkAdgroupBudget({ field, amount, budgetMode, schedule: scheduleOf(adgroup), extras, advertiser, spent });
  return amount;
}

/**
 * `budget` counts at once; `schedule_budget`, for daily budgets only, from the next day of the ad account on. All or
 * nothing, and what is answered is our reading [unverified].
 */
function updateBudgets(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const { adgroups } = state.campaigns.account(advertiser.advertiserId);
  const read = (list: string, field: string): { adgroup: Adgroup; amount: number }[] => {
    if (args[list] === undefined || args[list] === null) return [];
    return requiredObjects(args, list, MAX_IDS).map((item) => {
      const adgroup = changeable(adgroups, requiredId(item, 'adgroup_id'), 'adgroup_id', adgroupObstacle);
      return { adgroup, amount: newBudget(adgroup, requiredAmount(item, field), field, advertiser) };
    });
  };
  const now = read('budget', 'budget');
  const later = read('schedule_budget', 'schedule_budget');
  if (now.length + later.length === 0) throw badArgument('budget: Missing data for required field.');
  const total = later.find(({ adgroup }) => adgroup.budgetMode === 'BUDGET_MODE_TOTAL');
  if (total !== undefined)
    throw badArgument(`schedule_budget: Ad group ${total.adgroup.adgroupId} has a lifetime budget.`);
  if (later.length === 0 && now.every(({ adgroup, amount }) => adgroup.budget === amount))
    throw new TikTokFailure(40012, 'Nothing has been changed.');
  for (const { adgroup, amount } of now) state.campaigns.change(adgroup, { budget: amount });
  const at = nextLocalMidnight(state.clock.now(), advertiser.timezone);
  for (const { adgroup, amount } of later) state.campaigns.scheduleBudget(adgroup, amount, at);
  return { adgroup_ids: [...new Set([...now, ...later].map(({ adgroup }) => adgroup.adgroupId))] };
}

function requiredAmount(args: Arguments, field: string): number {
  const amount = optionalNumber(args, field);
  if (amount === null) throw badArgument(`${field}: Missing data for required field.`);
  return amount;
}

/** All or nothing, unless partial success is allowed. */
function updateStatus(call: ApiCall): JsonValue {
  const { args, state } = call;
  const { advertiserId } = advertiserFor(call, 'write');
  const adgroupIds = requiredIdList(args, 'adgroup_ids', MAX_IDS);
  const status = requiredOneOf(args, 'operation_status', OPERATION_STATUSES);
  const isPartial = optionalBoolean(args, 'allow_partial_success', false);
  const { adgroups } = state.campaigns.account(advertiserId);
  const found: Adgroup[] = [];
  const errors: { adgroup_id: string; error_message: string }[] = [];
  for (const adgroupId of adgroupIds) {
    try {
      found.push(changeable(adgroups, adgroupId, 'adgroup_ids', adgroupObstacle));
    } catch (error) {
      if (!isPartial || !(error instanceof TikTokFailure)) throw error;
      errors.push({ adgroup_id: adgroupId, error_message: error.message });
    }
  }
  for (const adgroup of found) state.campaigns.setStatus(adgroup, status);
  return {
    adgroup_ids: found.map(({ adgroupId }) => adgroupId),
    status,
    ...(isPartial ? { error_list: errors } : {}),
  };
}

const write = { method: 'POST', auth: 'token', inSandbox: true, permission: '2' } as const;

export const adgroupWriteRoutes: readonly Route[] = [
  { ...write, path: '/adgroup/create/', handle: create },
  { ...write, path: '/adgroup/update/', handle: update },
  { ...write, path: '/adgroup/budget/update/', handle: updateBudgets },
  { ...write, path: '/adgroup/status/update/', handle: updateStatus },
];
