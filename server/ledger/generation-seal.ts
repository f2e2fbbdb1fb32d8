import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { subkey } from './fingerprints.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The bytes as one AES-256-GCM message, which opens for the same ledger key and `about` alone. */
export function sealBytes(ledgerKey: Uint8Array, about: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', subkey(ledgerKey, 'entries'), iv).setAAD(Buffer.from(about, 'utf8'));
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {Error} it was changed, or is another ledger's */
export function openBytes(ledgerKey: Uint8Array, about: string, sealed: Uint8Array): Buffer {
  if (sealed.length < IV_BYTES + TAG_BYTES) throw new RangeError('too short to be sealed');
  const decipher = createDecipheriv('aes-256-gcm', subkey(ledgerKey, 'entries'), sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(about, 'utf8'))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
