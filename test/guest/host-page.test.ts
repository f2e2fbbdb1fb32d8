/// <reference lib="dom" />
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { click, find, reads } from '../flow/support/person.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../support/browser.ts';
import { type GuestPage, startGuestPage } from './guest-page.ts';

// What a page of somebody else's is before the widget comes, while it works, and after it has gone: the same.

/** A bit of everything that a page is made of. */
const HOST_PAGE = `
<header class="host"><h1>Our product</h1><nav><a href="#a">One</a> <a href="#b">Two</a></nav></header>
<main class="host">
  <h2>A heading</h2><h3>Another</h3><p>Words, <b>bold</b>, <em>stressed</em>, <code>code</code> and a <mark>mark</mark>.</p>
  <ul><li>One</li></ul><ol><li>Two</li></ol><dl><dt>Term</dt><dd>Description</dd></dl>
  <form><label>Name <input id="name"></label><input type="checkbox" checked><input type="radio"><select><option>A</option></select>
  <textarea>Text</textarea><button type="button">Press</button><progress value="0.5"></progress><meter value="0.5"></meter></form>
  <table><caption>Table</caption><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
  <section class="panel"><div class="row btn table tab input banner root dialog">Names that others use too</div></section>
  <dialog>Closed</dialog><details open><summary>Sum</summary>Detail</details><fieldset><legend>Legend</legend></fieldset>
  <svg width="9" height="9"><path d="M0 0h9v9z"/></svg><hr><blockquote>Quoted</blockquote><iframe title="Frame"></iframe>
  <div id="place"></div><div class="host tall"></div>
</main>`;

const HOST_CSS = `
:root { --host: 1px; scroll-behavior: auto } body { font: 15px/1.4 Georgia, serif; background: #fafaf7 }
.tall { height: 3000px } .panel { color: #123 } .btn { color: #321 } h1 { letter-spacing: 1px }`;

/** The host's own code, which fetches the widget when it wants it. */
const HOST_SCRIPT = `
globalThis.mount = async (entry, serverUrl) => {
  await import(entry);
  const provider = document.createElement('tiktok-ads-provider');
  provider.serverUrl = serverUrl;
  provider.fetchSessionToken = () => document.querySelector('meta[name=session]').content;
  provider.append(document.createElement('tiktok-ads-settings'));
  document.getElementById('place').append(provider);
};
`;

let guest: GuestPage;
let browser: Browser;

beforeAll(async () => {
  [guest, browser] = await Promise.all([
    startGuestPage(),
    findBrowser().then((executablePath) => launch({ executablePath, args: [...BROWSER_ARGUMENTS] })),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await guest?.stop();
});

/** Runs in the page: everything of the host's that a guest could touch, as text by name. */
function record(): Record<string, string> {
  const seen: Record<string, string> = {};
  const path = (element: Element): string => {
    const { parentElement } = element;
    const place = parentElement === null ? 0 : [...parentElement.children].indexOf(element);
    return `${parentElement === null ? '' : `${path(parentElement)} > `}${element.localName}:${place}`;
  };
  const stylesOf = (element: Element, pseudo?: string): string => {
    const styles = getComputedStyle(element, pseudo);
    return [...styles].map((name) => `${name}: ${styles.getPropertyValue(name)}`).join('\n');
  };
  for (const element of document.querySelectorAll('*')) {
    // What is inside the place is the guest's, and the page grows taller by it.
    if (element.closest('#place') !== null || element.closest('head') !== null) continue;
    const attributes = [...element.attributes].map(({ name, value }) => `${name}="${value}"`).join(' ');
    seen[`attributes of ${path(element)}`] = attributes;
    seen[`styles of ${path(element)}`] = ['', '::before', '::placeholder']
      .map((pseudo) => stylesOf(element, pseudo || undefined))
      .join('\n')
      .replaceAll(
        /^(?:block-size|height|perspective-origin|transform-origin|inset-.*|bottom|top|.*-start|.*-end): .*$/gm,
        '',
      );
  }
  const { head, body, documentElement: root } = document;
  const own = (object: object): string => Reflect.ownKeys(object).map(String).sort().join(' ');
  const FUNCTIONS = [
    [globalThis, 'fetch'],
    [globalThis, 'setTimeout'],
    [history, 'pushState'],
    [EventTarget.prototype, 'addEventListener'],
    [Element.prototype, 'attachShadow'],
  ] as const;
  const isNative = (made: unknown): boolean => /\[native code\]/.test(Function.prototype.toString.call(made));
  Object.assign(seen, {
    'the head': head.innerHTML,
    'children of the body': [...body.children].map(path).join('\n'),
    'children of the root': [...root.children].map(path).join('\n'),
    'adopted style sheets': String(document.adoptedStyleSheets.length),
    'style sheets': String(document.styleSheets.length),
    fonts: String(document.fonts.size),
    title: document.title,
    address: `${location.href} ${history.length} ${JSON.stringify(history.state)}`,
    cookies: document.cookie,
    'keys of the document': own(document),
    'keys of prototypes': [
      Element,
      HTMLElement,
      Node,
      EventTarget,
      Document,
      Event,
      Array,
      Object,
      String,
      Promise,
      Window,
    ]
      .map(({ prototype }) => own(prototype))
      .join('\n'),
    'functions of the browser': FUNCTIONS.map(([owner, name]) => isNative(Reflect.get(owner, name))).join(' '),
    handlers: ['onerror', 'onmessage', 'onbeforeunload', 'onunhandledrejection', 'onpopstate']
      .map((name) => String((globalThis as unknown as Record<string, unknown>)[name]))
      .join(' '),
    scroll: `${scrollX} ${scrollY}`,
    'popups and modal dialogs': String(document.querySelectorAll(':popover-open, :modal').length),
  });
  return seen;
}

/** What differs, by name, with a line of each. */
function changes(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const old = new Set((before[name] ?? '').split('\n'));
      return `${name}: ${(after[name] ?? 'gone')
        .split('\n')
        .filter((line) => !old.has(line))
        .join('; ')
        .slice(0, 200)}`;
    });
}

