import type { Attribute } from '../../shared/identifiers/attributes.ts';
import type { CsvSource } from './flow-options.ts';

// A list that somebody pastes: one person a line, by an email, a phone number, a device id or a hash of one of them. Only the
// kind of each line is judged here; what it says is normalised and hashed in the worker, as a file's values are.

/** Kinds of line, in the order of the columns that the worker reads. */
export const LIST_KINDS = ['email', 'phone', 'googleAdvertisingId', 'appleIdfa'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Whose the device ids are; `case`: Apple's in capitals, Google's in small letters, as both systems mostly write them. */
export const DEVICES_AS = ['case', 'googleAdvertisingId', 'appleIdfa'] as const;
export type DevicesAs = (typeof DEVICES_AS)[number];

/** What a person says about lines that nobody can tell by their looks. */
export interface ListChoices {
  hashedAs?: ListKind;
  devicesAs?: DevicesAs;
}

export interface ListFacts {
  /** Lines that are not blank. */
  lines: number;
  found: Readonly<Partial<Record<Attribute, number>>>;
  /** SHA-256 or MD5 hashes, whose kind nobody can see: `hashedAs` says what they are. Counted in `found` as that. */
  hashed: number;
  hashedAs: ListKind;
  /** Device ids, which look alike whoever gave them: `devicesAs` says whose they are. Counted in `found` as that. */
  devices: number;
  devicesAs: DevicesAs;
  /** Nothing of it is counted or sent then. */
  isTooLong: boolean;
  /** Lines that are none of these; they go along so that they are counted and named among the rejected. */
  unreadable: number;
}

/** Beyond this a text field is slow to work with, and a file is the better way. */
const MAX_LIST_LENGTH = 5_000_000;

const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/i;
const DEVICE_ID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const PHONE = /^[+(]?[\d\s().\-/\u2013\u00a0]+$/;
const SEPARATOR = /[\r\n]+/;

const isDevice = (line: string): boolean => line.includes('-') && DEVICE_ID.test(line);

/** The kind of one line; null when it is none. */
export function kindOf(line: string, devicesAs: DevicesAs = 'case'): ListKind | 'hashed' | null {
  if (line.includes('@')) return 'email';
  if (isDevice(line)) {
    if (devicesAs !== 'case') return devicesAs;
    return /[A-F]/.test(line) ? 'appleIdfa' : 'googleAdvertisingId';
  }
  if (HASH.test(line)) return 'hashed';
  if (PHONE.test(line) && line.replace(/\D/g, '').length >= 5) return 'phone';
  return null;
}

/** Lines as people paste them: also separated by commas or semicolons, in quotes, in angle brackets. */
function* linesOf(text: string): Generator<string> {
  for (const raw of text.split(SEPARATOR)) {
    for (const part of raw.split(/[;,\t]/)) {
      const line = part.trim().replace(/^(?:[^<]*<)?["']?\s*|\s*["']?>?$/g, '');
      if (line !== '') yield line;
    }
  }
}

/** @param choices `hashedAs`: what hashes are of, by default what most other lines are; `devicesAs`: by default `case` */
export function readList(text: string, { hashedAs, devicesAs = 'case' }: ListChoices = {}): ListFacts | null {
  if (text.length > MAX_LIST_LENGTH)
    return { lines: 0, found: {}, hashed: 0, hashedAs: 'email', devices: 0, devicesAs, isTooLong: true, unreadable: 0 };
  const found: Partial<Record<ListKind, number>> = {};
  let [lines, hashed, devices, unreadable] = [0, 0, 0, 0];
  for (const line of linesOf(text)) {
    lines++;
    const kind = kindOf(line, devicesAs);
    if (isDevice(line)) devices++;
    if (kind === null) unreadable++;
    else if (kind === 'hashed') hashed++;
    else found[kind] = (found[kind] ?? 0) + 1;
  }
  if (lines === 0) return null;
  const most = LIST_KINDS.toSorted((left, right) => (found[right] ?? 0) - (found[left] ?? 0))[0] ?? 'email';
  const kind = hashedAs ?? most;
  if (hashed > 0) found[kind] = (found[kind] ?? 0) + hashed;
  return { lines, found, hashed, hashedAs: kind, devices, devicesAs, isTooLong: false, unreadable };
}

/** The list as the worker reads it: a column for each kind, without names. What is unreadable stands in the first kind's column. */
function toListFile(text: string, { found, hashedAs, devicesAs }: ListFacts): Blob {
  const fallback = LIST_KINDS.findIndex((kind) => (found[kind] ?? 0) > 0);
  const rows: string[] = [];
  for (const line of linesOf(text)) {
    const kind = kindOf(line, devicesAs);
    const column = kind === null ? Math.max(0, fallback) : LIST_KINDS.indexOf(kind === 'hashed' ? hashedAs : kind);
    const cells = LIST_KINDS.map((_, index) => (index === column ? `"${line.replaceAll('"', '""')}"` : ''));
    rows.push(cells.join(','));
  }
  return new Blob([rows.join('\n'), '\n'], { type: 'text/csv' });
}

const DIALECT = { delimiter: ',', quote: '"', encoding: 'utf-8' } as const;

/** A pasted list as the flow takes a file. @param asksConsent the person has said that everybody in it agreed */
export function listSource(text: string, facts: ListFacts, asksConsent: boolean): CsvSource {
  return {
    kind: 'csv',
    file: toListFile(text, facts),
    columns: Object.fromEntries(LIST_KINDS.map((kind, index) => [kind, index])),
    dialect: DIALECT,
    hasHeader: false,
    ...(asksConsent ? { consent: 'given' } : {}),
  };
}
