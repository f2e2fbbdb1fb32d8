/// <reference lib="dom" />
// A person at a browser, for tests: finds controls by what they are and what they are called, wherever in the shadow trees
// they live, and waits for what appears instead of for time to pass.

import type { ElementHandle, Page } from 'puppeteer-core';

const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 30;

export type Role = 'button' | 'checkbox' | 'combobox' | 'heading' | 'link' | 'radio' | 'row' | 'tab' | 'textbox';

const SELECTORS: Readonly<Record<Role, string>> = {
  button: 'button, [role="button"], input[type="submit"]',
  checkbox: 'input[type="checkbox"], [role="checkbox"]',
  combobox: 'select, [role="combobox"]',
  heading: 'h1, h2, h3, h4, h5, [role="heading"]',
  link: 'a[href], [role="link"]',
  radio: 'input[type="radio"], [role="radio"]',
  row: 'tr, [role="row"]',
  tab: '[role="tab"]',
  textbox: 'input:not([type]), input[type="text"], input[type="search"], textarea, [role="textbox"]',
};

interface Wanted {
  readonly selector: string;
  readonly name: string;
  readonly isPattern: boolean;
}

/** Runs in the page: the first control that is shown, enabled and called like that. */
function findInPage({ selector, name, isPattern }: Wanted): Element | null {
  const wanted = isPattern ? new RegExp(name, 'u') : null;
  const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();

  const nameOf = (element: Element): string => {
    const own = tidy(element.getAttribute('aria-label'));
    if (own !== '') return own;
    const root = element.getRootNode() as Document | ShadowRoot;
    const ids = tidy(element.getAttribute('aria-labelledby')).split(' ').filter(Boolean);
    if (ids.length > 0) return tidy(ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' '));
    if (
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement
    ) {
      return tidy([...(element.labels ?? [])].map((label) => label.textContent).join(' '));
    }
    return tidy(element.textContent);
  };
  const isShown = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    const isOff = element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';
    return box.width > 0 && box.height > 0 && !isOff && element.checkVisibility({ visibilityProperty: true });
  };
  // Closed roots that a test has kept hold of, see test/hosts/watch.ts.
  const closed = (globalThis as unknown as Record<symbol, WeakMap<Element, ShadowRoot> | undefined>)[
    Symbol.for('test.closed-shadow-roots')
  ];
  const search = (root: Document | ShadowRoot): Element | null => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(selector) && isShown(element)) {
        const called = nameOf(element);
        if (wanted === null ? called === name : wanted.test(called)) return element;
      }
      const itsRoot = element.shadowRoot ?? closed?.get(element);
      const inside = itsRoot === undefined ? null : search(itsRoot);
      if (inside !== null) return inside;
    }
    return null;
  };
  return search(document);
}

/** Runs in the page: everything that can be read on it. */
function readInPage(): string {
  const closed = (globalThis as unknown as Record<symbol, WeakMap<Element, ShadowRoot> | undefined>)[
    Symbol.for('test.closed-shadow-roots')
  ];
  const read = (nodes: Iterable<Node>): string => {
    let text = '';
    for (const node of nodes) {
      if (node instanceof Text) text += node.data;
      if (!(node instanceof Element) || node.matches('script, style')) continue;
      const { display, visibility } = getComputedStyle(node);
      if (display === 'none' || visibility === 'hidden') continue;
      const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
      const inside = node.shadowRoot ?? closed?.get(node) ?? node;
      text += ` ${read(slotted.length > 0 ? slotted : inside.childNodes)} `;
    }
    return text;
  };
  return read(document.body.childNodes).replace(/\s+/gu, ' ');
}

/** Waits until a control of that role and name can be used. A text is the whole name, a pattern is looked for in it. */
export async function find(page: Page, role: Role, name: string | RegExp): Promise<ElementHandle> {
  const wanted: Wanted = {
    selector: SELECTORS[role],
    name: typeof name === 'string' ? name : name.source,
    isPattern: typeof name !== 'string',
  };
  try {
    const handle = await page.waitForFunction(findInPage, { timeout: PATIENCE_MS, polling: 50 }, wanted);
    return handle.asElement() as ElementHandle;
  } catch (cause) {
    throw new Error(`No ${role} called ${String(name)} on this page:\n${await page.evaluate(readInPage)}`, { cause });
  }
}

/** Clicks with the mouse, as soon as the control is there. Drawn anew in between, it is looked for again. */
export async function click(page: Page, role: Role, name: string | RegExp): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await (await find(page, role, name)).click();
      return;
    } catch (error) {
      if (attempt === 3 || !/detached|not clickable/iu.test(String(error))) throw error;
    }
  }
}

/** Ticks a checkbox or a radio that is not ticked yet. */
export async function tick(page: Page, role: 'checkbox' | 'radio', name: string | RegExp): Promise<void> {
  const box = await find(page, role, name);
  const isTicked = await box.evaluate((element) => element.matches(':checked'));
  if (isTicked) return;
  // Where the box is drawn away, its label is what people press.
  const label = await box.evaluateHandle((element): Element => (element as HTMLInputElement).labels?.[0] ?? element);
  await label.click();
}

/** Replaces what a field holds by typing. */
export async function type(
  page: Page,
  role: 'textbox' | 'combobox',
  name: string | RegExp,
  text: string,
): Promise<void> {
  const field = await find(page, role, name);
  await field.click({ count: 3 });
  await field.type(text);
}

/** Waits until the page says something, also over navigations and in a tab that is not in front. */
export async function reads(page: Page, wanted: RegExp, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const text = await page.evaluate(readInPage).catch((error: unknown) => {
      if (/context was destroyed|detached/iu.test(String(error))) return '';
      throw error;
    });
    if (wanted.test(text)) return;
    if (Date.now() > deadline) throw new Error(`The page does not say ${String(wanted)}, but:\n${text}`);
    await new Promise((next) => setTimeout(next, LOOK_AGAIN_MS));
  }
}
