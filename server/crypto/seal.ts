import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { pooledRandomBytes } from './random-pool.ts';

// A sealed value is `v1.<keyId>.<iv>.<ciphertext+tag>`, base64url. The context (workspace and purpose) is authenticated
// but not stored: a sealed token that is copied to another row or workspace does not open there.

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a secret is bound to. Opening needs the same one. */
export interface SealContext {
  workspaceId: string;
  /** What the secret is for, with the id of its owner: `connection-token:con_…`. */
  purpose: string;
}

/** What a stored secret is sealed for: its one owner in its workspace, and nothing else. */
export function secretContext(owner: { workspaceId: string; kind: string; id: string }): SealContext {
  return { workspaceId: owner.workspaceId, purpose: `${owner.kind}:${owner.id}` };
}

/** A sealed value that cannot be opened. Says nothing about its content. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Seals and opens secrets with AES-256-GCM; the first key seals, any of them opens. */
export interface Sealer {
  /** @param plaintext text, or the UTF-8 of a text */
  seal(plaintext: string | Uint8Array, context: SealContext): string;
  /** @throws {SealError} when no key fits, the context is another or the value was changed */
  open(sealed: string, context: SealContext): string;
  /** Whether the value was sealed with the first key, so that a rotation has nothing to do. */
  isCurrent(sealed: string): boolean;
}

/**
 * @param keys 32 bytes each, the sealing one first
 * @param iv where the 12-byte nonces come from; random unless a test says otherwise
 */
export function createSealer(
  keys: readonly Uint8Array[],
  iv: () => Uint8Array = () => pooledRandomBytes(IV_BYTES),
): Sealer {
  const [first] = keys;
  if (first === undefined) throw new SealError('There is no key to seal with.');
  const ring = new Map(keys.map((key) => [keyFingerprint(key), key]));
  const firstId = keyFingerprint(first);

  return {
    seal(plaintext, context) {
      const nonce = iv();
      const cipher = createCipheriv('aes-256-gcm', first, nonce).setAAD(associatedData(firstId, context));
      const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${firstId}.${Buffer.from(nonce).toString('base64url')}.${sealed.toString('base64url')}`;
    },

    open(sealed, context) {
      const [version, keyId, nonce, body, ...rest] = sealed.split('.');
      if (version !== VERSION || keyId === undefined || nonce === undefined || body === undefined || rest.length > 0) {
        throw new SealError('This is not a sealed value.');
      }
      const key = ring.get(keyId);
      if (key === undefined)
        throw new SealError(`It was sealed with the key ${keyId}, which is not among ENCRYPTION_KEYS.`);
      const bytes = Buffer.from(body, 'base64url');
      const ivBytes = Buffer.from(nonce, 'base64url');
      if (bytes.length < TAG_BYTES || ivBytes.length !== IV_BYTES) throw new SealError('This is not a sealed value.');
      const decipher = createDecipheriv('aes-256-gcm', key, ivBytes, { authTagLength: TAG_BYTES })
        .setAAD(associatedData(keyId, context))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('The sealed value was changed or belongs to something else.', { cause });
      }
    },

    isCurrent(sealed) {
      return sealed.startsWith(`${VERSION}.${firstId}.`);
    },
  };
}

/** Names a key without giving it away. */
export function keyFingerprint(key: Uint8Array): string {
  return createHash('sha256').update('tiktok-ads-connect key id\0').update(key).digest('base64url').slice(0, 12);
}

/** As JSON, so that no two contexts read the same. Key ids have nothing in them that JSON would escape. */
function associatedData(keyId: string, context: SealContext): Buffer {
  return Buffer.from(
    `["${VERSION}","${keyId}",${JSON.stringify(context.workspaceId)},${JSON.stringify(context.purpose)}]`,
    'utf8',
  );
}
