import { hmacSha256 } from './hmac.ts';

/**
 * The headers of a signed request (https://www.standardwebhooks.com, "Signature scheme"): `v1,` and the base64 HMAC-SHA256 of
 * `{id}.{timestamp}.{content}`, once for each secret, so that a receiver can change over from one to the next.
 *
 * @param secrets comma-separated, each base64 with `whsec_` before it or not
 * @param at epoch milliseconds
 */
export function standardWebhookHeaders(
  secrets: string,
  { id, at, content }: { id: string; at: number; content: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1000));
  const signed = `${id}.${timestamp}.${content}`;
  const signatures = secrets
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '')
    .map((secret) => `v1,${Buffer.from(hmacSha256(signingKey(secret), signed)).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function signingKey(secret: string): Uint8Array {
  return new Uint8Array(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
}
