import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import { badArgument, oneOf, requiredItems, requiredText } from '../input.ts';

const LEVELS = ['ALL', 'TO_COUNTRY', 'TO_PROVINCE', 'TO_CITY', 'TO_DISTRICT'] as const;

/** Countries of the simulated ad accounts. The location ids are made up: they are not those TikTok uses. */
const COUNTRIES: readonly [code: string, name: string, locationId: string, supportsBelow18: boolean][] = [
  ['AE', 'United Arab Emirates', '9000784', true],
  ['BR', 'Brazil', '9000076', true],
  ['DE', 'Germany', '9000276', false],
  ['ES', 'Spain', '9000724', false],
  ['FR', 'France', '9000250', false],
  ['GB', 'United Kingdom', '9000826', false],
  ['IL', 'Israel', '9000376', true],
  ['JP', 'Japan', '9000392', true],
  ['KR', 'South Korea', '9000410', true],
  ['MX', 'Mexico', '9000484', true],
  ['TH', 'Thailand', '9000764', true],
  ['US', 'United States', '9000840', true],
];

/**
 * Where ads can be shown (portal page "Get available locations", id 1737189539571713). There are countries only, with
 * nothing below them; placements and objective are asked for and change nothing.
 */
function regions(call: ApiCall): JsonValue {
  advertiserFor(call, 'read');
  if (requiredItems(call.args, 'placements').length === 0)
    throw badArgument('placements: Shorter than minimum length 1.');
  requiredText(call.args, 'objective_type');
  oneOf(call.args, 'level_range', LEVELS, 'ALL');
  return {
    region_list: COUNTRIES.map(([code]) => code),
    region_info: COUNTRIES.map(([code, name, locationId, supportsBelow18]) => ({
      location_id: locationId,
      name,
      parent_id: '0',
      region_code: code,
      country_code: code,
      next_level_ids: [],
      area_type: 'ADMIN',
      level: 'COUNTRY',
      support_below_18: supportsBelow18,
    })),
  };
}

/** Whether `/tool/region/` offers this location. */
export function isLocation(locationId: string): boolean {
  return COUNTRIES.some(([, , offered]) => offered === locationId);
}

export const toolRoutes: readonly Route[] = [
  { method: 'GET', path: '/tool/region/', auth: 'token', inSandbox: false, handle: regions },
];
