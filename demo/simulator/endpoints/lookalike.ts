import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalObject,
  requiredId,
  requiredIdList,
  requiredText,
} from '../input.ts';
import { requireLive, visibleAudience } from './audience-access.ts';
import { audienceName, SUB_TYPES } from './audience-arguments.ts';
import { isLocation } from './tool.ts';

const MINIMUM_SOURCE = 100;
const MAX_LOCATIONS = 100;
/** People per location. TikTok tells no sizes beforehand; these are made up so that each is larger than the one before. */
const PEOPLE = { NARROW: 500_000, BALANCED: 2_000_000, BROAD: 5_000_000 };
const SIZES = ['NARROW', 'BALANCED', 'BROAD'] as const;

/** A lookalike of an audience that has been processed (portal page "Create a lookalike audience"). */
function create(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'write');
  const name = audienceName(requiredText(call.args, 'custom_audience_name'));
  const subType = oneOf(call.args, 'audience_sub_type', SUB_TYPES, 'NORMAL');
  const spec = optionalObject(call.args, 'lookalike_spec');
  if (spec === null) throw badArgument('lookalike_spec: Missing data for required field.');

  const sourceId = requiredId(spec, 'source_audience_id');
  const includeSource = optionalBoolean(spec, 'include_source', false);
  const mobileOs = oneOf(spec, 'mobile_os', ['ALL', 'ANDROID', 'IOS'], 'ALL');
  const placements = readPlacements(spec['placements']);
  const locationIds = requiredIdList(spec, 'location_ids', MAX_LOCATIONS);
  const unknown = locationIds.find((locationId) => !isLocation(locationId));
  if (unknown !== undefined) throw badArgument(`location_ids: ${unknown} is not a location.`);
  requiredText(spec, 'audience_size');
  const size = oneOf(spec, 'audience_size', SIZES, 'BALANCED');

  const source = requireLive(call, visibleAudience(call, advertiserId, sourceId));
  // A lookalike of a lookalike is refused by our reading [unverified].
  if (source.type === 'Lookalike Audience') throw badArgument('source_audience_id: A lookalike cannot be the source.');
  const { coverNum } = call.state.audiences.view(source);
  if (coverNum < MINIMUM_SOURCE)
    throw badArgument(`source_audience_id: At least ${MINIMUM_SOURCE} users are required, there are ${coverNum}.`);

  const lookalike = call.state.audiences.createLookalike({
    advertiserId,
    name,
    subType,
    people: PEOPLE[size] * locationIds.length + (includeSource ? coverNum : 0),
    lookalikeSpec: {
      source_audience_id: sourceId,
      include_source: includeSource,
      mobile_os: mobileOs,
      placements,
      location_ids: locationIds,
      audience_size: size,
    },
  });
  return { custom_audience_id: lookalike.audienceId };
}

/** One word or a list of them: sources differ, and so do the words they give [unverified]. */
function readPlacements(value: unknown): string | string[] {
  const isWord = (word: unknown): word is string => typeof word === 'string' && word !== '';
  if (value === undefined || value === null) return ['TikTok'];
  if (isWord(value)) return value;
  if (Array.isArray(value) && value.length > 0 && value.every(isWord)) return value;
  throw badArgument('placements: Not a valid list.');
}

export const lookalikeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/dmp/custom_audience/lookalike/create/',
    auth: 'token',
    inSandbox: false,
    permission: '3',
    handle: create,
  },
];