const windowKeys = (page: Page): Promise<string[]> =>
  page.evaluate(() => Reflect.ownKeys(window).map((key) => (typeof key === 'symbol' ? key.toString() : key)));

const focused = (page: Page): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);

/** The page scrolled a little and with its own field in focus, before anything of ours is loaded. */
async function openHostPage(): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(guest.address({ body: HOST_PAGE, css: HOST_CSS, script: HOST_SCRIPT, isBare: true }));
  await page.waitForFunction(() => 'mount' in globalThis);
  await page.evaluate(() => {
    document.getElementById('name')?.focus({ preventScroll: true });
    scrollTo(0, 40);
  });
  return page;
}

async function mount(page: Page): Promise<void> {
  await page.evaluate(
    (entry, serverUrl) =>
      (globalThis as unknown as { mount(entry: string, serverUrl: string): Promise<void> }).mount(entry, serverUrl),
    guest.entry,
    guest.together.server.url,
  );
  await reads(page, /Sign-ins/);
}

describe('the page around the widget', () => {
  it('stays as it was while the widget comes, is used and goes', async () => {
    const page = await openHostPage();
    const before = await page.evaluate(record);
    const keysBefore = await windowKeys(page);

    await mount(page);
    expect(changes(before, await page.evaluate(record))).toEqual([]);
    expect(await focused(page)).toBe('name');

    // From here on a person is elsewhere than in the page's own field.
    await page.evaluate(() => document.getElementById('name')?.blur());
    const { scroll: _first, ...atRest } = await page.evaluate(record);
    await click(page, 'button', /^Remove /);
    await find(page, 'button', 'Keep account');
    const { scroll: _second, ...atDialog } = await page.evaluate(record);
    expect(changes(atRest, atDialog)).toEqual([]);
    await page.keyboard.press('Escape');
    await click(page, 'tab', /^Mapping/);
    await click(page, 'button', /^Email: /);
    await page.keyboard.press('Escape');
    await click(page, 'tab', /^Audiences/);
    await find(page, 'radio', /./);
    await click(page, 'tab', /^Controls/);
    await click(page, 'tab', /^Activity/);
    await reads(page, /Events are kept for 90 days|Nothing/);
    await page.evaluate(() => document.getElementById('place')?.replaceChildren());
    const { scroll: _third, ...atLast } = await page.evaluate(record);
    expect(changes(atRest, atLast)).toEqual([]);

    const added = (await windowKeys(page)).filter((key) => !keysBefore.includes(key));
    // docs/theming.md lists them.
    expect(added.sort()).toEqual([
      'litElementVersions',
      'litHtmlVersions',
      'litPropertyMetadata',
      'reactiveElementVersions',
    ]);
    await page.close();
  });

  it('finds what is kept in the browser under one name of ours, and nothing in cookies or databases', async () => {
    const page = await openHostPage();
    await mount(page);
    await click(page, 'tab', /^Activity/);
    await reads(page, /Events are kept for 90 days|Nothing/);
    const kept = await page.evaluate(async () => ({
      keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      locks: await navigator.locks
        .query()
        .then(({ held = [], pending = [] }) => [...held, ...pending].map(({ name }) => name)),
      cookies: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect([...kept.keys, ...kept.locks].filter((name) => name?.startsWith('tiktok-ads-connect:') !== true)).toEqual(
      [],
    );
    expect(kept).toMatchObject({ cookies: '', databases: 0, caches: 0, workers: 0 });
    await page.close();
  });

  it('would be seen to change by one line of CSS, a class on the body or a key of the window', async () => {
    const page = await openHostPage();
    const before = await page.evaluate(record);
    await page.evaluate(() => {
      document.body.classList.add('no-scroll');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('h1 { color: rgb(1, 2, 3) }');
      document.adoptedStyleSheets.push(sheet);
    });
    const named = changes(before, await page.evaluate(record)).map((line) => line.split(':')[0]);
    expect(named).toEqual(expect.arrayContaining(['adopted style sheets']));
    expect(named.filter((name) => /^(?:attributes of html|styles of html)/.test(name ?? ''))).toHaveLength(2);
    await page.close();
  });
});
