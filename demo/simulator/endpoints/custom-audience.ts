import { AUDIENCE_TYPES } from '../audiences/calculate-type.ts';
import type { Audience, AudienceView } from '../audiences/audience.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { formatUtc } from '../clock.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalText,
  optionalTextList,
  paginate,
  requiredId,
  requiredIdList,
  requiredText,
  wholeNumber,
  type Arguments,
} from '../input.ts';
import { ownAudience, ownership, requireLive, visibleAudience } from './audience-access.ts';
import { audienceName, SUB_TYPES } from './audience-arguments.ts';

const MAX_FILE_PATHS = 500;
const MAX_IDS = 100;
const ACTIONS = ['APPEND', 'REMOVE', 'REPLACE'] as const;

function create(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const name = audienceName(requiredText(call.args, 'custom_audience_name'));
  const paths = filePaths(call.args);
  if (paths === null) throw badArgument('file_paths: Missing data for required field.');
  requiredText(call.args, 'calculate_type');
  const calculateType = oneOf(call.args, 'calculate_type', AUDIENCE_TYPES, 'MULTIPLE_TYPES');
  const subType = oneOf(call.args, 'audience_sub_type', SUB_TYPES, 'NORMAL');
  const retentionDays = wholeNumber(call.args, 'retention_in_days', null, 1, 365);
  optionalBoolean(call.args, 'audience_enhancement', false);

  const { audiences } = call.state;
  const files = audiences.files.open(advertiserId, paths, calculateType);
  const audience = audiences.create({ advertiserId, name, files, calculateType, subType, retentionDays });
  return { custom_audience_id: audience.audienceId };
}

/**
 * Without `action` the files REPLACE the list (portal page "Update an audience"). Everything is checked before anything
 * changes.
 */
async function update(call: ApiCall): Promise<JsonValue> {
  const { advertiserId } = advertiserFor(call, 'write');
  const { audiences } = call.state;
  const audience = ownAudience(call, advertiserId, requiredId(call.args, 'custom_audience_id'));
  const newName = optionalText(call.args, 'custom_audience_name');
  const paths = filePaths(call.args);
  const subType = oneOf(call.args, 'audience_sub_type', SUB_TYPES, audience.subType);
  if (newName === null && paths === null && call.args['audience_sub_type'] === undefined) {
    throw badArgument('custom_audience_name or file_paths: Missing data for required field.');
  }
  requireLive(call, audience);
  if (audience.type === 'Lookalike Audience' && call.args['audience_sub_type'] !== undefined)
    throw badArgument('audience_sub_type: The sub type of a lookalike cannot be changed.');
  if (audience.subType === 'REACH_FREQUENCY' && subType === 'NORMAL')
    throw badArgument('audience_sub_type: REACH_FREQUENCY cannot be changed back to NORMAL.');

  if (subType !== audience.subType) {
    // Other changes in the same call are ignored.
    audiences.changeToReachFrequency(audience);
    return {};
  }
  const name = newName === null ? null : audienceName(newName);
  if (paths !== null) {
    const action = oneOf(call.args, 'action', ACTIONS, 'REPLACE');
    if (audience.type !== 'Customer File Audience' || audience.calculateType === null)
      throw badArgument('file_paths: Only a customer file audience takes files.');
    await audiences.applyFiles(audience, action, audiences.files.open(advertiserId, paths, audience.calculateType));
  }
  if (name !== null) audiences.rename(audience, name);
  return {};
}

function details(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const audienceIds = requiredIdList(call.args, 'custom_audience_ids', MAX_IDS);
  const historySize = wholeNumber(call.args, 'history_size', 100, 1, 100);
  const found = audienceIds.map((audienceId) => visibleAudience(call, advertiserId, audienceId));
  return {
    list: found.map((audience) => ({
      audience_details: audienceDetails(audience, call.state.audiences.view(audience), advertiserId),
      audience_history: audience.history.slice(0, historySize).map((entry) => ({
        action: entry.action,
        action_detail: entry.actionDetail,
        editor: 'open_api',
        msg: entry.msg,
        opt_time: formatUtc(entry.at),
      })),
    })),
  };
}

function list(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const page = wholeNumber(call.args, 'page', 1, 1, 1_000_000);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, 100);
  const { audiences } = call.state;
  const result = paginate(audiences.listVisible(advertiserId), page, pageSize);
  return {
    list: result.list.map((audience) => {
      const view = audiences.view(audience);
      return {
        audience_id: audience.audienceId,
        name: audience.name,
        audience_type: audience.type,
        calculate_type: audience.calculateType,
        cover_num: view.coverNum,
        create_time: formatUtc(audience.createdAt),
        expired_time: formatUtc(view.expiresAt),
        is_valid: view.isValid,
        is_expiring: view.isExpiring,
        ...ownership(audience, advertiserId),
      };
    }),
    page_info: result.page_info,
  };
}

/** All or none: an id out of reach leaves every audience in place. */
function remove(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const audienceIds = requiredIdList(call.args, 'custom_audience_ids', MAX_IDS);
  const found = audienceIds.map((audienceId) => ownAudience(call, advertiserId, audienceId));
  for (const audience of found) call.state.audiences.delete(audience.audienceId);
  return {};
}

function audienceDetails(audience: Audience, view: AudienceView, advertiserId: string): JsonValue {
  return {
    audience_id: audience.audienceId,
    name: audience.name,
    type: audience.type,
    audience_sub_type: audience.subType,
    calculate_type: audience.calculateType,
    cover_num: view.coverNum,
    is_valid: view.isValid,
    is_expiring: view.isExpiring,
    is_auto_refresh: false,
    ...ownership(audience, advertiserId),
    owner_id: audience.advertiserId,
    rule: '{"inclusions": null, "exclusions": null}',
    lookalike_spec: audience.lookalikeSpec,
    msg: view.msg,
    error_msg: null,
    create_time: formatUtc(audience.createdAt),
    expired_time: formatUtc(view.expiresAt),
  };
}

function filePaths(args: Arguments): string[] | null {
  const paths = optionalTextList(args, 'file_paths');
  if (paths === null) return null;
  if (paths.length < 1 || paths.length > MAX_FILE_PATHS)
    throw badArgument(`file_paths: Length must be between 1 and ${MAX_FILE_PATHS}.`);
  return paths;
}

const BASE_PATH = '/dmp/custom_audience';

export const customAudienceRoutes: readonly Route[] = [
  { method: 'POST', path: `${BASE_PATH}/create/`, auth: 'token', inSandbox: false, permission: '3', handle: create },
  { method: 'POST', path: `${BASE_PATH}/update/`, auth: 'token', inSandbox: false, permission: '3', handle: update },
  { method: 'GET', path: `${BASE_PATH}/get/`, auth: 'token', inSandbox: false, permission: '3', handle: details },
  { method: 'GET', path: `${BASE_PATH}/list/`, auth: 'token', inSandbox: false, permission: '3', handle: list },
  { method: 'POST', path: `${BASE_PATH}/delete/`, auth: 'token', inSandbox: false, permission: '3', handle: remove },
];
