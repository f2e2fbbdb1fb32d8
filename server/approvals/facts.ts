import type { Approval } from '../../shared/approvals.ts';
import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import { mayCarryPeople } from './private-families.ts';

type Fact = Approval['facts'][number];

/** A person reads them: what does not fit on a screen or two helps nobody to decide. */
const MAX_FACTS = 60;
const MAX_VALUE_CHARACTERS = 200;
const MAX_FIELD_CHARACTERS = 80;
/** Of a longer list only the beginning is shown, with how many there are. */
const SHOWN_VALUES = 5;
/** Of a list of objects, such as the ads of one call. */
const SHOWN_OBJECTS = 3;
const MAX_DEPTH = 4;

/**
 * What a call does hangs on these, by TikTok's own names. They are looked at and shown before all others: fields that TikTok does not
 * know cost a caller nothing, and a thousand of them must not push these out of sight.
 */
const DECISIVE =
  /^(?:(?:material_)?(?:operation_)?status|budget(?:_mode|_optimize_on)?|scheduled?_budget|schedule_(?:type|start_time|end_time)|(?:start|end)_time|(?:conversion_)?bid(?:_price)?|roas_bid|(?:campaign|adgroup|ad|custom_audience)_(?:name|ids?)|creatives|creative_list|adgroup_list)(?: \(query\))?$/;
/** Of one object within others: so that a wide one leaves room for the next. */
const MAX_FACTS_OF_ITEM = 24;
const MORE = '…';

/** Never shown, whatever is in it. */
const HIDDEN_FIELD =
  /e-?mail|phone|passw|secret|token|credential|contact|(first|last|full|user|display)_?name|user_agent|idfa|gaid|aaid|external_id|(^|_)(ip|sha256|address)(_|$)/i;
/** Text that names a person wherever it stands. */
const PERSONAL_VALUE = /[^\s@]+@[^\s@]+\.[^\s@]+|^\+\d[\d\s().-]{6,}$/;
const HIDDEN = '(not shown)';

/** What a person wants to know first. */
const ORDER: readonly RegExp[] = [
  /(^|\.|_)name$/,
  /status|operation/,
  /budget|bid|price|amount|(^|_)cap(_|$)|roas/,
  /schedule|(^|_)time(_|$)|date|dayparting/,
  /objective|optimi[sz]ation|billing|pacing|goal/,
  /_ids?$/,
];

/**
 * What a call says, field by field, for the person who decides on it: names, statuses, budgets and schedules first. Long
 * values and lists are cut. Of calls that may carry people only names of things, ids, constants, numbers and counts are told.
 */
export function factsOf(call: Pick<GuardedCall, 'family' | 'query' | 'body' | 'advertiserId'>): Fact[] {
  const fields: Record<string, unknown> = { ...callFields(call) };
  for (const [name, value] of Object.entries(call.query)) {
    // Nobody says that TikTok never looks into the query of a POST: what stands in both is told twice.
    fields[Object.hasOwn(fields, name) ? `${name} (query)` : name] = value;
  }
  // It stands beside the facts anyway.
  if (fields['advertiser_id'] === call.advertiserId) delete fields['advertiser_id'];
  const isPrivate = mayCarryPeople(call.family) || call.body.kind === 'form';
  const gathered: Gathered = { facts: [], isCutShort: false };
  gather(fields, '', 1, isPrivate, gathered, MOST_LOOKED_AT);
  const told = gathered.facts.map((fact, index) => ({ ...fact, index, rank: rankOf(fact.field) }));
  const chosen = told
    .toSorted((one, other) => one.weight - other.weight || one.rank - other.rank || one.index - other.index)
    .slice(0, told.length > MAX_FACTS || gathered.isCutShort ? MAX_FACTS - 1 : MAX_FACTS)
    .sort((one, other) => one.rank - other.rank || one.weight - other.weight || one.index - other.index)
    .map(({ field, value }) => ({ field, value }));
  const hidden = told.length - chosen.length;
  if (gathered.isCutShort) chosen.push({ field: MORE, value: `more than ${hidden} others are not shown` });
  else if (hidden > 0) chosen.push({ field: MORE, value: `${hidden} others are not shown` });
  return chosen;
}

/** Looked at, not shown: what is beyond it is sorted by importance only among these. */
const MOST_LOOKED_AT = MAX_FACTS * 4;

interface Gathered {
  /** The lower the weight, the sooner it is shown: decisive ones of the call itself, then those within, then all others. */
  readonly facts: (Fact & { weight: number })[];
  isCutShort: boolean;
}

