import { createHmac } from 'node:crypto';

/** HMAC-SHA-256 of bytes or UTF-8 text. */
export function hmacSha256(key: string | Uint8Array, message: string | Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(message).digest());
}
