/// <reference lib="dom" />
// Somebody who has no mouse, or cannot use one: moves by Tab and arrows, presses Enter and Space, types, and listens. Never
// touches what has no focus, and at every stop looks whether the focus can be seen.

import type { KeyInput, Page } from 'puppeteer-core';
import { find, type Role } from './person.ts';

const PATIENCE_MS = 30_000;
/** More stops than any view has: whoever needs them all goes round in circles. */
const MOST_STOPS = 150;

export interface Focus {
  readonly role: string;
  readonly name: string;
  readonly isChecked: boolean;
  /** Name of the dialog it is in. */
  readonly dialog: string | null;
  /** A ring around it, or around the box that stands for it. */
  readonly isMarked: boolean;
  /** Within the window, not under something else's edge. */
  readonly isInSight: boolean;
}

/** Runs in the page: what has the focus, through all shadow trees; null for the page itself. */
function focusInPage(): Focus | null {
  let element: Element | null = document.activeElement;
  while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();
  const textsOf = (ids: string | null, root: Document | ShadowRoot): string =>
    tidy(
      (ids ?? '')
        .split(' ')
        .map((id) => (id === '' ? '' : root.getElementById(id)?.textContent))
        .join(' '),
    );
  const nameOf = (one: HTMLElement): string => {
    const root = one.getRootNode() as Document | ShadowRoot;
    const own = tidy(one.getAttribute('aria-label')) || textsOf(one.getAttribute('aria-labelledby'), root);
    if (own !== '') return own;
    const labels = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])] : [];
    if (labels.length > 0) return tidy(labels.map((label) => label.textContent).join(' '));
    return tidy(one.textContent).slice(0, 120);
  };
  const roles: Record<string, string> = { BUTTON: 'button', A: 'link', SELECT: 'combobox', TEXTAREA: 'textbox' };
  const types: Record<string, string> = { checkbox: 'checkbox', radio: 'radio', file: 'file', submit: 'button' };
  const input = element instanceof HTMLInputElement ? (types[element.type] ?? 'textbox') : undefined;
  const rings = (one: Element | null | undefined): boolean => {
    if (one == null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  };
  // Where the control itself is drawn away, its box or its neighbour wears the ring.
  let isMarked = rings(element) || rings(element.nextElementSibling);
  for (let around = element.parentElement, steps = 0; !isMarked && around !== null && steps < 3; steps += 1) {
    isMarked = around.matches(':focus-within') && rings(around);
    around = around.parentElement;
  }
  const box = element.getBoundingClientRect();
  const dialog = element.closest('dialog, [role="dialog"]');
  return {
    role: element.getAttribute('role') ?? input ?? roles[element.tagName] ?? element.localName,
    name: nameOf(element),
    isChecked: element.matches(':checked') || element.getAttribute('aria-checked') === 'true',
    dialog: dialog instanceof HTMLElement ? nameOf(dialog) : null,
    isMarked,
    isInSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

/** Runs in the page before anything else: keeps every word that a screen reader would be told. */
function listenInPage(): void {
  const spoken: string[] = [];
  (globalThis as unknown as { spoken: string[] }).spoken = spoken;
  const LIVE = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
  const hear = (records: MutationRecord[]): void => {
    for (const { target, addedNodes } of records) {
      const about = target instanceof Element ? target : target.parentElement;
      const region = about?.closest(LIVE);
      const texts = region == null ? [] : [...addedNodes].map((node) => node.textContent);
      if (region != null && addedNodes.length === 0) texts.push(about?.textContent ?? null);
      // A region that comes into being with its words in it is read as well when it is an alert.
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        const alerts = node.matches(LIVE) ? [node] : [...node.querySelectorAll(LIVE)];
        texts.push(...alerts.map((alert) => alert.textContent));
      }
      spoken.push(...texts.map((text) => (text ?? '').replace(/\s+/gu, ' ').trim()).filter(Boolean));
    }
  };
  const watch = (root: Node): void =>
    new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true });
  /** Where this runs only once the page is there, its shadow trees are there as well. */
  const watchAll = (root: Document | ShadowRoot): void => {
    watch(root);
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) watchAll(shadowRoot);
  };
  watchAll(document);
  Element.prototype.attachShadow = new Proxy(Reflect.get(Element.prototype, 'attachShadow'), {
    apply(attach, element: Element, given: [ShadowRootInit]) {
      const root = Reflect.apply(attach, element, given);
      watch(root);
      return root;
    },
  });
}

