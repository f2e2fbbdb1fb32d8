/// <reference lib="dom" />
// Everything that may differ between two pictures of the same state, in one place. The stage of a scene always opens at the
// same moment (OPENS_AT), so dates are the same by themselves; what is left depends on how fast this machine was: times in
// seconds, rates, and ids made by chance.

import type { CDPSession, Page } from 'puppeteer-core';
import { volatileWords, type Volatile } from './volatile-words.ts';

/** When every scene opens: a Thursday, mid-morning UTC, mid-minute. */
export const OPENS_AT = Date.UTC(2026, 2, 12, 9, 30, 20);

/** Timers from here on are held once a scene is shown. */
const LONG_TIMER_MS = 1_500;

/** What is replaced in text nodes just before a picture, first match first. */
const VOLATILE: readonly Volatile[] = [
  // Ids of requests: ours, and TikTok's 32 or more digits and letters.
  ['\\breq_[0-9A-Za-z_-]{8,}', 'gu', 'req_8d1f0c2a5b7e4936'],
  ['\\b20\\d{12,}[0-9A-F]{8,}\\b', 'gu', '20260312093020A1B2C3D4E5F6A7B8C9'],
  // Where a scene's server is reached.
  ['http://127\\.0\\.0\\.1:\\d+/gallery/[\\w-]+/[\\w-]+/server/[\\w-]+', 'gu', 'https://ads.example'],
  // Ids of our own things, such as an export's.
  ['\\b(exp|con|att|apr|call|cap)_[0-9A-Za-z_-]{8,}', 'gu', '$1_4f9c2e7b1d'],
  ['\\b[\\d,.]+ (rows|people|records)(/s| a second| per second)', 'gu', '12,400 $1$2'],
  // How far a file is when the picture is taken is chance; the bar beside it is set to the same share.
  ['\\b[\\d,]+ of about [\\d,]+ rows', 'gu', '84,000 of about 125,000 rows'],
  ['\\b[\\d.]+ [kM]B (uploaded|sent)', 'gu', '2.0 MB $1'],
  ['\\b\\d{1,2}:\\d{2}:\\d{2}\\b', 'gu', '09:30:20'],
  ['\\b(?:\\d{1,2}|a few) (?:seconds|second|sec\\.|s) ago\\b', 'gu', 'just now'],
  ['\\bin \\d{1,2} (?:seconds|second|s)\\b', 'gu', 'in 5 seconds'],
  ['\\b\\d{1,2} (?:seconds|s) left\\b', 'gu', '5 seconds left'],
];
/** How a line begins that says how far a file is. */
const SHARE = '84,000 of about';
/** Those that pictures are kept in, besides English. */
const OTHERS = volatileWords(['ar', 'de', 'ja']);

/** Gives a page the settings under which pictures are taken; before it opens anything. */
export async function steadySettings(page: Page): Promise<CDPSession> {
  const session = await page.createCDPSession();
  // Several pages are open at once: each believes that the person is looking at it.
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.emulateTimezone('UTC');
  // Functions that are sent into the page name their own functions by this helper of the compiler.
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named;');
  await page.evaluateOnNewDocument(holdTimers, LONG_TIMER_MS);
  return session;
}

/**
 * Runs in the page, before its own scripts: once the scene is shown, timers of that length or longer do nothing any more.
 * What leaves by itself after two seconds would be on the first pictures and gone on the last.
 */
function holdTimers(longMs: number): void {
  const setTimer = window.setTimeout.bind(window);
  const isShown = () => document.documentElement.dataset['scene'] === 'shown';
  window.setTimeout = ((run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    setTimer(
      (...given: unknown[]) => {
        if (ms < longMs || !isShown()) run(...given);
      },
      ms,
      ...args,
    )) as typeof window.setTimeout;
}

/** Brings the page to rest: fonts there, finite animations over, the caret invisible, volatile words replaced. */
export async function steadyPage(page: Page): Promise<void> {
  const others = await OTHERS;
  const volatile = [...VOLATILE, ...others.patterns];
  await page.evaluate(settlePage, volatile, [SHARE, ...others.shares]);
}

/** Runs in the page. */
async function settlePage(volatile: readonly Volatile[], shares: readonly string[]): Promise<void> {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : roots(shadowRoot))),
  ];
  await document.fonts.ready;
  const ending = document
    .getAnimations()
    .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  for (const animation of ending) animation.finish();
  // What moves for ever stands still at its beginning.
  for (const animation of document.getAnimations()) {
    animation.pause();
    animation.currentTime = 0;
  }
  const sheet = new CSSStyleSheet();
  // Bars that stick are layers of their own, whose letters fall on half pixels by chance; here the window is as high as the page.
  sheet.replaceSync(`*, ::before, ::after { caret-color: transparent !important; }
    .bar, .savebar { position: relative !important; inset: auto !important; }`);
  const patterns = volatile.map(([pattern, flags, replacement]) => [new RegExp(pattern, flags), replacement] as const);
  const tidy = (text: string): string =>
    patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
  for (const root of roots(document)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((each) => !('isSteady' in each)), sheet];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
      const steady = tidy(node.data);
      if (steady !== node.data) node.data = steady;
      if (shares.some((share) => steady.includes(share)))
        for (const bar of root.querySelectorAll('progress')) bar.value = bar.max * 0.67;
    }
  }
  (sheet as CSSStyleSheet & { isSteady?: true }).isSteady = true;
}
