import { TikTokAdsError } from './errors.ts';

// Expiry is measured on this machine's clock from the moment the token arrived, never by comparing two clocks: a page
// whose clock is wrong would otherwise renew before every call, or never.

export type SessionTokenResult = string | { token: string; expiresAt?: string };
/** Asks the host's own back end for a fresh session token. */
export type FetchSessionToken = () => Promise<SessionTokenResult>;

export interface Session {
  /** A token that is good for the next call; joins a renewal under way. */
  getToken(): Promise<string>;
  /** Says that the server refused this token, so that the next `getToken` asks for another. */
  invalidate(token: string): void;
}

interface Held {
  token: string;
  renewAt: number;
}

/** A token is renewed this long before its end, or at nine tenths of a short life. */
const RENEW_AHEAD_MS = 30_000;

/**
 * Keeps one session token. Two calls that need a new one share a single request to the host.
 * @param renewed called when another token is there
 * @throws {TikTokAdsError} session_unavailable - when the host's function fails or gives nothing.
 */
export function createSession(
  fetchSessionToken: FetchSessionToken,
  now: () => number = Date.now,
  renewed?: () => void,
): Session {
  let held: Held | undefined;
  let renewal: Promise<string> | undefined;
  /** Before the first token a failure is a mistake in the host's set-up more often than an ended session: tell its developer. */
  let mayBeSetUp = true;

  async function renew(): Promise<string> {
    try {
      const result = await fetchSessionToken();
      const token = typeof result === 'string' ? result : result?.token;
      if (typeof token !== 'string' || token === '') throw new Error('fetchSessionToken gave no token');
      const expiresAt = typeof result === 'string' ? undefined : result.expiresAt;
      mayBeSetUp = false;
      held = { token, renewAt: renewalTime(token, expiresAt, now()) };
      renewed?.();
      return token;
    } catch (cause) {
      held = undefined;
      // oxlint-disable-next-line no-console -- only the host's developer can act on it, and sees no event
      if (mayBeSetUp) console.warn('fetchSessionToken gave no session token:', cause);
      mayBeSetUp = false;
      throw new TikTokAdsError('session_unavailable', 'The page could not get a session token from its back end', {
        cause,
      });
    } finally {
      renewal = undefined;
    }
  }

  return {
    getToken() {
      if (held !== undefined && now() < held.renewAt) return Promise.resolve(held.token);
      renewal ??= renew();
      return renewal;
    },
    invalidate(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

/** When to renew, in milliseconds of `now`; Infinity where the life is unknown, so that only a 401 renews. */
export function renewalTime(token: string, expiresAt: string | undefined, now: number): number {
  const life = lifeFromClaims(token) ?? (expiresAt === undefined ? undefined : Date.parse(expiresAt) - now);
  if (life === undefined || !(life > 0)) return Number.POSITIVE_INFINITY;
  return now + Math.max(life - RENEW_AHEAD_MS, life * 0.9);
}

function lifeFromClaims(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const { exp, iat } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
      exp?: number;
      iat?: number;
    };
    return exp !== undefined && iat !== undefined ? (exp - iat) * 1000 : undefined;
  } catch {
    return undefined;
  }
}
