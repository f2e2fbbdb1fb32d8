import type { ActivityEvent } from '../../shared/events.ts';

/**
 * How the stream stands. `connecting`: for the first time, or after a short break that nobody needs to know of.
 * `interrupted`: lost; what happens meanwhile comes late. `unavailable`: this server or session has no stream, which is
 * not asked for again by itself.
 */
export type LiveState = 'connecting' | 'live' | 'interrupted' | 'unavailable';

/** What a listener of `client.subscribe` is told. */
export type LiveMessage =
  /** Something happened. Each event comes once; right after subscribing, those of the last minute come, too. */
  | { kind: 'event'; event: ActivityEvent }
  /** `retryAt` is when a lost stream is tried again, in milliseconds of this machine's clock; null when nothing is planned. */
  | { kind: 'state'; state: LiveState; retryAt: number | null }
  /** Events may be missing, or are another workspace's from here on: read again whatever is shown. */
  | { kind: 'reset' };

export type LiveListener = (message: LiveMessage) => void;
