import { createHash } from 'node:crypto';

/** SHA-256 of bytes or UTF-8 text, lower-case hex. */
export function sha256Hex(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}
