/// <reference lib="dom" />
import type { CDPSession, Page } from 'puppeteer-core';

// A scene by keyboard alone: Tab reaches whatever can be used and comes out at the end, every stop has a role and a name and
// is seen, and Esc gives the focus back to what opened a dialog, a menu or a list.

/** Put into the page before its own scripts: who had the focus when something opened over the page. */
export async function watchOpeners(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const openers = new WeakMap<Element, HTMLElement>();
    (globalThis as unknown as { openers: typeof openers }).openers = openers;
    const note = (opened: Element): void => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
      if (active instanceof HTMLElement && active !== document.body) openers.set(opened, active);
    };
    for (const [prototype, method] of [
      [HTMLDialogElement.prototype, 'showModal'],
      [HTMLElement.prototype, 'showPopover'],
    ] as const) {
      const open = Reflect.get(prototype, method) as (...given: unknown[]) => void;
      Reflect.set(prototype, method, function (this: HTMLElement, ...given: unknown[]) {
        note(this);
        return Reflect.apply(open, this, given);
      });
    }
  });
}

interface Stop {
  /** Numbered as the page met it; -1 for the page itself. */
  readonly id: number;
  readonly said: string;
  readonly isMarked: boolean;
  readonly isSeen: boolean;
  /** A field for a time or a day, in which Tab goes through its parts. */
  readonly hasParts: boolean;
}

/** Runs in the page. Where the focus is, and whether a person sees it. */
function stopInPage(): Stop {
  const world = globalThis as unknown as { stops?: Element[] };
  world.stops ??= [];
  let element: Element | null = document.activeElement;
  while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body)
    return { id: -1, said: 'the page', isMarked: true, isSeen: true, hasParts: false };
  if (!world.stops.includes(element)) world.stops.push(element);
  const rings = (one: Element | null | undefined): boolean => {
    if (one == null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow.includes('0px 0px 0px 2px');
  };
  let isMarked = rings(element) || rings(element.nextElementSibling);
  for (let around = element.parentElement, steps = 0; !isMarked && around !== null && steps < 3; steps += 1) {
    isMarked = around.matches(':focus-within') && rings(around);
    around = around.parentElement;
  }
  // Where the box is drawn away, its label stands for it.
  const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0] : undefined;
  const bodies = label === undefined ? [element] : [element, label];
  const isSeen = bodies.some((body) => {
    const box = body.getBoundingClientRect();
    const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    return xs.some((x) =>
      ys.some((y) => {
        const root = body.getRootNode() as ShadowRoot;
        const top = root.elementFromPoint(x, y);
        return (
          top !== null &&
          // A menu that the person has opened may lie over what opened it.
          (top.closest('[popover], [role="menu"]') !== null ||
            body.contains(top) ||
            (top.contains(body) === (top === body.parentElement) && top === body.parentElement))
        );
      }),
    );
  });
  const said = `${element.getAttribute('role') ?? element.localName}.${[...element.classList].join('.')} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/gu, ' ').trim().slice(0, 60)}”`;
  return {
    id: world.stops.indexOf(element),
    said,
    isMarked,
    isSeen,
    hasParts: element.matches('[type=time], [type=date], [type=datetime-local]'),
  };
}

/** Runs in the page. What can be used and was no stop. */
function neverReached(): string[] {
  const { stops = [] } = globalThis as unknown as { stops?: Element[] };
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : roots(shadowRoot))),
  ];
  const all = roots(document);
  const modals = all.flatMap((root) => [...root.querySelectorAll('dialog:modal')]);
  const missed: string[] = [];
  for (const root of all) {
    const groups = new Set(
      stops.flatMap((stop) =>
        stop instanceof HTMLInputElement && stop.type === 'radio' && stop.getRootNode() === root ? [stop.name] : [],
      ),
    );
    for (const control of root.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]',
    )) {
      if (control.tabIndex > 0) missed.push(`a positive tabindex: ${control.localName}`);
      if (control.tabIndex < 0 || control.matches(':disabled, [inert], [inert] *')) continue;
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('details:not([open])') !== null)
        continue;
      if (modals.length > 0 && !modals.some((modal) => modal.contains(control))) continue;
      if (control instanceof HTMLInputElement && control.type === 'radio' && groups.has(control.name)) continue;
      if (stops.includes(control)) continue;
      missed.push(
        `Tab never comes to ${control.localName}.${[...control.classList].join('.')} “${(control.getAttribute('aria-label') ?? control.textContent ?? '').replace(/\s+/gu, ' ').trim().slice(0, 60)}”`,
      );
    }
  }
  return missed;
}

