import type { AccountCampaigns, Ad, Adgroup, Campaign } from '../campaigns/entities.ts';
import { currencyRule } from '../campaigns/money.ts';
import { adgroupStatus, adStatus, campaignStatus, isUnder, type DeliveryStatus } from '../campaigns/statuses.ts';
import { localDay, formatLocal } from '../local-days.ts';
import type { Advertiser } from '../world.ts';
import { activityOf, type Activity } from './activity.ts';
import { addCounts, noCounts, partOf, type Counts } from './counts.ts';
import { metricNumber, metricText, type Subject } from './metrics.ts';
import { BREAKDOWNS, LEVEL_IDS, STATUS_FILTERS, type ReportFilter, type ReportQuery } from './query.ts';

/** One line of a report, before it is written. */
export interface ReportRow {
  /** Values in the order of the query's dimensions. */
  dimensions: readonly string[];
  subject: Subject;
  counts: Counts;
}

export interface ReportSource {
  seed: string;
  advertiser: Advertiser;
  account: AccountCampaigns;
  timezone: string;
  nowMs: number;
  /** Whether countries are shown by name, as asynchronous reports do. */
  namesCountries: boolean;
}

type Entity = Campaign | Adgroup | Ad;
/** Some activity, or none, of a subject. */
type Stretch = Subject & Pick<Activity, 'day' | 'counts'>;

/** The lines of one ad account, in the order in which they come up: by entity, then by time. */
export function rowsOf(query: ReportQuery, source: ReportSource): ReportRow[] {
  // Another kind of buying than by auction, or of report than the simulator has: fine, and empty.
  if (query.serviceType !== 'AUCTION' || !['BASIC', 'AUDIENCE'].includes(query.reportType)) return [];
  const { advertiser } = source;
  const rows = new Map<string, ReportRow>();
  const isShown = entityFilter(query, source);
  const hasTime = query.dimensions.some((name) => name.startsWith('stat_time_'));
  // With a time, lines without data are left out; without one there may be zeros.
  if (!hasTime && query.dimensions.includes(LEVEL_IDS[query.level] ?? '')) {
    for (const subject of subjectsOf(query.level, source)) {
      if (!isShown(subject)) continue;
      for (const part of splitUp(query, source, { ...subject, day: '', counts: noCounts() }))
        rows.set(keyOf(part.dimensions), { ...part, subject: atLevel(subject, query.level) });
    }
  }
  for (const activity of activityOf({ ...source, from: query.from, to: query.to })) {
    const subject: Stretch = { advertiser, ...activity };
    // Spending nobody in particular is behind shows at the levels above.
    if (entityAt(subject, query.level) === null && query.level > 0) continue;
    if (!isShown(subject)) continue;
    for (const part of splitUp(query, source, subject)) {
      const key = keyOf(part.dimensions);
      const row = rows.get(key);
      if (row === undefined) rows.set(key, { ...part, subject: atLevel(subject, query.level) });
      else addCounts(row.counts, part.counts);
    }
  }
  const measured = query.filters.filter(({ field }) => isMeasured(field));
  return [...rows.values()].filter(({ counts }) =>
    measured.every((filter) => compares(metricNumber(filter.field, counts), filter)),
  );
}

/** The total of several lines. */
export function totalOf(rows: readonly ReportRow[]): Counts {
  const total = noCounts();
  for (const { counts } of rows) addCounts(total, counts);
  return total;
}

/** In the order asked for; otherwise as they are. */
export function sortRows(rows: ReportRow[], { orderField, isAscending, dimensions }: ReportQuery): ReportRow[] {
  if (orderField === null) return rows;
  const sign = isAscending ? 1 : -1;
  const at = dimensions.indexOf(orderField);
  return rows.toSorted((one, other) => {
    const difference =
      at >= 0
        ? (one.dimensions[at] ?? '').localeCompare(other.dimensions[at] ?? '')
        : metricNumber(orderField, one.counts) - metricNumber(orderField, other.counts);
    return sign * difference;
  });
}

/** The metrics of a line by name, as text. */
export function metricsOf({ counts, subject }: ReportRow, metrics: readonly string[]): Record<string, string> {
  return Object.fromEntries(metrics.map((name) => [name, metricText(name, counts, subject)]));
}

function keyOf(dimensions: readonly string[]): string {
  return dimensions.join('\n');
}

function* subjectsOf(level: number, { account, advertiser }: ReportSource): Generator<Subject> {
  if (level === 0) yield { advertiser, campaign: null, adgroup: null, ad: null };
  else if (level === 1)
    for (const campaign of account.campaigns.values()) yield { advertiser, campaign, adgroup: null, ad: null };
  else if (level === 2)
    for (const adgroup of account.adgroups.values())
      yield { advertiser, campaign: adgroup.campaign, adgroup, ad: null };
  else
    for (const ad of account.ads.values()) yield { advertiser, campaign: ad.adgroup.campaign, adgroup: ad.adgroup, ad };
}

function atLevel({ advertiser, campaign, adgroup, ad }: Subject, level: number): Subject {
  return {
    advertiser,
    campaign: level >= 1 ? campaign : null,
    adgroup: level >= 2 ? adgroup : null,
    ad: level >= 3 ? ad : null,
  };
}

function entityAt({ campaign, adgroup, ad }: Subject, level: number): Entity | null {
  return [null, campaign, adgroup, ad][level] ?? null;
}

