import { AppError } from '../errors.ts';
import { parseExactJson } from '../tiktok/index.ts';

/** The ids in a call that say whose it is. */
export interface NamedIds {
  readonly advertiserIds: ReadonlySet<string>;
  readonly bcIds: ReadonlySet<string>;
}

/** What `NamedIds` is gathered in. */
export interface IdCollector extends NamedIds {
  readonly advertiserIds: Set<string>;
  readonly bcIds: Set<string>;
}

export function createIdCollector(): IdCollector {
  return { advertiserIds: new Set(), bcIds: new Set() };
}

const ID = /^\d{1,24}$/;
/** TikTok takes 100 in one call. */
const MAX_IDS = 1_000;
/** Deeper than anything TikTok documents; walking it must not end in a stack overflow elsewhere. */
const MAX_DEPTH = 64;

const TARGET_NAMES: ReadonlySet<string> = new Set(['advertiser_id', 'advertiser_ids', 'bc_id']);

/** Whether a field of this name says whose the call is. */
export function isTargetName(name: string): boolean {
  return TARGET_NAMES.has(name);
}

/** Names as TikTok writes them: nobody takes one of these for another. */
const PLAIN = /^[a-z0-9_]+$/;
const FOLDED_NAMES: ReadonlySet<string> = new Set([...TARGET_NAMES].map(fold));
const LONGEST_ODD_NAME = 1_000;

/**
 * A name that some readers may take for one of the three: in other letters, as camelCase, with blanks or brackets around. Such a one
 * would name an ad account past the check.
 */
export function isDisguised(name: string): boolean {
  return !PLAIN.test(name) && FOLDED_NAMES.has(fold(name.slice(0, LONGEST_ODD_NAME)));
}

/** What is left where neither case nor what separates words counts; the long s of old prints is an s to some readers. */
function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}

/** @throws {AppError} invalid_request */
export function refuseDisguised(name: string): void {
  if (isDisguised(name))
    throw new AppError('invalid_request', `${JSON.stringify(name.slice(0, 80))} is not how TikTok writes it.`);
}

/** A name may be written with escapes: `advertiser\u005fid`. */
const MAY_HOLD_ID = /advertiser_?id|bc_?id|\\u/i;
const NAMES_ID = /advertiser_?id|bc_?id/i;

/**
 * Notes the ids of a field from a query or form, where arrays and objects are JSON text.
 *
 * @throws {AppError} invalid_request - an id that is none
 */
export function collectFromText(ids: IdCollector, name: string, text: string): void {
  if (name === 'advertiser_id') addId(ids.advertiserIds, name, text);
  else if (name === 'bc_id') addId(ids.bcIds, name, text);
  else if (name === 'advertiser_ids') collectList(ids, name, parseText(name, text));
  else {
    refuseDisguised(name);
    // Objects in text: cheap to tell for the many that hold nothing of it.
    if (!MAY_HOLD_ID.test(text) || !/^\s*[[{]/.test(text)) return;
    // Text that only looks like JSON stays text, as long as it names nothing.
    if (/\\u/.test(text) && !NAMES_ID.test(text) && !isJson(text)) return;
    collectFromJson(ids, parseText(name, text));
  }
}

/**
 * Notes the ids of a JSON value, at whatever depth they stand.
 *
 * @throws {AppError} invalid_request - an id that is none, or nesting beyond 64 levels
 */
export function collectFromJson(ids: IdCollector, root: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) throw new AppError('invalid_request', 'The JSON is nested too deeply.');
    if (Array.isArray(value)) {
      for (const item of value as unknown[])
        if (typeof item === 'object' && item !== null) open.push({ value: item, depth: depth + 1 });
      continue;
    }
    for (const name in value) {
      const member = (value as Record<string, unknown>)[name];
      collectMember(ids, name, member);
      if (typeof member === 'object' && member !== null) open.push({ value: member, depth: depth + 1 });
    }
  }
}

function collectMember(ids: IdCollector, name: string, member: unknown): void {
  if (name === 'advertiser_id') addId(ids.advertiserIds, name, member);
  else if (name === 'bc_id') addId(ids.bcIds, name, member);
  else if (name === 'advertiser_ids') collectList(ids, name, member);
  else refuseDisguised(name);
}

function collectList(ids: IdCollector, name: string, value: unknown): void {
  // One id without brackets is taken for a list of one by some.
  if (!Array.isArray(value)) addId(ids.advertiserIds, name, value);
  else for (const item of value as unknown[]) addId(ids.advertiserIds, name, item);
}

function addId(to: Set<string>, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof id !== 'string' || !ID.test(id))
    throw new AppError('invalid_request', `${name} must be an id of TikTok’s: digits.`, {
      errors: [{ path: name, message: 'must be digits, as text' }],
    });
  to.add(id);
  if (to.size > MAX_IDS) throw new AppError('invalid_request', `${name} names more than ${MAX_IDS} at once.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parseText(name: string, text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw new AppError('invalid_request', `${name} must be JSON text, such as ["123"].`, {
      errors: [{ path: name, message: 'must be JSON text' }],
    });
  }
}
