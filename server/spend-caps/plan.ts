import { classify, type GuardedCall } from '../call-catalogue/index.ts';
import {
  type Change,
  changeAdgroup,
  changeAdgroupBudgets,
  changeCampaign,
  createAdgroup,
  createCampaign,
  createSplitTest,
  moveSplitTest,
  promoteWinner,
  turnOn,
} from './changes.ts';
import { idsOf, Unprovable } from './wire-fields.ts';

/** What a call is to the caps of an ad account, known before anything is read. */
export type Plan =
  /** It raises nothing: no budget, no schedule, and it turns nothing on. */
  | { readonly kind: 'pass' }
  /** It could spend, and how much cannot be added up. `reason` ends a sentence that begins "because". */
  | { readonly kind: 'unprovable'; readonly reason: string }
  | { readonly kind: 'weigh'; readonly change: Change };

type Fields = Readonly<Record<string, unknown>>;

const PASS: Plan = { kind: 'pass' };

/**
 * What has to be weighed of a call, as it would be sent. Ads have no budget, and budgets count whether or not ads run: calls about ads
 * pass. So does what only lowers or stops, and what says nothing of money.
 */
export function planOf(call: GuardedCall): Plan {
  const weigh = WEIGHED[call.path];
  if (weigh === undefined || call.method !== 'POST') {
    return classify(call).isBudgetRelevant
      ? { kind: 'unprovable', reason: 'what it may spend is in no budget that could be added up here' }
      : PASS;
  }
  try {
    // TikTok documents the body. Nobody says that it never looks into the query.
    if (hasAny(call.query, ANY_MONEY)) throw new Unprovable('its query speaks of budgets, which belong into its body');
    return weigh(requireJson(call));
  } catch (error) {
    if (error instanceof Unprovable) return { kind: 'unprovable', reason: error.reason };
    throw error;
  }
}

/** Members that money or running hang on. One that is new to us and speaks of a budget is among them. */
const CAMPAIGN_MONEY = /budget|operation_status|schedule/;
const ADGROUP_MONEY = /budget|operation_status|schedule_(?:type|start|end)|^(?:pacing|dayparting)$/;
const ANY_MONEY = /budget|operation_status|schedule|^(?:pacing|dayparting)$/;

/** The calls whose budgets can be added up, by path. */
const WEIGHED: Readonly<Record<string, (fields: Fields) => Plan>> = {
  '/campaign/create/': (fields) => (isMadePaused(fields) ? PASS : weighed(createCampaign(fields))),
  '/campaign/update/': (fields) => (hasAny(fields, CAMPAIGN_MONEY) ? weighed(changeCampaign(fields)) : PASS),
  '/campaign/status/update/': (fields) =>
    isStopped(fields) ? PASS : weighed(turnOn('campaign', idsOf(fields['campaign_ids'], 'campaign_ids'))),
  '/adgroup/create/': (fields) => (isMadePaused(fields) ? PASS : weighed(createAdgroup(fields))),
  '/adgroup/update/': (fields) => (hasAny(fields, ADGROUP_MONEY) ? weighed(changeAdgroup(fields)) : PASS),
  '/adgroup/budget/update/': (fields) => weighed(changeAdgroupBudgets(fields)),
  '/adgroup/status/update/': (fields) =>
    isStopped(fields) ? PASS : weighed(turnOn('adgroup', idsOf(fields['adgroup_ids'], 'adgroup_ids'))),
  '/split_test/create/': (fields) => weighed(createSplitTest(fields)),
  '/split_test/update/': (fields) => weighed(moveSplitTest(fields)),
  '/split_test/promote/': (fields) => weighed(promoteWinner(fields)),
};

function weighed(change: Change): Plan {
  return { kind: 'weigh', change };
}

function requireJson({ body }: GuardedCall): Fields {
  if (body.kind === 'json') return body.value;
  if (body.kind === 'none') return {};
  throw new Unprovable('its body is not JSON');
}

/** TikTok's default is ENABLE, so nothing but the word itself counts. */
function isMadePaused(fields: Fields): boolean {
  return fields['operation_status'] === 'DISABLE';
}

function isStopped(fields: Fields): boolean {
  return fields['operation_status'] === 'DISABLE' || fields['operation_status'] === 'DELETE';
}

function hasAny(fields: Fields, names: RegExp): boolean {
  return Object.entries(fields).some(([name, value]) => names.test(name) && value !== null && value !== undefined);
}