/** Starts to listen to what a page announces; call it before the page is opened. */
export async function listen(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(listenInPage);
}

/** Waits until the page has announced it. */
export async function hears(page: Page, wanted: RegExp): Promise<void> {
  const spoken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken);
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await spoken()).some((text) => wanted.test(text))) {
    if (Date.now() > deadline)
      throw new Error(`Never announced ${String(wanted)}, but:\n${(await spoken()).join('\n')}`);
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
}

/** What has the focus; null when nothing has, and the next Tab starts at the top of the page. */
export const focus = (page: Page): Promise<Focus | null> => page.evaluate(focusInPage);

/** Waits until the focus is where the last step should have left it. */
export async function focusIs(page: Page, wanted: (focus: Focus | null) => boolean, what: string): Promise<Focus> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = await focus(page);
    if (wanted(now) && now !== null) return now;
    if (Date.now() > deadline) throw new Error(`The focus should be ${what}, but is on ${JSON.stringify(now)}`);
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
}

const fits = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/**
 * Past a page's last control Firefox hands the keyboard to its own bars, where no driver follows, and marks no focus in the
 * page until it is back. To go to another tab and return brings it back.
 */
async function comeBack(page: Page): Promise<void> {
  if (await page.evaluate(() => document.hasFocus())) return;
  const other = await page.browser().newPage();
  await page.bringToFront();
  await other.close();
}

/** One key, and then the focus must be on something that shows it. */
async function step(page: Page, key: KeyInput): Promise<Focus | null> {
  await page.keyboard.press(key);
  const now = await focus(page);
  if (now === null) await comeBack(page);
  if (now !== null && !now.isMarked) throw new Error(`The focus cannot be seen on ${JSON.stringify(now)}`);
  if (now !== null && !now.isInSight) throw new Error(`The focus is out of sight on ${JSON.stringify(now)}`);
  return now;
}

/** Presses Tab until the control has the focus. A radio is reached through its group, by the arrows. */
export async function moveTo(page: Page, role: Role, name: string | RegExp): Promise<Focus> {
  await find(page, role, name);
  const passed: string[] = [];
  let now = await focus(page);
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (now !== null && now.role === role && fits(now.name, name)) return now;
    if (now?.role === 'radio' && role === 'radio') {
      const inGroup = await moveWithin(page, name);
      if (inGroup !== null) return inGroup;
    }
    now = await step(page, 'Tab');
    passed.push(now === null ? '(page)' : `${now.role} ${now.name}`);
  }
  throw new Error(`Tab never reached ${role} ${String(name)}. Passed:\n${passed.join('\n')}`);
}

/**
 * Through the radios of a group; null when the one that is wanted is not among them. Past the last comes the first, but not
 * in WebKit, where it is the way back.
 */
async function moveWithin(page: Page, name: string | RegExp): Promise<Focus | null> {
  const first = await focus(page);
  for (const key of ['ArrowDown', 'ArrowUp'] as const) {
    let before = await focus(page);
    for (let steps = 0; steps < 20; steps += 1) {
      const now = await step(page, key);
      if (now !== null && fits(now.name, name)) return now;
      if (now === null || now.name === first?.name) return null;
      if (now.name === before?.name) break;
      before = now;
    }
  }
  return null;
}

/** Moves there and presses it. */
export async function press(page: Page, role: Role, name: string | RegExp): Promise<void> {
  await moveTo(page, role, name);
  await page.keyboard.press(role === 'checkbox' ? 'Space' : 'Enter');
}

/** Moves there and ticks it, unless it is ticked. */
export async function check(page: Page, role: 'checkbox' | 'radio', name: string | RegExp): Promise<void> {
  const box = await moveTo(page, role, name);
  if (box.isChecked) return;
  await page.keyboard.press('Space');
  await focusIs(page, (now) => now?.isChecked === true && fits(now.name, name), `on ${String(name)}, ticked`);
}

/** Moves to a field and types over what is in it. */
export async function fill(
  page: Page,
  role: 'textbox' | 'combobox',
  name: string | RegExp,
  text: string,
): Promise<void> {
  await moveTo(page, role, name);
  await page.keyboard.down('Control');
  await page.keyboard.press('KeyA');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
}
