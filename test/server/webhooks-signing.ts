import { createHmac } from 'node:crypto';

// How TikTok signs, written down apart from the server, for the tests that hold it to that.

export const APP_ID = '7012345678901234561';
export const APP_SECRET = 'synthetic-app-secret';

/** The server's environment with the app of the samples. */
export const APP_ENV = { TIKTOK_APP_ID: APP_ID, TIKTOK_APP_SECRET: APP_SECRET };

/** The calls go here. */
export const WEBHOOK_PATH = '/v1/webhooks/tiktok';

export function hmacHex(key: string, ...parts: readonly (string | Uint8Array)[]): string {
  return parts.reduce((hmac, part) => hmac.update(part), createHmac('sha256', key)).digest('hex');
}

/** Non-ASCII as lower-case `\uXXXX`, one for each UTF-16 unit. */
export function escaped(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    out += unit < 0x80 ? text[at] : `\\u${(0x10000 + unit).toString(16).slice(1)}`;
  }
  return out;
}

/** Headers of a notice of the Subscription API. */
export function openHeaders(body: string | Uint8Array, key = APP_SECRET): Record<string, string> {
  return { 'X-Open-Signature': hmacHex(key, body) };
}

/** Headers of a notice of TikTok's other products. */
export function stampedHeaders(body: string | Uint8Array, seconds: number, key = APP_SECRET): Record<string, string> {
  return { 'TikTok-Signature': `t=${seconds},s=${hmacHex(key, `${seconds}.`, body)}` };
}

/** A notice as TikTok sends them; `about` makes it one of its kind. */
export function noticeBody(about: string | number): string {
  return JSON.stringify({ request_id: `r${about}`, object: 3, time: 1_773_331_872, entry: [{ log_id: `l${about}` }] });
}
