export { equalSecrets, isOneOfSecrets } from './equal.ts';
export { hmacSha256 } from './hmac.ts';
export {
  connectionTokenContext,
  secretContext,
  createSealer,
  keyFingerprint,
  SealError,
  type SealContext,
  type Sealer,
} from './seal.ts';
export { sha256Hex } from './sha256.ts';
