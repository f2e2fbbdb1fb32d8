/** Making and changing campaigns (portal pages "Create a campaign", "Update a campaign", "Update campaign statuses"). */
import { campaignObstacle, changeable } from '../campaigns/change.ts';
import { MAX_CAMPAIGNS_PER_ACCOUNT, type Campaign, type Extras } from '../campaigns/entities.ts';
import { isSame, readExtras } from '../campaigns/extras.ts';
import { CAMPAIGN_FIELDS } from '../campaigns/fields.ts';
import { checkBudget } from '../campaigns/money.ts';
import { requiredName } from '../campaigns/names.ts';
import { readRequestId } from '../campaigns/request-ids.ts';
import {
  BUDGET_MODES,
  CAMPAIGN_WORD_LISTS,
  CAMPAIGN_WORDS,
  CREATION_STATUSES,
  OBJECTIVES,
  OPERATION_STATUSES,
} from '../campaigns/vocabulary.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalNumber,
  optionalText,
  requiredId,
  requiredIdList,
  requiredOneOf,
  type Arguments,
} from '../input.ts';
import type { Advertiser } from '../world.ts';
import { wholeEntity } from './entity-list.ts';

const MAX_IDS = 20;
const MINIMUM_USD = 50;
const SHOP_MINIMUM_USD = 10;
const KEPT = [
  'campaign_type',
  'app_promotion_type',
  'app_id',
  'is_search_campaign',
  'special_industries',
  'virtual_objective_type',
  'sales_destination',
  'campaign_product_source',
  'catalog_enabled',
  'optimization_goal',
  'postback_window_mode',
  'po_number',
  'rta_id',
  'rta_bid_enabled',
  'rta_product_selection_enabled',
  'bid_type',
  'roas_bid',
  'deep_bid_type',
  'rf_campaign_type',
];
/** An update knows these and no others. */
const UPDATE_FIELDS = ['campaign_name', 'budget', 'special_industries', 'po_number'];

function create(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const { advertiserId } = advertiser;
  const name = requiredName(args, 'campaign_name');
  const objectiveType = requiredOneOf(args, 'objective_type', OBJECTIVES);
  const operationStatus = oneOf(args, 'operation_status', CREATION_STATUSES, 'ENABLE');
  if (objectiveType === 'RF_REACH' && operationStatus === 'DISABLE')
    throw badArgument('operation_status: A Reach & Frequency campaign cannot be created with the status DISABLE.');
  const isOptimized = optionalBoolean(args, 'budget_optimize_on', false);
  const extras = {
    ...readExtras(args, KEPT, CAMPAIGN_WORDS, CAMPAIGN_WORD_LISTS),
    ...(isOptimized ? { budget_optimize_on: true } : {}),
  };
  const budget = readBudget(args, { advertiser, objectiveType, isOptimized, extras });
  const requestId = readRequestId(args);

  const { campaigns } = state.campaigns.account(advertiserId);
  const living = [...campaigns.values()].filter((campaign) => campaign.operationStatus !== 'DELETE');
  const scope = `campaign ${advertiserId}`;
  const namesakes = living.filter((campaign) => campaign.name === name).map((campaign) => campaign.requestId);
  state.requestIds.check({ scope, requestId, field: 'campaign_name', namesakes });
  // Which code a full account gets is not published [unverified].
  if (living.length >= MAX_CAMPAIGNS_PER_ACCOUNT)
    throw new TikTokFailure(40502, `An ad account can have at most ${MAX_CAMPAIGNS_PER_ACCOUNT} campaigns.`);
  const campaign = state.campaigns.addCampaign(advertiserId, {
    name,
    objectiveType,
    ...budget,
    operationStatus,
    extras,
    origin: 'api',
    requestId,
  });
  state.requestIds.remember(scope, requestId);
  return wholeEntity(call, CAMPAIGN_FIELDS, campaign, advertiser);
}

