/** What a report is asked for (portal pages "Run a synchronous report", id 1740302848100353, and "FAQs"). */
import { TikTokFailure } from '../envelope.ts';
import { isRecord, parseExactJson } from '../exact-json.ts';
import {
  badArgument,
  oneOf,
  optionalBoolean,
  optionalText,
  optionalTextList,
  requiredOneOf,
  type Arguments,
} from '../input.ts';
import { dayAfter } from '../local-days.ts';
import { attributeDepth, isMetric } from './metrics.ts';

export const REPORT_TYPES = ['BASIC', 'AUDIENCE', 'PLAYABLE_MATERIAL', 'CATALOG', 'BC', 'TT_SHOP'] as const;
const DATA_LEVELS = ['AUCTION_ADVERTISER', 'AUCTION_CAMPAIGN', 'AUCTION_ADGROUP', 'AUCTION_AD'] as const;
export const LEVEL_IDS = ['advertiser_id', 'campaign_id', 'adgroup_id', 'ad_id'] as const;
const TIMES = ['stat_time_day', 'stat_time_hour'] as const;
/** How an audience is broken down, with the parts and the share of each. */
export const BREAKDOWNS: Readonly<Record<string, readonly (readonly [part: string, share: number])[]>> = {
  gender: [
    ['FEMALE', 0.54],
    ['MALE', 0.44],
    ['NONE', 0.02],
  ],
  age: [
    ['AGE_18_24', 0.34],
    ['AGE_25_34', 0.31],
    ['AGE_35_44', 0.18],
    ['AGE_45_54', 0.11],
    ['AGE_55_100', 0.06],
  ],
  platform: [
    ['ANDROID', 0.58],
    ['IPHONE', 0.42],
  ],
  placement: [['TikTok', 1]],
};
const CONFLICT = 'Conflict occurs. The input params including metrics and dimensions have no relation.';
const FILTER_TYPES = [
  'IN',
  'NOT_IN',
  'CONTAIN_ANY_OF',
  'MATCH',
  'GREATER_EQUAL',
  'GREATER_THAN',
  'LOWER_EQUAL',
  'LOWER_THAN',
  'BETWEEN',
  'RANGE',
] as const;
const ID_FILTERS = ['campaign_ids', 'adgroup_ids', 'ad_ids'];
export const STATUS_FILTERS = ['campaign_status', 'adgroup_status', 'ad_status'];
const NAME_FILTERS = ['campaign_name', 'adgroup_name', 'ad_name', 'objective_type', 'country_code'];

export interface ReportFilter {
  field: string;
  type: (typeof FILTER_TYPES)[number];
  /** Several for a list, one for anything else. */
  values: readonly string[];
}

export interface ReportQuery {
  reportType: (typeof REPORT_TYPES)[number];
  serviceType: 'AUCTION' | 'RESERVATION';
  /** 0 for the ad account to 3 for ads. */
  level: number;
  dimensions: readonly string[];
  metrics: readonly string[];
  isLifetime: boolean;
  /** Both included; any when it is for the whole lifetime. */
  from: string;
  to: string;
  filters: readonly ReportFilter[];
  orderField: string | null;
  isAscending: boolean;
  withTotals: boolean;
}

/**
 * Reads a query; an asynchronous one may span any time and name more ids.
 *
 * @throws {TikTokFailure} 40002, 40011
 */
export function readQuery(args: Arguments, isAsync: boolean): ReportQuery {
  const reportType = requiredOneOf(args, 'report_type', REPORT_TYPES);
  const serviceType = oneOf(args, 'service_type', ['AUCTION', 'RESERVATION'] as const, 'AUCTION');
  const level =
    reportType === 'BASIC' || reportType === 'AUDIENCE'
      ? DATA_LEVELS.indexOf(requiredOneOf(args, 'data_level', DATA_LEVELS))
      : 0;
  const dimensions = optionalTextList(args, 'dimensions') ?? [];
  if (dimensions.length === 0) throw badArgument('dimensions: Missing data for required field.');
  const metrics = optionalTextList(args, 'metrics') ?? ['spend', 'impressions'];
  const isLifetime = optionalBoolean(args, 'query_lifetime', false);
  if (reportType === 'BASIC' || reportType === 'AUDIENCE')
    checkRelation({ reportType, level, dimensions, metrics, isLifetime });
  const [from, to] = isLifetime ? ['0001-01-01', '9999-12-31'] : readDays(args, dimensions, isAsync);
  const orderField = optionalText(args, 'order_field');
  if (orderField !== null && ![...metrics, ...dimensions].includes(orderField))
    throw badArgument('order_field: Must be one of the metrics or dimensions of the report.');
  return {
    reportType,
    serviceType,
    level,
    dimensions,
    metrics,
    isLifetime,
    from,
    to,
    filters: readFilters(args, isAsync),
    orderField,
    isAscending: oneOf(args, 'order_type', ['DESC', 'ASC'] as const, 'DESC') === 'ASC',
    withTotals: optionalBoolean(args, 'enable_total_metrics', false),
  };
}

