import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that tells neither where they differ nor how long they are. */
export function equalSecrets(a: string | Uint8Array, b: string | Uint8Array): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** Whether the secret is one of several; every one is compared, so that the time does not tell which. */
export function isOneOfSecrets(secret: string, known: readonly string[]): boolean {
  return known.map((candidate) => equalSecrets(secret, candidate)).includes(true);
}