/** Some activity in the pieces the dimensions cut it into. */
function splitUp(
  { dimensions }: ReportQuery,
  { advertiser, timezone, nowMs, namesCountries }: ReportSource,
  stretch: Stretch,
): Pick<ReportRow, 'dimensions' | 'counts'>[] {
  const { precision } = currencyRule(advertiser.currency);
  let parts: { values: string[]; counts: Counts }[] = [{ values: [], counts: stretch.counts }];
  for (const name of dimensions) {
    const cuts = BREAKDOWNS[name] ?? (name === 'stat_time_hour' ? hoursOf(stretch.day, timezone, nowMs) : null);
    if (cuts === null) {
      const value = plainValue(name, stretch, namesCountries);
      parts = parts.map(({ values, counts }) => ({ values: [...values, value], counts }));
    } else parts = parts.flatMap(({ values, counts }) => cut(cuts, values, counts, precision));
  }
  const isHourly = dimensions.includes('stat_time_hour');
  return parts
    .filter(({ counts }) => !isHourly || counts.impressions > 0 || counts.spend > 0)
    .map(({ values, counts }) => ({ dimensions: values, counts: { ...counts } }));
}

function cut(
  cuts: readonly (readonly [part: string, share: number])[],
  values: readonly string[],
  counts: Counts,
  precision: number,
): { values: string[]; counts: Counts }[] {
  let from = 0;
  return cuts.map(([part, share], index) => {
    const to = index === cuts.length - 1 ? 1 : from + share;
    const piece = { values: [...values, part], counts: partOf(counts, from, to, precision) };
    from = to;
    return piece;
  });
}

/** The hours of a day that have begun, with more going on in the evening. */
function hoursOf(day: string, timezone: string, nowMs: number): [hour: string, share: number][] {
  const isToday = localDay(nowMs, timezone) === day;
  const last = isToday ? Number(formatLocal(nowMs, timezone).slice(11, 13)) : 23;
  const weights = Array.from({ length: last + 1 }, (_, hour) => 1 + hour / 8);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight, hour) => [`${day} ${String(hour).padStart(2, '0')}:00:00`, weight / sum]);
}

function plainValue(name: string, stretch: Stretch, namesCountries: boolean): string {
  const { advertiser, campaign, adgroup, ad, day } = stretch;
  if (name === 'stat_time_day') return `${day} 00:00:00`;
  if (name === 'country_code') return namesCountries ? countryName(advertiser.country) : advertiser.country;
  if (name === 'advertiser_id') return advertiser.advertiserId;
  if (name === 'campaign_id') return campaign?.campaignId ?? '-';
  if (name === 'adgroup_id') return adgroup?.adgroupId ?? '-';
  return ad?.adId ?? '-';
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

function countryName(code: string): string {
  return countries.of(code) ?? code;
}

/** Deleted entities are left out unless a status filter of their level says otherwise (portal page "FAQs"). */
function entityFilter(
  { filters, level }: ReportQuery,
  { advertiser, nowMs }: ReportSource,
): (subject: Subject) => boolean {
  const statusField = STATUS_FILTERS[level - 1];
  const wanted = filters.find(({ field }) => field === statusField)?.values ?? ['STATUS_NOT_DELETE'];
  const named = filters.filter(({ field }) => !STATUS_FILTERS.includes(field) && !isMeasured(field));
  return (subject) => {
    const status = statusAt(subject, level, advertiser, nowMs);
    if (status !== null && !wanted.some((word) => isUnder(status, word) || status.secondary === word)) return false;
    return named.every((filter) => {
      const value = textOf(filter.field, subject);
      return value === null || compares(value, filter);
    });
  };
}

function statusAt(
  { campaign, adgroup, ad }: Subject,
  level: number,
  advertiser: Advertiser,
  nowMs: number,
): DeliveryStatus | null {
  if (level === 3 && ad !== null) return adStatus(ad, advertiser, nowMs);
  if (level === 2 && adgroup !== null) return adgroupStatus(adgroup, advertiser, nowMs);
  return level === 1 && campaign !== null ? campaignStatus(campaign, advertiser) : null;
}

function textOf(field: string, { advertiser, campaign, adgroup, ad }: Subject): string | null {
  if (field === 'campaign_ids') return campaign?.campaignId ?? null;
  if (field === 'adgroup_ids') return adgroup?.adgroupId ?? null;
  if (field === 'ad_ids') return ad?.adId ?? null;
  if (field === 'campaign_name') return campaign?.name ?? null;
  if (field === 'adgroup_name') return adgroup?.name ?? null;
  if (field === 'ad_name') return ad?.name ?? null;
  if (field === 'objective_type') return campaign?.objectiveType ?? null;
  return advertiser.country;
}

const NAMED = ['campaign_ids', 'adgroup_ids', 'ad_ids', 'campaign_name', 'adgroup_name', 'ad_name', 'objective_type'];

function isMeasured(field: string): boolean {
  return !NAMED.includes(field) && !STATUS_FILTERS.includes(field) && field !== 'country_code';
}

function compares(value: string | number, { type, values }: ReportFilter): boolean {
  const [low, high] = values.map(Number);
  const number = Number(value);
  if (type === 'IN' || type === 'CONTAIN_ANY_OF') return values.includes(String(value));
  if (type === 'NOT_IN') return !values.includes(String(value));
  if (type === 'MATCH')
    return String(value)
      .toLowerCase()
      .includes((values[0] ?? '').toLowerCase());
  if (low === undefined) return false;
  if (type === 'GREATER_EQUAL') return number >= low;
  if (type === 'GREATER_THAN') return number > low;
  if (type === 'LOWER_EQUAL') return number <= low;
  if (type === 'LOWER_THAN') return number < low;
  return number >= low && number <= (high ?? low);
}
