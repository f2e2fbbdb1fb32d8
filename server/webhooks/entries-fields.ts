import type { EpochMs } from '../store/types.ts';

// Fields of a notice, read as TikTok writes them: ids as numbers or as text, times as epoch seconds or as text in UTC.

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value as an object with fields; null for everything else. */
export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;
}

/** An id as its digits; null without one. 0 is how TikTok leaves an id out, such as `library_id`. */
export function idText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  if (typeof value !== 'string') return null;
  const digits = value.trim();
  return /^[1-9]\d{0,24}$/.test(digits) ? digits : null;
}

/** Text that says something; null otherwise, also for "-", TikTok's sign for "none". */
export function text(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' || trimmed === '-' ? null : trimmed.slice(0, MAX_TEXT);
}

const MAX_TEXT = 2000;
const EARLIEST_MS = Date.UTC(2015, 0, 1);
const UTC_TEXT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?$/;

/** Epoch seconds or milliseconds, or text such as `2026-03-12 10:11:12`, which TikTok means in UTC; null for what is no time of TikTok's. */
export function instant(value: unknown): EpochMs | null {
  const at = readInstant(value);
  return at !== null && at >= EARLIEST_MS ? at : null;
}

function readInstant(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{9,13}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') return Number.isSafeInteger(number) ? (number < 1e11 ? number * 1000 : number) : null;
  const [, date, time] = typeof value === 'string' ? (UTC_TEXT.exec(value.trim()) ?? []) : [];
  if (date === undefined || time === undefined) return null;
  const at = Date.parse(`${date}T${time}Z`);
  return Number.isNaN(at) ? null : at;
}
