import { hmacSha256 } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import type { EpochMs } from '../store/store.ts';

/** How long the previous signing key is accepted after this server first saw the current one. */
export const PREVIOUS_KEY_MS = 7 * 24 * 3_600_000;

/** The signing keys that the configuration names. */
export interface SigningKeys {
  readonly current: string | null;
  readonly previous: string | null;
}

/**
 * The keys that count at an instant, the current one first.
 *
 * @param firstSeenAt when this server, in any of its lives, first saw the current key
 */
export function acceptedKeys(
  { current, previous }: SigningKeys,
  firstSeenAt: EpochMs,
  now: EpochMs,
): readonly string[] {
  if (current === null) return [];
  const isTwo = previous !== null && previous !== current && now < firstSeenAt + PREVIOUS_KEY_MS;
  return isTwo ? [current, previous] : [current];
}

/**
 * Names a key so that it is recognised and not given away: an HMAC with the key itself, cut so that it is no signature of
 * anything.
 */
export function signingKeyFingerprint(key: string): string {
  return Buffer.from(hmacSha256(key, 'tiktok-ads-connect webhook signing key').subarray(0, 12)).toString('base64url');
}

/** The signing keys of the server's own developer app. */
export interface KeyRing {
  /** Those that count now; asked anew for each notice, so that the previous one's week ends without a restart. */
  accepted(): Promise<readonly string[]>;
}

/** Notes at once that the current key is here, which is when the week of the previous one begins. */
export function createKeyRing(deps: Pick<Deps, 'config' | 'clock' | 'store' | 'log'>): KeyRing {
  const { config, clock, store, log } = deps;
  const keys = {
    current: config.tiktokWebhookSigningKeyCurrent,
    previous: config.tiktokWebhookSigningKeyPrevious,
  };
  let firstSeenAt: EpochMs | null = null;
  const look = async (current: string): Promise<EpochMs> => {
    firstSeenAt ??= await store.webhookInbox.firstSeen(signingKeyFingerprint(current), clock.now());
    return firstSeenAt;
  };
  if (keys.current !== null) {
    // The next notice asks again; until the answer is known, none is accepted.
    look(keys.current).catch((error: unknown) =>
      log.error({ err: error }, 'when the webhook signing key was first seen is not known'),
    );
  }
  return {
    async accepted() {
      if (keys.current === null) return [];
      return acceptedKeys(keys, await look(keys.current), clock.now());
    },
  };
}
