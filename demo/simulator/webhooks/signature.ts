/** TikTok's two ways of signing a webhook; which one a product uses is settled nowhere in public for every entity. */
import { createHmac } from 'node:crypto';

export type SignatureScheme = 'X-Open-Signature' | 'TikTok-Signature';

/** What an `X-Open-Signature` is made over: the documented escaped text, or the bytes as sent [unverified]. */
export type SignedText = 'escaped' | 'raw';

export const SIGNATURE_SCHEMES: readonly SignatureScheme[] = ['X-Open-Signature', 'TikTok-Signature'];

/** The header value for a body under one of the two schemes; the time counts only for `TikTok-Signature`. */
export function sign(
  scheme: SignatureScheme,
  appSecret: string,
  body: string,
  timestampSeconds: number,
  signedText: SignedText = 'escaped',
): string {
  if (scheme === 'X-Open-Signature') return hmac(appSecret, signedText === 'escaped' ? escapeNonAscii(body) : body);
  return `t=${timestampSeconds},s=${hmac(appSecret, `${timestampSeconds}.${body}`)}`;
}

/** Non-ASCII as lower-case `\uXXXX`, one per UTF-16 unit: the text an `X-Open-Signature` is made over. */
export function escapeNonAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
