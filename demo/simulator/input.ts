/** Readers for arguments of API calls. Each failure is TikTok's 40002 with a sentence naming the argument. */
import { TikTokFailure } from './envelope.ts';
import { isRecord, parseExactJson } from './exact-json.ts';

/** Arguments by name: a parsed JSON body, a query, or the fields of a form. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The arguments of a query. Lists and objects travel as JSON text inside one value; repeated keys and comma lists are
 * not a list for TikTok, so only the first value of a name counts.
 */
export function queryArguments(query: URLSearchParams): Arguments {
  const args: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (name in args) continue;
    args[name] = /^\s*[[{]/.test(value) ? parseText(value, name) : value;
  }
  return args;
}

/** The 40002 every bad argument gets. */
export function badArgument(message: string): TikTokFailure {
  return new TikTokFailure(40002, message);
}

/** Text that must be there and not empty. */
export function requiredText(args: Arguments, name: string): string {
  const value = optionalText(args, name);
  if (value === null || value === '') throw badArgument(`${name}: Missing data for required field.`);
  return value;
}

/** Text, or null when absent. */
export function optionalText(args: Arguments, name: string): string | null {
  const value = args[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw badArgument(`${name}: Not a valid string.`);
  return value;
}

/** An id given as a number or as text; always text inside. */
export function requiredId(args: Arguments, name: string): string {
  const value = args[name];
  if (value === undefined || value === null || value === '')
    throw badArgument(`${name}: Missing data for required field.`);
  return idText(value, name);
}

/** A list of ids. */
export function requiredIdList(args: Arguments, name: string, max: number): string[] {
  const list = requiredList(args, name);
  if (list.length === 0) throw badArgument(`${name}: Shorter than minimum length 1.`);
  if (list.length > max) throw new TikTokFailure(40011, `${name}: Longer than maximum length ${max}.`);
  return list.map((item) => idText(item, name));
}

/** A list of text, or null when absent. */
export function optionalTextList(args: Arguments, name: string): string[] | null {
  if (args[name] === undefined || args[name] === null) return null;
  return requiredList(args, name).map((item) => {
    if (typeof item !== 'string') throw badArgument(`${name}: Not a valid string.`);
    return item;
  });
}

/** A list of ids, or null when absent. */
export function optionalIdList(args: Arguments, name: string, max: number): string[] | null {
  return args[name] === undefined || args[name] === null ? null : requiredIdList(args, name, max);
}

/** Ids that are not numbers, such as those of images and videos. */
export function requiredTextList(args: Arguments, name: string, max: number): string[] {
  const list = requiredList(args, name);
  if (list.length === 0) throw badArgument(`${name}: Shorter than minimum length 1.`);
  if (list.length > max) throw new TikTokFailure(40011, `${name}: Longer than maximum length ${max}.`);
  return optionalTextList(args, name) ?? [];
}

/** A list of objects. */
export function requiredObjects(args: Arguments, name: string, max: number): Arguments[] {
  const list = requiredList(args, name);
  if (list.length === 0) throw badArgument(`${name}: Shorter than minimum length 1.`);
  if (list.length > max) throw badArgument(`${name}: Longer than maximum length ${max}.`);
  return list.map((item) => {
    if (!isRecord(item)) throw badArgument(`${name}: Not a valid object.`);
    return item;
  });
}

/** A list of objects of any kind, unread. */
export function requiredItems(args: Arguments, name: string): readonly unknown[] {
  return requiredList(args, name);
}

/** A whole number between both ends, or the fallback when absent. A query brings it as text. */
export function wholeNumber<T extends number | null>(
  args: Arguments,
  name: string,
  fallback: T,
  min: number,
  max: number,
): number | T {
  const value = args[name];
  if (value === undefined || value === null || value === '') return fallback;
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw badArgument(`${name}: Not a valid integer.`);
  if (number < min || number > max) throw badArgument(`${name}: Must be between ${min} and ${max}.`);
  return number;
}

/** One of these words; the fallback when absent. */
export function oneOf<T extends string>(args: Arguments, name: string, words: readonly T[], fallback: T): T {
  const value = args[name];
  if (value === undefined || value === null) return fallback;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw badArgument(`${name}: Must be one of: ${words.join(', ')}.`);
  return word;
}

/** One of these words, which must be there. */
export function requiredOneOf<T extends string>(args: Arguments, name: string, words: readonly T[]): T {
  const value = args[name];
  if (value === undefined || value === null || value === '')
    throw badArgument(`${name}: Missing data for required field.`);
  return oneOf(args, name, words, words[0] as T);
}

/** A number, also one written as text; null when absent. */
export function optionalNumber(args: Arguments, name: string): number | null {
  const value = args[name];
  if (value === undefined || value === null || value === '') return null;
  // Numbers as text are taken as well, as TikTok's validation library does unless told otherwise [unverified].
  const number = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw badArgument(`${name}: Not a valid number.`);
  return number;
}

/** True or false, as a boolean or as text; the fallback when absent. */
export function optionalBoolean(args: Arguments, name: string, fallback: boolean): boolean {
  const value = args[name];
  if (value === undefined || value === null) return fallback;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw badArgument(`${name}: Not a valid boolean.`);
}

/** An object, or null when absent. */
export function optionalObject(args: Arguments, name: string): Arguments | null {
  const value = args[name];
  if (value === undefined || value === null || value === '') return null;
  if (!isRecord(value)) throw badArgument(`${name}: Not a valid object.`);
  return value;
}

/** An object that must be there. */
export function requiredObject(args: Arguments, name: string): Arguments {
  const value = optionalObject(args, name);
  if (value === null) throw badArgument(`${name}: Missing data for required field.`);
  return value;
}

/** The page asked for, with `page_info` for the answer. */
export function paginate<T>(
  items: readonly T[],
  page: number,
  pageSize: number,
): { list: T[]; page_info: Record<string, number> } {
  const start = (page - 1) * pageSize;
  return {
    list: items.slice(start, start + pageSize),
    page_info: {
      page,
      page_size: pageSize,
      total_number: items.length,
      total_page: Math.ceil(items.length / pageSize),
    },
  };
}

function requiredList(args: Arguments, name: string): unknown[] {
  const value = args[name];
  if (value === undefined || value === null || value === '')
    throw badArgument(`${name}: Missing data for required field.`);
  if (!Array.isArray(value)) throw badArgument(`${name}: Not a valid list.`);
  return value;
}

function parseText(text: string, name: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw badArgument(`${name}: Not valid JSON.`);
  }
}

function idText(value: unknown, name: string): string {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) throw badArgument(`${name}: Not a valid id.`);
  return text;
}