/** Every objective but RF_REACH needs a mode; every mode but INFINITE an amount. */
function readBudget(
  args: Arguments,
  input: { advertiser: Advertiser; objectiveType: string; isOptimized: boolean; extras: Extras },
): Pick<Campaign, 'budgetMode' | 'budget'> {
  const { advertiser, objectiveType, isOptimized, extras } = input;
  const isMissing = args['budget_mode'] === undefined || args['budget_mode'] === null;
  if (isMissing && objectiveType === 'RF_REACH') return { budgetMode: 'BUDGET_MODE_INFINITE', budget: 0 };
  const budgetMode = requiredOneOf(args, 'budget_mode', BUDGET_MODES);
  if (budgetMode === 'BUDGET_MODE_INFINITE') {
    // There would be nothing to hand out [inferred].
    if (isOptimized) throw badArgument('budget_mode: Campaign budget optimization needs a daily or a lifetime budget.');
    return { budgetMode, budget: 0 };
  }
  const budget = requiredBudget(args);
  checkBudget({
    field: 'budget',
    amount: budget,
    currency: advertiser.currency,
    minimumUsd: minimumOf(objectiveType, extras),
    spent: 0,
  });
  return { budgetMode, budget };
}

function requiredBudget(args: Arguments): number {
  const budget = optionalNumber(args, 'budget');
  if (budget === null) throw badArgument('budget: Missing data for required field.');
  return budget;
}

/** "Shop-based" is what sells in a TikTok Shop. */
function minimumOf(objectiveType: string, extras: Extras): number {
  const isShop = objectiveType === 'PRODUCT_SALES' && extras['sales_destination'] === 'TIKTOK_SHOP';
  return isShop ? SHOP_MINIMUM_USD : MINIMUM_USD;
}

function update(call: ApiCall): JsonValue {
  const { args, state } = call;
  const advertiser = advertiserFor(call, 'write');
  const { campaigns } = state.campaigns.account(advertiser.advertiserId);
  const campaign = changeable(campaigns, requiredId(args, 'campaign_id'), 'campaign_id', campaignObstacle);
  const unknown = Object.keys(args).find(
    (field) => !['advertiser_id', 'campaign_id', ...UPDATE_FIELDS].includes(field),
  );
  if (unknown !== undefined) throw badArgument(`${unknown}: The field cannot be updated.`);

  const changes: Partial<Campaign> = {};
  if (args['campaign_name'] !== undefined) {
    const name = requiredName(args, 'campaign_name');
    if (name !== campaign.name) changes.name = name;
  }
  const budget = optionalNumber(args, 'budget');
  if (budget !== null && budget !== campaign.budget) {
    if (campaign.budgetMode === 'BUDGET_MODE_INFINITE')
      throw badArgument('budget: A campaign with BUDGET_MODE_INFINITE has no budget.');
    checkBudget({
      field: 'budget',
      amount: budget,
      currency: advertiser.currency,
      minimumUsd: minimumOf(campaign.objectiveType, campaign.extras),
      spent: campaign.spent,
    });
    changes.budget = budget;
  }
  const sent = readExtras(args, ['special_industries', 'po_number'], CAMPAIGN_WORDS, CAMPAIGN_WORD_LISTS);
  const extras = { ...campaign.extras, ...sent };
  if (!isSame(extras, campaign.extras)) changes.extras = extras;
  if (Object.keys(changes).length === 0) throw new TikTokFailure(40012, 'Nothing has been changed.');
  state.campaigns.change(campaign, changes);
  return wholeEntity(call, CAMPAIGN_FIELDS, campaign, advertiser);
}

/** All or nothing. */
function updateStatus(call: ApiCall): JsonValue {
  const { args, state } = call;
  const { advertiserId } = advertiserFor(call, 'write');
  const campaignIds = requiredIdList(args, 'campaign_ids', MAX_IDS);
  const status = requiredOneOf(args, 'operation_status', OPERATION_STATUSES);
  const postbackWindowMode = optionalText(args, 'postback_window_mode');
  const account = state.campaigns.account(advertiserId);
  const campaigns = campaignIds.map((id) => changeable(account.campaigns, id, 'campaign_ids', campaignObstacle));
  for (const campaign of campaigns) {
    state.campaigns.setStatus(campaign, status);
    if (postbackWindowMode !== null) campaign.extras = { ...campaign.extras, postback_window_mode: postbackWindowMode };
  }
  return {
    status,
    campaign_ids: campaignIds,
    campaign_list: campaigns.map(({ campaignId, extras }) => ({
      campaign_id: campaignId,
      status,
      postback_window_mode: extras['postback_window_mode'] ?? null,
    })),
  };
}

const write = { method: 'POST', auth: 'token', inSandbox: true, permission: '2' } as const;

export const campaignWriteRoutes: readonly Route[] = [
  { ...write, path: '/campaign/create/', handle: create },
  { ...write, path: '/campaign/update/', handle: update },
  { ...write, path: '/campaign/status/update/', handle: updateStatus },
];
