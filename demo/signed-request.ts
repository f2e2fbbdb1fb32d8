// Standard Webhooks (https://www.standardwebhooks.com): `webhook-signature` holds one or more `v1,<base64>` signatures of
// `<webhook-id>.<webhook-timestamp>.<content>`, made with HMAC-SHA256 and the bytes of the secret. The content is the body of a
// POST; tiktok-ads-connect signs path and query of a GET, which has none.

import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 5 * 60;

/** Whether the request was signed with `secret` (`whsec_` and base64) within five minutes of `nowMs`. */
export function isSignedRequest(headers: Headers, content: string, secret: string, nowMs: number): boolean {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (id === null || timestamp === null || signatures === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${content}`, 'utf8').digest();
  return signatures.split(' ').some((entry) => {
    const [version, signature = ''] = entry.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