function gather(
  fields: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
  isPrivate: boolean,
  gathered: Gathered,
  most: number,
): void {
  const { facts } = gathered;
  const end = Math.min(MOST_LOOKED_AT, facts.length + most);
  const names = Object.keys(fields);
  const inOrder = [...names.filter((name) => DECISIVE.test(name)), ...names.filter((name) => !DECISIVE.test(name))];
  for (const name of inOrder) {
    const value = fields[name];
    if (value === null || value === undefined || value === '') continue;
    if (facts.length >= end) {
      gathered.isCutShort = true;
      return;
    }
    const isDecisive = DECISIVE.test(name) && (prefix === '' || DECISIVE.test(prefix.split('.')[0] ?? ''));
    const weight = isDecisive ? depth : MAX_DEPTH + depth;
    const field = cut(`${prefix}${plain(beginningOf(name))}`, MAX_FIELD_CHARACTERS);
    const push = (text: string, of = field): void => void facts.push({ field: of, value: text, weight });
    if (HIDDEN_FIELD.test(beginningOf(name))) push(HIDDEN);
    else if (Array.isArray(value)) gatherList(value, field, depth, isPrivate, gathered, push);
    else if (typeof value !== 'object') push(textOf(name, value, isPrivate));
    else if (isPrivate || depth >= MAX_DEPTH) push(counted(Object.keys(value).length, 'field'));
    else gather(value as Record<string, unknown>, `${field}.`, depth + 1, isPrivate, gathered, MAX_FACTS_OF_ITEM);
  }
}

type Push = (text: string, of?: string) => void;

function gatherList(
  list: readonly unknown[],
  field: string,
  depth: number,
  isPrivate: boolean,
  gathered: Gathered,
  push: Push,
): void {
  const objects = list.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
  if (objects.length > 0) {
    push(counted(list.length, 'entry', 'entries'));
    if (isPrivate || depth >= MAX_DEPTH) return;
    tellOfTheRest(objects.slice(SHOWN_OBJECTS), `${field}.${SHOWN_OBJECTS + 1}–${list.length}`, push);
    objects.slice(0, SHOWN_OBJECTS).forEach((item, index) => {
      gather(item, `${field}.${index + 1}.`, depth + 1, isPrivate, gathered, MAX_FACTS_OF_ITEM);
    });
    return;
  }
  // Ids of audiences may be told; a list of anything else may be one of people.
  if (isPrivate && !list.every((item) => /^\d{5,24}$/.test(String(item)) && field.endsWith('_ids'))) {
    push(counted(list.length, 'value'));
    return;
  }
  const shown = list.slice(0, SHOWN_VALUES).map((item) => textOf(field, item, isPrivate));
  const rest = list.length > shown.length ? ` … (${list.length})` : '';
  push(list.length === 0 ? 'none' : cut(shown.join(', '), MAX_VALUE_CHARACTERS) + rest);
}

/** Of those that are not shown one by one, what they say about money and running: the largest amounts first. */
function tellOfTheRest(rest: readonly Readonly<Record<string, unknown>>[], field: string, push: Push): void {
  for (const name of TOLD_OF_ALL) {
    const values = new Set(
      rest.map((item) => item[name]).filter((value) => typeof value === 'string' || typeof value === 'number'),
    );
    if (values.size === 0) continue;
    const sorted = [...values].sort((one, other) => Number(other) - Number(one) || 0);
    const shown = sorted.slice(0, SHOWN_VALUES).map((value) => textOf(name, value, false));
    const more = sorted.length > shown.length ? ` … (${sorted.length})` : '';
    push(cut(shown.join(', '), MAX_VALUE_CHARACTERS) + more, `${field}.${name}`);
  }
}

const TOLD_OF_ALL = ['operation_status', 'budget', 'budget_mode', 'schedule_budget', 'scheduled_budget'] as const;

function textOf(name: string, value: unknown, isPrivate: boolean): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  const text = plain(beginningOf(String(value)));
  if (PERSONAL_VALUE.test(text)) return HIDDEN;
  if (isPrivate && !isTellable(name, text)) return HIDDEN;
  return cut(withoutQuery(text), MAX_VALUE_CHARACTERS);
}

/** The MD5 that stands for an uploaded file: what the approval is about, and what a person can compare. */
const FILE_SIGNATURE = /^(?:(?:image|video|music|file)_)?signature$/;

/** The name of a thing, an id, a number, one of TikTok's constants, or the MD5 of a file. */
function isTellable(name: string, text: string): boolean {
  if (FILE_SIGNATURE.test(name)) return /^[0-9a-f]{32}$/i.test(text);
  return /(^|_)name$/.test(name) || /^-?\d+(\.\d+)?$/.test(text) || /^[A-Z][A-Z0-9_]*$/.test(text);
}

/** What stands behind the question mark of an address may let somebody in. */
function withoutQuery(text: string): string {
  return /^https?:\/\//i.test(text) ? text.replace(/\?.*$/s, '?…') : text;
}

/** Text without what could make a line read other than it is: control characters, marks of direction, half characters. */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** More than is ever shown, so that nobody looks through a megabyte. */
function beginningOf(text: string): string {
  return text.slice(0, 3 * MAX_VALUE_CHARACTERS);
}

function cut(text: string, max: number): string {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function rankOf(field: string): number {
  const rank = ORDER.findIndex((pattern) => pattern.test(field));
  return rank === -1 ? ORDER.length : rank;
}
