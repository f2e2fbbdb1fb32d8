import { isAdvertiserKey } from './entries-advertisers.ts';
import { asRecord, instant, type JsonRecord } from './entries-fields.ts';

// An unknown notice is shown without knowing what is in it. So a value stays only when both its name and its form say that it is no
// person's: an id, a time, a small number, a switch, a constant of TikTok's. A lead's answers are a person's, whatever their form.

const MAX_DEPTH = 4;
const MAX_VALUES = 200;

/** Words in a name whose values are never kept, nor anything inside them. */
const PERSONAL_WORDS: ReadonlySet<string> = new Set(
  [
    'change changes answer answers field fields value values content contents contact contacts user users person people',
    'first last full street city state region postal post postcode plz tel mobile age gender sex ip openid open avatar',
    'title message messages msg text detail details description comment comments caption url link signature note notes',
  ].flatMap((line) => line.split(' ')),
);
/** The same wherever they stand in a name. */
const PERSONAL_PARTS = /phone|mail|address|birth|name|zip|passw|secret|token/i;
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const ID_NAME = /(^|_)ids?$/;
const TIME_NAME = /(^|_)(time|at|date)$/;
/** Words that say of themselves that they are one of a list. */
const ENUM_NAME = /(^|_)(status|type|level|source|entity|mode|action|category|product|products|object|reason_code)$/;
const CONSTANT = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const CONSTANT_WORD = /^[A-Z][A-Z0-9_]{1,63}$/;
const DECIMAL = /^-?\d{1,9}(?:\.\d{1,6})?$/;
/** Numbers from here on might be somebody's phone number. */
const MAX_PLAIN_NUMBER = 9_999_999;

/**
 * What may be shown of an entry nobody knows.
 *
 * @param advertiserId whose it is shown to: of other ad accounts, which may be other customers', nothing is left
 * @param named every ad account the entry names
 */
export function redact(entry: JsonRecord, advertiserId: string, named: readonly string[]): Record<string, unknown> {
  const others = new Set(named.filter((id) => id !== advertiserId));
  const budget = { left: MAX_VALUES };
  return redactRecord(entry, 0, { own: advertiserId, others }, budget) ?? {};
}

type Budget = { left: number };
/** Ad accounts: the one it is shown to, and the others that are named. */
type Named = { own: string; others: ReadonlySet<string> };

/** A name that is not plain may itself be somebody's, such as an address as the key. */
function isPersonal(name: string): boolean {
  if (!FIELD_NAME.test(name) || PERSONAL_PARTS.test(name)) return true;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
  return words.some((word) => PERSONAL_WORDS.has(word));
}

function redactRecord(
  record: JsonRecord,
  depth: number,
  accounts: Named,
  budget: Budget,
): Record<string, unknown> | undefined {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const isByAdvertiser = name === 'changed_metrics_values';
    if (budget.left <= 0) break;
    // Any other number may be somebody's, such as that of a phone.
    if (name !== accounts.own && !isByAdvertiser && isPersonal(name)) continue;
    const redacted = redactValue(name, value, depth, accounts, budget);
    if (redacted !== undefined) kept[name] = redacted;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function redactValue(name: string, value: unknown, depth: number, accounts: Named, budget: Budget): unknown {
  if (Array.isArray(value)) {
    if (depth >= MAX_DEPTH) return undefined;
    const items = value.flatMap((item) => redactValue(name, item, depth + 1, accounts, budget) ?? []);
    return items.length === 0 ? undefined : items;
  }
  const record = asRecord(value);
  if (record !== null) return depth >= MAX_DEPTH ? undefined : redactRecord(record, depth + 1, accounts, budget);
  const kept = redactScalar(name, value);
  if (kept === undefined || (isAdvertiserKey(name) && typeof kept === 'string' && accounts.others.has(kept)))
    return undefined;
  budget.left -= 1;
  return budget.left < 0 ? undefined : kept;
}

function redactScalar(name: string, value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  if (ID_NAME.test(name)) return /^\d{1,25}$/.test(String(value)) ? String(value) : undefined;
  if (TIME_NAME.test(name)) return instant(value) === null ? undefined : value;
  if (typeof value === 'number') return Math.abs(value) <= MAX_PLAIN_NUMBER ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (DECIMAL.test(value) && Math.abs(Number(value)) <= MAX_PLAIN_NUMBER) return value;
  const isConstant = CONSTANT.test(value) || (ENUM_NAME.test(name) && CONSTANT_WORD.test(value));
  return isConstant && value.length <= 64 ? value : undefined;
}
