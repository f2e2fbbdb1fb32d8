import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import type { CallAnswer } from '../guard-shapes/index.ts';
import { parseExactJson } from '../tiktok/index.ts';

// What a call has made, or was told to change. A call may say more than TikTok reads of it, so what its path is about counts; TikTok's
// answers name parents beside the thing itself, so there, and where the path does not say, the narrowest counts.

/** Of a path `/campaign/…`, `/smart_plus/campaign/…` or `/dmp/custom_audience/…`: the fields that name what it is about. */
const FIELDS_OF: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    campaign: ['campaign_ids', 'campaign_id'],
    adgroup: ['adgroup_ids', 'adgroup_id'],
    ad: ['smart_plus_ad_ids', 'smart_plus_ad_id', 'ad_ids', 'aco_ad_ids', 'ad_id'],
    custom_audience: ['custom_audience_ids', 'custom_audience_id'],
  }),
);

/** Some calls about ads name their ad group alone. */
const PARENT_FIELDS = ['adgroup_ids', 'adgroup_id', 'ad_group_id', 'campaign_ids', 'campaign_id'] as const;

const ID_FIELDS = [
  'smart_plus_ad_ids',
  'smart_plus_ad_id',
  'ad_ids',
  'aco_ad_ids',
  'ad_id',
  ...PARENT_FIELDS,
  'custom_audience_ids',
  'custom_audience_id',
  'video_ids',
  'video_id',
  'image_ids',
  'image_id',
  'split_test_group_id',
  'task_id',
] as const;
/** Lists whose entries name what they are about. */
const LISTS = ['creatives', 'budget', 'schedule_budget'] as const;
const MAX_IDS = 100;

type Fields = Readonly<Record<string, unknown>>;

/** Ids as text, at most 100. Of something made the answer tells them, of something changed the call. Pure. */
export function entityIdsOf(
  call: Pick<GuardedCall, 'actions' | 'path' | 'body'>,
  answer: Pick<CallAnswer, 'body'> | null,
): string[] {
  const isMade = /\/(?:create|upload)\/$/.test(call.path);
  const told = answer === null ? [] : idsIn(dataOf(answer));
  const asked = isMade ? [] : askedOf(call);
  const said = asked.length > 0 ? asked : told;
  return (said.length > 0 || isMade ? said : firstOf(callFields(call), PARENT_FIELDS)).slice(0, MAX_IDS);
}

function askedOf(call: Pick<GuardedCall, 'path' | 'body'>): string[] {
  const fields = callFields(call);
  const names = FIELDS_OF.get(levelOf(call.path));
  if (names === undefined) return idsIn(fields);
  const entries = LISTS.flatMap((list) => (Array.isArray(fields[list]) ? fields[list] : [])).filter(isRecord);
  const all = [fields, ...entries].flatMap((each) => names.flatMap((name) => idsAt(each, name)));
  return [...new Set(all)];
}

function levelOf(path: string): string {
  const [first = '', second = ''] = path.split('/').filter((folder) => folder !== '');
  return first === 'smart_plus' || first === 'dmp' ? second : first;
}

function idsIn(fields: Fields): string[] {
  for (const list of LISTS) {
    const entries = fields[list];
    const ids = Array.isArray(entries) ? entries.filter(isRecord).flatMap((entry) => firstOf(entry, ID_FIELDS)) : [];
    if (ids.length > 0) return [...new Set(ids)];
  }
  return firstOf(fields, ID_FIELDS);
}

function firstOf(fields: Fields, names: readonly string[]): string[] {
  for (const field of names) {
    const ids = idsAt(fields, field);
    if (ids.length > 0) return ids;
  }
  return [];
}

function idsAt(fields: Fields, field: string): string[] {
  const value = fields[field];
  return (Array.isArray(value) ? value : [value]).filter(isId).map(String);
}

/** `data` is an object, or for videos a list of one. */
function dataOf({ body }: Pick<CallAnswer, 'body'>): Fields {
  try {
    const envelope = parseExactJson(body.toString('utf8'));
    const data = isRecord(envelope) ? envelope['data'] : null;
    const one: unknown = Array.isArray(data) ? data[0] : data;
    return isRecord(one) ? one : {};
  } catch {
    // No envelope: there are no ids to note.
    return {};
  }
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '' && value.length <= 200) || typeof value === 'number';
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
