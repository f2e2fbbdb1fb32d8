/** What `/campaign/get/`, `/adgroup/get/` and `/ad/get/` have in common: filters, fields and pages. */
import type { FieldReaders } from '../campaigns/fields.ts';
import { isUnder, PRIMARY_STATUSES, type DeliveryStatus } from '../campaigns/statuses.ts';
import { advertiserFor, type ApiCall } from '../call.ts';
import { formatUtc } from '../clock.ts';
import type { JsonValue } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalObject,
  optionalText,
  optionalTextList,
  paginate,
  requiredIdList,
  wholeNumber,
  type Arguments,
} from '../input.ts';
import type { Advertiser } from '../world.ts';

const MAX_IDS = 100;
const MAX_PAGE = 1_000_000;
const MAX_PAGE_SIZE = 1_000;
const DEFAULT_ORIGINS = ['TT_ADS_PLATFORM'];
const DEFAULT_BUYING_TYPES = ['AUCTION', 'RESERVATION_RF'];
/** Filters every level knows beside its own. */
const COMMON_FILTERS = [
  'primary_status',
  'secondary_status',
  'buying_types',
  'campaign_system_origins',
  'creation_filter_start_time',
  'creation_filter_end_time',
];

export interface Level<T> {
  fields: FieldReaders<T>;
  /** Filters that hold ids, with the id of an entity each compares. */
  idFilters: Readonly<Record<string, (entity: T) => string>>;
  /** Filters that hold a text of their own. */
  textFilters: Readonly<Record<string, (entity: T, text: string) => boolean>>;
  status: (entity: T, advertiser: Advertiser, nowMs: number) => DeliveryStatus;
  createdAt: (entity: T) => number;
  entities: (call: ApiCall, advertiserId: string) => Iterable<T>;
}

/** Name filters find what contains the text, in any case [unverified: TikTok calls them "fuzzy" and says no more]. */
export function containsText(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.toLowerCase());
}

/** A whole entity, as the answer to its creation or change shows it. */
export function wholeEntity<T>(
  call: ApiCall,
  fields: FieldReaders<T>,
  entity: T,
  advertiser: Advertiser,
): Record<string, JsonValue> {
  const nowMs = call.state.clock.now();
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => field !== 'secondary_status' || call.environment === 'production')
      .map(([field, read]) => [field, read(entity, advertiser, nowMs)]),
  );
}

/** One page of a level, in the order of creation, newest first. */
export function listEntities<T>(call: ApiCall, level: Level<T>): JsonValue {
  const advertiser = advertiserFor(call, 'read');
  const page = wholeNumber(call.args, 'page', 1, 1, MAX_PAGE);
  const pageSize = wholeNumber(call.args, 'page_size', 10, 1, MAX_PAGE_SIZE);
  const fields = readFields(call, level);
  const excluded = optionalTextList(call.args, 'exclude_field_types_in_response') ?? [];
  const nowMs = call.state.clock.now();
  const isWanted = readFilters(optionalObject(call.args, 'filtering') ?? {}, level, advertiser, nowMs);
  const found = [...level.entities(call, advertiser.advertiserId)].filter(isWanted).toReversed();
  const { list, page_info } = paginate(found, page, pageSize);
  return {
    list: list.map((entity) => {
      const values = fields.map((field): [string, JsonValue] => [
        field,
        level.fields[field]?.(entity, advertiser, nowMs),
      ]);
      const kept = excluded.includes('NULL_FIELD') ? values.filter(([, value]) => value !== null) : values;
      return Object.fromEntries(kept);
    }),
    page_info,
  };
}

function readFields<T>(call: ApiCall, { fields }: Level<T>): string[] {
  const wanted = optionalTextList(call.args, 'fields') ?? Object.keys(fields);
  const unknown = wanted.find((field) => !Object.hasOwn(fields, field));
  if (unknown !== undefined) throw badArgument(`fields: Invalid field ${unknown}.`);
  // Nothing is delivered in the sandbox, so there is no delivery status (portal page "Get campaigns").
  return call.environment === 'sandbox' ? wanted.filter((field) => field !== 'secondary_status') : wanted;
}

function readFilters<T>(
  filtering: Arguments,
  level: Level<T>,
  advertiser: Advertiser,
  nowMs: number,
): (entity: T) => boolean {
  const known = [...COMMON_FILTERS, ...Object.keys(level.idFilters), ...Object.keys(level.textFilters)];
  const unknown = Object.keys(filtering).find((key) => !known.includes(key));
  if (unknown !== undefined) throw badArgument(`filtering: Unknown field ${unknown}.`);
  const primary = oneOf(filtering, 'primary_status', PRIMARY_STATUSES, 'STATUS_NOT_DELETE');
  const secondary = optionalText(filtering, 'secondary_status');
  const from = optionalText(filtering, 'creation_filter_start_time');
  const to = optionalText(filtering, 'creation_filter_end_time');
  // Everything here is bought by auction on the ads platform.
  const isOfferedKind =
    (optionalTextList(filtering, 'buying_types') ?? DEFAULT_BUYING_TYPES).includes('AUCTION') &&
    (optionalTextList(filtering, 'campaign_system_origins') ?? DEFAULT_ORIGINS).includes('TT_ADS_PLATFORM');

  const checks: ((entity: T) => boolean)[] = [];
  for (const [name, idOf] of Object.entries(level.idFilters)) {
    if (filtering[name] === undefined) continue;
    const ids = new Set(requiredIdList(filtering, name, MAX_IDS));
    checks.push((entity) => ids.has(idOf(entity)));
  }
  for (const [name, isMatch] of Object.entries(level.textFilters)) {
    const text = optionalText(filtering, name);
    if (text !== null) checks.push((entity) => isMatch(entity, text));
  }
  if (from !== null) checks.push((entity) => formatUtc(level.createdAt(entity)) >= from);
  if (to !== null) checks.push((entity) => formatUtc(level.createdAt(entity)) <= to);
  return (entity) => {
    if (!isOfferedKind || !checks.every((check) => check(entity))) return false;
    const status = level.status(entity, advertiser, nowMs);
    return isUnder(status, primary) && (secondary === null || status.secondary === secondary);
  };
}
