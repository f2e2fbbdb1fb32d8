import { emulateMedia } from '@web/test-runner-commands';
import '../../../widget/event-feed/define.ts';
import type { ListedEvent } from '../../../shared/events.ts';
import type { AdsState } from './ads-server.ts';
import { has } from './engine.ts';
import { type FeedServer, feedServer, NOON } from './feed-server.ts';
import { clearPage } from './page.ts';

const realNow = Date.now;
const realSetTimeout = window.setTimeout;
let now = 0;

/** Before each test it is noon; after it the page is as it was. Call it where hooks may be called. */
export function keepFeedPage(): void {
  beforeEach(() => {
    now = Date.parse(NOON);
    Date.now = () => now;
  });
  afterEach(async () => {
    clearPage();
    window.scrollTo(0, 0);
    Date.now = realNow;
    window.setTimeout = realSetTimeout;
    document.documentElement.removeAttribute('dir');
    if (has('media emulation')) await emulateMedia({ colorScheme: 'light' });
  });
}

/** Whatever waits for two seconds has waited them at once, by the page's clock too. */
export function hurry(): void {
  window.setTimeout = ((run: () => void, ms = 0) => {
    if (ms < 1500 || ms > 2000) return realSetTimeout(run, ms);
    return realSetTimeout(() => {
      now += ms;
      run();
    }, 0);
  }) as typeof setTimeout;
}

/** A feed on the page, with these events on its server. */
export function showFeed(
  events: readonly ListedEvent[],
  change: Partial<AdsState> = {},
  prepare?: (feed: FeedServer) => void,
) {
  const feed = feedServer(events, change);
  prepare?.(feed);
  const element = document.createElement('tiktok-event-feed');
  element.client = feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return { element, feed };
}

export const rows = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? []),
];
export const titles = (element: HTMLElement) =>
  rows(element).map((row) => row.querySelector('h5')?.textContent?.replace(/\s+/g, ' ').trim());
export const isUnread = (row: HTMLElement | undefined) => row?.classList.contains('is-unread');

/** What people who listen were told, in order. */
export const spoken = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[role=status] p') ?? [])].map((said) =>
    said.textContent?.replace(/[\u2068\u2069]/g, ''),
  );

/** Enough of the page below and above that the list can be scrolled away. */
export function makeRoom(): void {
  const room = document.createElement('div');
  room.style.blockSize = '3000px';
  document.body.append(room);
}