/** Which dimensions and metrics go together is our reading of many examples [inferred]. */
function checkRelation(
  query: Pick<ReportQuery, 'reportType' | 'level' | 'dimensions' | 'metrics' | 'isLifetime'>,
): void {
  const { reportType, level, dimensions, metrics, isLifetime } = query;
  const ids = dimensions.filter((name) => (LEVEL_IDS as readonly string[]).includes(name));
  const times = dimensions.filter((name) => (TIMES as readonly string[]).includes(name));
  const breakdowns = dimensions.filter((name) => Object.hasOwn(BREAKDOWNS, name));
  const countries = dimensions.filter((name) => name === 'country_code');
  const known = ids.length + times.length + breakdowns.length + countries.length;
  const isRelated =
    known === dimensions.length &&
    new Set(dimensions).size === dimensions.length &&
    ids.length <= 1 &&
    (ids.length === 0 || ids[0] === LEVEL_IDS[level]) &&
    times.length <= 1 &&
    !(isLifetime && times.length + countries.length > 0) &&
    (reportType === 'AUDIENCE'
      ? breakdowns.length + countries.length >= 1 && breakdowns.length <= 2 && times[0] !== 'stat_time_hour'
      : breakdowns.length === 0) &&
    metrics.every((name) => {
      const depth = attributeDepth(name);
      // Attributes belong to what the rows are about: there has to be an id.
      return depth === null ? isMetric(name) : ids.length === 1 && depth <= level;
    });
  if (!isRelated) throw badArgument(CONFLICT);
}

/** By hour one day, by day 30, without a time 365; both ends included. */
function readDays(args: Arguments, dimensions: readonly string[], isAsync: boolean): [from: string, to: string] {
  const from = readDay(args, 'start_date');
  const to = readDay(args, 'end_date');
  if (to < from) throw badArgument('end_date: Must not be earlier than start_date.');
  const max = dimensions.includes('stat_time_hour') ? 1 : dimensions.includes('stat_time_day') ? 30 : 365;
  if (!isAsync && to > dayAfter(from, max - 1))
    throw badArgument(`end_date: The time range must not exceed ${max} day${max === 1 ? '' : 's'}.`);
  return [from, to];
}

function readDay(args: Arguments, field: string): string {
  const day = optionalText(args, field);
  if (day === null || day === '') throw badArgument(`${field}: Missing data for required field.`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
    throw badArgument(`${field}: Not a valid date, YYYY-MM-DD.`);
  return day;
}

/** An array of filters, all of which have to hold. A value is text; a list is JSON inside that text. */
function readFilters(args: Arguments, isAsync: boolean): ReportFilter[] {
  const value = args['filtering'];
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) throw badArgument('filtering: Not a valid list.');
  return value.map((item: unknown) => {
    if (!isRecord(item)) throw badArgument('filtering: Not a valid object.');
    const field = optionalText(item, 'field_name') ?? '';
    const isKnown = [...ID_FILTERS, ...STATUS_FILTERS, ...NAME_FILTERS].includes(field) || isMetric(field);
    if (!isKnown) throw badArgument(`filtering: Unknown field ${field}.`);
    if (isAsync && !ID_FILTERS.includes(field) && !STATUS_FILTERS.includes(field) && field !== 'country_code')
      throw badArgument(`filtering: ${field} cannot filter an asynchronous report.`);
    const type = requiredOneOf(item, 'filter_type', FILTER_TYPES);
    const values = readFilterValues(item);
    const maxIds = isAsync ? 20_000 : 100;
    if (ID_FILTERS.includes(field) && values.length > maxIds)
      throw new TikTokFailure(40011, `filtering: At most ${maxIds} ids are allowed.`);
    return { field, type, values };
  });
}

function readFilterValues(item: Arguments): string[] {
  const text = optionalText(item, 'filter_value');
  if (text === null) throw badArgument('filter_value: Missing data for required field.');
  if (!text.trim().startsWith('[')) return [text];
  let list: unknown;
  try {
    list = parseExactJson(text);
  } catch {
    throw badArgument('filter_value: Not valid JSON.');
  }
  if (!Array.isArray(list)) throw badArgument('filter_value: Not a valid list.');
  return list.map(String);
}
