import type { Actor, Clock } from '../deps.ts';
import type { EventReader } from '../store/events.ts';

const NEWS_FOR_MS = 7 * 24 * 60 * 60_000;

/**
 * Whose marks count; null for the host's key, which stands for nobody. Who has never read anything, such as everybody at the
 * release that brought the feed, starts with a week of news and not with three months of it.
 */
export function readerOf({ userId }: Actor, clock: Clock): EventReader | null {
  return userId === null ? null : { userId, newSince: clock.now() - NEWS_FOR_MS };
}
