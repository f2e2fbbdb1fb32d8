import { createHash, hash as hashOnce } from 'node:crypto';
import type { Hasher } from '../../shared/identifiers/index.ts';

// crypto.hash (Node 20.12 and 21.7) does in one call what createHash does in three, in less than half the time.
const digest: (algorithm: 'sha256' | 'md5', text: string) => string =
  typeof hashOnce === 'function'
    ? (algorithm, text) => hashOnce(algorithm, text)
    : (algorithm, text) => createHash(algorithm).update(text).digest('hex');

/** Hashing by OpenSSL, for the row preparer. */
export const nodeHasher: Hasher = {
  sha256: (text) => digest('sha256', text),
  md5: (text) => digest('md5', text),
};
