/// <reference types="mocha" />
// The same tests run in Chromium, Firefox and WebKit (`npm run test:engines`). What a test needs and an engine, or its
// driver, has not, is said here and by name: such a test is left out there and counted, never passed.

export type Engine = 'chromium' | 'firefox' | 'webkit';

const AGENT = navigator.userAgent;

/** The engine these tests run in. */
export const engine: Engine = /Firefox\//.test(AGENT) ? 'firefox' : /Chrome\//.test(AGENT) ? 'chromium' : 'webkit';

/** What a test may lean on that not every engine or driver has, and who lacks it. */
const LACKING = {
  /** `emulateMedia`: colour scheme, forced colours, reduced motion. Only Chromium's own protocol sets them. */
  'media emulation': ['firefox', 'webkit'],
  /** `setViewport` under 450 px: WebKitGTK's page stands in a window that is at least so wide. */
  'a page as narrow as a phone': ['webkit'],
  /** `a11ySnapshot`. */
  'the accessibility tree': ['firefox', 'webkit'],
  /** Chromium's developer tools protocol, of whatever use. */
  'the Chromium protocol': ['firefox', 'webkit'],
  /** `fetch` with a stream for a body. */
  'streamed request bodies': ['firefox', 'webkit'],
  /** `PerformanceObserver` entries of type `longtask`. */
  'long task entries': ['firefox', 'webkit'],
  /** `performance.memory`, `gc()`. */
  'heap figures': ['firefox', 'webkit'],
  /** `ReadableStream` in `postMessage`'s transfer list. */
  'transferable streams': ['webkit'],
} as const satisfies Readonly<Record<string, readonly Engine[]>>;

export type Need = keyof typeof LACKING;

/** Whether this engine and its driver have it. */
export function has(need: Need): boolean {
  return !(LACKING[need] as readonly Engine[]).includes(engine);
}

/**
 * A test that leans on something not every engine has. Where it is missing, the test is skipped and its title says what
 * for, which `npm run test:engines` prints.
 */
export function itNeeds(need: Need, title: string, body: Mocha.AsyncFunc | Mocha.Func): void {
  if (has(need)) it(title, body);
  else it.skip(`${title} [needs ${need}]`, body);
}

/** A group of tests that lean on it, with what is done before and after them. */
export function describeNeeds(need: Need, title: string, body: () => void): void {
  if (has(need)) describe(title, body);
  else describe.skip(`${title} [needs ${need}]`, body);
}
