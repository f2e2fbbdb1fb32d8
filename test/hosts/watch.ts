/// <reference lib="dom" />
import type { Page } from 'puppeteer-core';

// What a host's developer would see go wrong, and what a guest must not touch.

/** What was left about a page: names of what its window, its document and the language's own prototypes hold. */
export type Footprint = Readonly<Record<string, readonly string[]>>;

/** Lit keeps a list of its versions in these, so that it can warn of several. They are Lit's, and all that we leave behind. */
const OF_LIT = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'].map(
  (name) => `window: ${name}`,
);

/** What Puppeteer and this test put into a page to drive it. */
const OF_TEST = /^window: (?:puppeteer_|__ariaQuery|complainToTest|__name)/;

/** tsx marks functions with their names; those that a test sends into a page need the helper there. */
const KEEP_NAMES = 'Object.defineProperty(globalThis, "__name", { value: (named) => named, configurable: true })';

const CLOSED_ROOTS = 'test.closed-shadow-roots';

/** Keeps what goes wrong in a window: errors and warnings on its console, errors of its scripts, breaches of its policy. */
export async function watch(page: Page, complaints: string[], log: string[]): Promise<void> {
  page.on('console', (message) => {
    const line = `${message.type()}: ${message.text()} (${message.location().url ?? ''})`;
    log.push(line);
    if (['error', 'warn'].includes(message.type())) complaints.push(line);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${String(error)}`));
  page.on('requestfailed', (request) => log.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  await page.evaluateOnNewDocument(KEEP_NAMES);
  // A window that is just going elsewhere gets it there.
  await page.evaluate(KEEP_NAMES).catch(() => undefined);
  await page.exposeFunction('complainToTest', (text: string) => {
    complaints.push(text);
  });
  await page.evaluateOnNewDocument(() => {
    const global = globalThis as unknown as { complainToTest(text: string): void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      global.complainToTest(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
}

/** Lets a test see into closed shadow roots, which `test/flow/support/person.ts` then looks into as well. */
export async function openClosedRoots(page: Page): Promise<void> {
  await page.evaluateOnNewDocument((key) => {
    const roots = new WeakMap<Element, ShadowRoot>();
    Object.defineProperty(globalThis, Symbol.for(key), { value: roots });
    const attach = Object.getOwnPropertyDescriptor(Element.prototype, 'attachShadow')?.value as (
      this: Element,
      init: ShadowRootInit,
    ) => ShadowRoot;
    Element.prototype.attachShadow = function attachShadow(init: ShadowRootInit): ShadowRoot {
      const root = attach.call(this, init);
      if (init.mode === 'closed') roots.set(this, root);
      return root;
    };
  }, CLOSED_ROOTS);
}

/** The footprint of the page as it is now. */
export async function footprint(page: Page): Promise<Footprint> {
  return page.evaluate(footprintInPage);
}

/** The footprint of a page on which no script runs. The page has to be opened again after. */
export async function footprintWithoutScripts(page: Page, url: string): Promise<Footprint> {
  await page.setJavaScriptEnabled(false);
  await page.goto(url);
  await page.evaluate(KEEP_NAMES);
  const taken = await footprint(page);
  await page.setJavaScriptEnabled(true);
  return taken;
}

/** What is there now and was not, or was and is not, as lines to read. Lit's own marks and the test's are left out. */
export function changes(before: Footprint, after: Footprint): string[] {
  const lines = (footprintBefore: Footprint): string[] =>
    Object.entries(footprintBefore)
      .flatMap(([place, names]) => names.map((name) => `${place}: ${name}`))
      .filter((line) => !OF_LIT.includes(line) && !OF_TEST.test(line));
  const [had, has] = [new Set(lines(before)), new Set(lines(after))];
  return [
    ...[...has].filter((line) => !had.has(line)).map((line) => `added ${line}`),
    ...[...had].filter((line) => !has.has(line)).map((line) => `removed ${line}`),
  ];
}

/** Runs in the page. */
function footprintInPage(): Footprint {
  const namesOf = (object: object): string[] => Reflect.ownKeys(object).map(String);
  const owned: Record<string, string[]> = {};
  const builtIns = [
    Object,
    Array,
    Function,
    String,
    Promise,
    Map,
    Event,
    EventTarget,
    Node,
    Element,
    HTMLElement,
    Document,
  ];
  for (const { name, prototype } of builtIns) owned[`${name}.prototype`] = namesOf(prototype as object);
  const root = document.documentElement as HTMLElement | null;
  const attributes = (element: Element | null): string[] =>
    [...(element?.attributes ?? [])].map(({ name, value }) => `${name}="${value}"`);
  return {
    ...owned,
    window: namesOf(globalThis),
    document: namesOf(document),
    'document.adoptedStyleSheets': document.adoptedStyleSheets.map((_, index) => `sheet ${index}`),
    '<html>': attributes(root),
    '<body>': attributes(document.body),
    // A bundler's loader adds `<link rel="modulepreload">` for what it loads later; styles are what nobody may add.
    '<style>': [...document.querySelectorAll('style')].map(({ textContent }) => textContent.slice(0, 80)),
    '<body> children': [...((document.body as HTMLElement | null)?.children ?? [])].map((child) => child.localName),
    localStorage: Object.keys(localStorage),
    cookies: document.cookie === '' ? [] : document.cookie.split('; '),
  };
}
