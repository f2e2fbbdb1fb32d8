import { isAscii, isUtf8 } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { NewNotice } from '../store/webhooks.ts';

/** How far the time of a `TikTok-Signature` may be from ours, in either direction. */
export const TIMESTAMP_TOLERANCE_MS = 300_000;

/** What a notice says about who sent it. */
export interface SignatureHeaders {
  /** `X-Open-Signature`: hex HMAC-SHA-256 of the body (Subscription API). */
  readonly openSignature: string | undefined;
  /** `TikTok-Signature`: `t=<epoch s>,s=<hex HMAC-SHA-256 of "t.body">` (TikTok's other products). */
  readonly tiktokSignature: string | undefined;
}

export type Verdict =
  | { readonly ok: true; readonly scheme: NewNotice['scheme'] }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'wrong' | 'stale' };

/**
 * Whether a body was signed with one of the keys. With both headers, both must be right. Every key and every form that the
 * body may have been signed in is computed and compared in constant time, so that the time tells neither which one fits nor
 * how much of a guess was right.
 *
 * @param nowMs epoch milliseconds
 * @returns `stale` only for a signature that is right but for its time
 */
export function verifySignature(
  headers: SignatureHeaders,
  body: Uint8Array,
  keys: readonly string[],
  nowMs: number,
): Verdict {
  const { openSignature, tiktokSignature } = headers;
  const open = openSignature === undefined ? null : parseOpenSignature(openSignature);
  const stamped = tiktokSignature === undefined ? null : parseTikTokSignature(tiktokSignature);
  if (open === null && stamped === null) return { ok: false, reason: 'missing' };
  if (open === 'malformed' || stamped === 'malformed') return { ok: false, reason: 'malformed' };

  const openFits = open === null || isSignedBy(keys, open, formsOf(body));
  const stampFits = stamped === null || isSignedBy(keys, stamped.signature, [[`${stamped.time}.`, body]]);
  if (!openFits || !stampFits) return { ok: false, reason: 'wrong' };
  if (stamped !== null && Math.abs(nowMs - Number(stamped.time) * 1000) > TIMESTAMP_TOLERANCE_MS)
    return { ok: false, reason: 'stale' };
  return { ok: true, scheme: open === null ? 'TikTok-Signature' : 'X-Open-Signature' };
}

/**
 * The text TikTok's documentation has signed: what is not ASCII as lower-case `\uXXXX`, one for each UTF-16 unit. A body that
 * is written so already stays as it is. Byte by byte, because anybody may send a megabyte of such characters, and a callback
 * for each would hold up everybody else.
 */
export function escapeNonAscii(text: string): Buffer {
  const units = Buffer.from(text, 'utf16le');
  const escaped = Buffer.allocUnsafe(text.length * LONGEST_ESCAPE);
  let length = 0;
  for (let at = 0; at < units.length; at += 2) {
    const low = units[at] ?? 0;
    const high = units[at + 1] ?? 0;
    if (high === 0 && low < 0x80) {
      escaped[length] = low;
      length += 1;
    } else {
      escaped[length] = BACKSLASH;
      escaped[length + 1] = SMALL_U;
      escaped[length + 2] = hexDigit(high >> 4);
      escaped[length + 3] = hexDigit(high & 15);
      escaped[length + 4] = hexDigit(low >> 4);
      escaped[length + 5] = hexDigit(low & 15);
      length += LONGEST_ESCAPE;
    }
  }
  return escaped.subarray(0, length);
}

const LONGEST_ESCAPE = 6;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;

function hexDigit(value: number): number {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

type SignedText = readonly (string | Uint8Array)[];

/**
 * Whether TikTok escapes the body itself or only what it signs is not documented: both forms count. What is no UTF-8 has no
 * escaped form, because broken bytes would all be escaped to the same mark.
 */
function formsOf(body: Uint8Array): readonly SignedText[] {
  if (isAscii(body) || !isUtf8(body)) return [[body]];
  return [[body], [escapeNonAscii(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))]];
}

function isSignedBy(keys: readonly string[], signature: Uint8Array, forms: readonly SignedText[]): boolean {
  let isSigned = false;
  for (const key of keys) {
    for (const form of forms) {
      const hmac = createHmac('sha256', key);
      for (const part of form) hmac.update(part);
      // First the comparison, then the `or`: none is skipped.
      isSigned = timingSafeEqual(hmac.digest(), signature) || isSigned;
    }
  }
  return isSigned;
}

const HEX_DIGEST = /^[0-9a-f]{64}$/i;
const EPOCH_SECONDS = /^\d{1,12}$/;
/** As TikTok writes it. */
const USUAL_FORM = /^t=(\d{1,12}),s=([0-9a-f]{64})$/;
const LONGEST_HEADER = 512;

function parseOpenSignature(header: string): Uint8Array | 'malformed' {
  return HEX_DIGEST.test(header) ? Buffer.from(header, 'hex') : 'malformed';
}

/** `t` stays text: the signature is over the digits as they were sent. */
function parseTikTokSignature(header: string): { time: string; signature: Uint8Array } | 'malformed' {
  const usual = USUAL_FORM.exec(header);
  if (usual !== null) return { time: usual[1] ?? '', signature: Buffer.from(usual[2] ?? '', 'hex') };
  if (header.length > LONGEST_HEADER) return 'malformed';
  const values = new Map<string, string>();
  for (const part of header.split(',')) {
    const [name = '', value, ...rest] = part.trim().split('=');
    // Two times or two signatures leave open which is meant.
    if (value === undefined || rest.length > 0 || values.has(name)) return 'malformed';
    values.set(name, value);
  }
  const time = values.get('t');
  const signature = values.get('s');
  if (time === undefined || signature === undefined) return 'malformed';
  if (!EPOCH_SECONDS.test(time) || !HEX_DIGEST.test(signature)) return 'malformed';
  return { time, signature: Buffer.from(signature, 'hex') };
}
