/** Using audiences in ad groups (portal pages "Apply audiences to ad groups", "Get the application log of audiences"). */
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalText,
  paginate,
  requiredId,
  requiredIdList,
  requiredText,
  wholeNumber,
} from '../input.ts';
import { ownAudience, requireLive, visibleAudience } from './audience-access.ts';

const MAX_ADGROUPS = 100;
const MAX_AUDIENCES = 100;

/**
 * No ad groups live here, so every id counts as one of the ad account's. An audience cannot be included and excluded on
 * one ad group; the newer wish replaces the older one.
 */
function apply(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const audience = visibleAudience(call, advertiserId, requiredId(call.args, 'custom_audience_id'));
  const adgroupIds = requiredIdList(call.args, 'adgroup_ids', MAX_ADGROUPS);
  requiredText(call.args, 'action_mode');
  const actionMode = oneOf(call.args, 'action_mode', ['Apply', 'Disconnect'], 'Apply');
  requireLive(call, audience);
  if (audience.type === 'Lookalike Audience' && audience.subType === 'REACH_FREQUENCY')
    throw badArgument('custom_audience_id: A lookalike of the sub type REACH_FREQUENCY cannot be applied.');
  if (actionMode === 'Apply') requiredText(call.args, 'usage_mode');
  const usageMode = oneOf(call.args, 'usage_mode', ['Include', 'Exclude'], 'Include');
  const others = audience.applications.filter(({ adgroupId }) => !adgroupIds.includes(adgroupId));
  const at = call.state.clock.now();
  audience.applications =
    actionMode === 'Apply' ? [...adgroupIds.map((adgroupId) => ({ adgroupId, usageMode, at })), ...others] : others;
  return {};
}

/** For the ad account that made the audiences. */
function log(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const audienceIds = requiredIdList(call.args, 'custom_audience_ids', MAX_AUDIENCES);
  const page = wholeNumber(call.args, 'page', 1, 1, 1_000_000);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, 100);
  const format = timeFormat(optionalText(call.args, 'timezone') ?? 'UTC');
  const rows = audienceIds.flatMap((audienceId) =>
    ownAudience(call, advertiserId, audienceId).applications.map((application) => ({
      audience_id: audienceId,
      adgroup_id: application.adgroupId,
      adgroup_name: `Ad group ${application.adgroupId}`,
      usage_mode: application.usageMode,
      editor: 'open_api',
      action_timestamp: format.format(application.at),
    })),
  );
  return { advertiser_id: advertiserId, ...paginate(rows, page, pageSize) };
}

/** `YYYY-MM-DD HH:MM:SS` in a zone, which is how Swedish writes it. */
function timeFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  } catch {
    throw badArgument('timezone: Not a valid time zone.');
  }
}

const BASE_PATH = '/dmp/custom_audience/apply';

export const audienceApplyRoutes: readonly Route[] = [
  { method: 'POST', path: `${BASE_PATH}/`, auth: 'token', inSandbox: false, permission: '3', handle: apply },
  { method: 'GET', path: `${BASE_PATH}/log/`, auth: 'token', inSandbox: false, permission: '3', handle: log },
];