/** Walks through the scene by Tab. @param mostStops more are not walked; a list of a thousand rows has no end */
export async function walkProblems(page: Page, session: CDPSession, mostStops: number): Promise<string[]> {
  const problems: string[] = [];
  const isModal = await page.evaluate(hasModal);
  // What the person has opened over the page may lie over what opened it, until it is closed.
  const isOpenOver = !isModal && (await page.evaluate(openOver)) !== null;
  const first = await page.evaluate(stopInPage);
  let now = first;
  let rounds = 0;
  const seen = new Set<number>();
  for (let stops = 0; ; stops += 1) {
    if (stops > mostStops) return problems;
    await tab(session);
    const before = now;
    now = await page.evaluate(stopInPage);
    if (now.id === before.id && now.hasParts) continue;
    // A dialog with one control has no other: what it should have is looked for below.
    if (isModal && now.id === before.id && seen.size <= 1) break;
    if (now.id === before.id && now.id !== -1) {
      problems.push(`Tab stays at ${now.said}`);
      return problems;
    }
    if (now.id === -1) {
      // From wherever the focus was to the end, and once from the top.
      rounds += 1;
      if (rounds === 2 || before.id === -1) break;
      continue;
    }
    if (seen.has(now.id) && (isModal || rounds === 2)) break;
    if (!seen.has(now.id)) {
      if (!now.isMarked) problems.push(`the focus cannot be seen at ${now.said}`);
      if (!now.isSeen && !isOpenOver) problems.push(`something lies over ${now.said}, which has the focus`);
    }
    seen.add(now.id);
  }
  problems.push(...(await page.evaluate(neverReached)));
  return problems;
}

/** Runs in the page. */
function hasModal(): boolean {
  const look = (root: Document | ShadowRoot): boolean =>
    root.querySelector('dialog:modal') !== null ||
    [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && look(shadowRoot));
  return look(document);
}

async function tab(session: CDPSession): Promise<void> {
  await key(session, 'Tab', 9);
}

async function key(session: CDPSession, name: string, code: number): Promise<void> {
  const what = { key: name, code: name, windowsVirtualKeyCode: code };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...what });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...what });
}

/** Runs in the page. What is open over it, and marks it; null for nothing. */
function openOver(): string | null {
  const world = globalThis as unknown as { over?: Element };
  const look = (root: Document | ShadowRoot): Element[] => [
    ...root.querySelectorAll('dialog:modal, :popover-open'),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : look(shadowRoot))),
  ];
  const over = look(document).at(-1);
  if (over === undefined) return null;
  world.over = over;
  return `${over.localName}.${[...over.classList].join('.')}`;
}

/** Runs in the page, after Esc. Why the focus is not where it should be; null when it is. */
async function afterEscape(): Promise<string | null> {
  const world = globalThis as unknown as { over?: HTMLElement; openers: WeakMap<Element, HTMLElement> };
  for (let frames = 0; frames < 4; frames += 1) await new Promise((next) => requestAnimationFrame(next));
  const { over } = world;
  if (over === undefined) return null;
  let active: Element | null = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  const said =
    active === null || active === document.body
      ? 'nothing'
      : `${active.localName}.${[...active.classList].join('.')} “${(active.getAttribute('aria-label') ?? active.textContent ?? '').replace(/\s+/gu, ' ').trim().slice(0, 60)}”`;
  const isOpen = over.isConnected && (over.matches('dialog:modal') || over.matches(':popover-open'));
  // It may have something to ask first, or be busy with what may not be left half done.
  if (isOpen) return over.contains(active) ? null : `it stays open, and the focus is on ${said}`;
  if (active?.closest('dialog:modal') != null) return null;
  const opener = world.openers.get(over);
  const canTake = opener?.isConnected === true && opener.checkVisibility() && !opener.matches(':disabled');
  if (said === 'nothing')
    return `the focus is on nothing, ${canTake ? `not on its opener “${opener.textContent?.trim().slice(0, 40)}”` : 'its opener is gone'}`;
  if (canTake && active !== opener && !over.contains(opener))
    return `the focus is on ${said}, not on its opener “${opener.textContent?.trim().slice(0, 40)}”`;
  return null;
}

/** Presses Esc where something is open over the page, and looks where the focus went. */
export async function escapeProblems(page: Page, session: CDPSession): Promise<string[]> {
  const over = await page.evaluate(openOver);
  if (over === null) return [];
  await key(session, 'Escape', 27);
  const why = await page.evaluate(afterEscape);
  return why === null ? [] : [`after Esc in ${over} ${why}`];
}

/** One scene in so many is walked through in every run, by its name; all of them where something is open over the page. */
const WALKED_ONE_IN = 8;
const MOST_STOPS = 60;

/** What a run of the pictures looks at by keyboard, which is a sample; access.ts looks at every scene. Comes last: it presses keys. */
export async function keyboardProblems(page: Page, session: CDPSession, path: string): Promise<string[]> {
  const isOver = (await page.evaluate(openOver)) !== null;
  const sum = Buffer.from(path).reduce((total, byte) => total + byte, 0);
  if (!isOver && sum % WALKED_ONE_IN !== 0) return [];
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 1280,
    height: 760,
    deviceScaleFactor: 1,
    mobile: false,
  });
  const walked = await walkProblems(page, session, MOST_STOPS);
  return [...walked, ...(await escapeProblems(page, session))].map((line) => `by keyboard: ${line}`);
}
