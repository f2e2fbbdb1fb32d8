export { equalSecrets, isOneOfSecrets } from './equal.ts';
export { hmacSha256 } from './hmac.ts';
export { pooledRandomBytes } from './random-pool.ts';
export {
  createSealer,
  keyFingerprint,
  type SealContext,
  SealError,
  type Sealer,
  secretContext,
} from './seal.ts';
export { sha256Hex } from './sha256.ts';
export { standardWebhookHeaders } from './standard-webhooks.ts';
