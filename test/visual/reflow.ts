/// <reference lib="dom" />
import type { CDPSession, Page } from 'puppeteer-core';

// Nothing may be lost, and nothing may need to be scrolled sideways, in a window 320 pixels wide (which is 1280 at 400 %, WCAG
// 1.4.10), with text twice as large (1.4.4) and with the spacing that a reader sets (1.4.12).

/** 320 for every scene; the larger text and the wider spacing only where asked for. */
export type Squeeze = 'narrow' | 'large-text' | 'spaced-text';

const NARROW = 320;
const WIDE = 1280;
const HEIGHT = 760;

/** What a reader's own style sheet does; 1.4.12 names the figures. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
/** The element's text follows the page's; both twice as large. */
const LARGE = `:root, body { font-size: 200% !important; } tiktok-ads-provider { --tiktok-font-size: 28px !important; }`;

/** Looks at the scene under these circumstances, and leaves the page as it was but for its width. */
export async function reflowProblems(
  page: Page,
  session: CDPSession,
  squeezes: readonly Squeeze[] = ['narrow'],
): Promise<string[]> {
  const problems: string[] = [];
  for (const squeeze of squeezes) {
    const width = squeeze === 'narrow' ? NARROW : WIDE;
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: HEIGHT,
      deviceScaleFactor: 1,
      mobile: false,
    });
    const sheet = { narrow: '', 'large-text': LARGE, 'spaced-text': SPACED }[squeeze];
    const found = await page.evaluate(findLosses, sheet, squeeze === 'narrow');
    problems.push(...found.map((line) => `${squeeze} at ${width}: ${line}`));
  }
  return problems;
}

/** Runs in the page. */
async function findLosses(sheetText: string, withTargets: boolean): Promise<string[]> {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : roots(shadowRoot))),
  ];
  const all = roots(document);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  for (const root of all) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  await frame();
  await frame();
  await frame();

  const found: string[] = [];
  const targets: HTMLElement[] = [];
  const targetsIn = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        !control.matches(':disabled, [inert] *, input[type="file"], .visually-hidden, .visually-hidden *'),
    );
  /** What takes the press: the control, or its label where that is larger. */
  const boxOf = (control: HTMLElement): DOMRect => {
    const boxes = [control, ...((control as HTMLInputElement).labels ?? [])].map((each) =>
      each.getBoundingClientRect(),
    );
    return boxes.reduce((most, box) => (box.width * box.height > most.width * most.height ? box : most));
  };
  const sizeOf = (control: HTMLElement): string => {
    const { width, height } = boxOf(control);
    return `${Math.round(width)}×${Math.round(height)}`;
  };
  /** Under 24 pixels, and so near to another that a circle of 24 around it touches that one or its circle (2.5.8). */
  const tooSmall = (controls: readonly HTMLElement[]): HTMLElement[] => {
    const known = controls.map((control) => {
      const box = boxOf(control);
      const isSmall = box.width < 23.5 || box.height < 23.5;
      return { control, box, isSmall, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    });
    const small = known.filter(({ isSmall, box }) => isSmall && box.width > 0);
    return small.flatMap((one) =>
      known.some((other) => {
        if (other === one || other.box.width === 0) return false;
        if (other.isSmall) return Math.hypot(other.x - one.x, other.y - one.y) < 24;
        const dx = Math.max(other.box.left - one.x, 0, one.x - other.box.right);
        const dy = Math.max(other.box.top - one.y, 0, one.y - other.box.bottom);
        return Math.hypot(dx, dy) < 12;
      })
        ? [one.control]
        : [],
    );
  };
  const nameOf = (element: Element): string =>
    [element.localName, ...[...element.classList].filter((name) => !name.startsWith('is-'))].join('.');
  const place = (element: Element): string =>
    `${element.parentElement === null ? '' : `${nameOf(element.parentElement)} › `}${nameOf(element)} “${(element.textContent ?? '').replace(/\s+/gu, ' ').trim().slice(0, 60)}”`;
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth + 1) found.push(`the page is ${scrollWidth} wide`);
  for (const root of all) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (!(element instanceof HTMLElement) || element.clientWidth <= 1 || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      if (style.display === 'inline' || style.clipPath !== 'none') continue;
      const said = (element.textContent ?? '').trim();
      if (said === '' || element.closest('.visually-hidden') !== null) continue;
      // A table of data that keeps its columns, the exception of 1.4.10, in a box that the arrow keys scroll.
      if (element.closest('[tabindex="0"][role="group"]:has(table)') !== null) continue;
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isTall = element.scrollHeight > element.clientHeight + 2;
      const hides = (value: string): boolean => value === 'hidden' || value === 'clip';
      const sizes = `${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`;
      if (
        isWide &&
        ['auto', 'scroll'].includes(style.overflowX) &&
        !element.matches('pre, code, textarea, [role="tablist"]')
      )
        found.push(`scrolls sideways: ${place(element)} ${sizes}`);
      const isCut = (isWide && hides(style.overflowX)) || (isTall && hides(style.overflowY));
      // What is cut short with dots says all of it in a title, or stands in full elsewhere.
      const isTold = element.closest('[title]') !== null || element.querySelector('[title]') !== null;
      if (isCut && !isTold) found.push(`cut off: ${place(element)} ${sizes}`);
      const box = element.getBoundingClientRect();
      const isOut = box.right > clientWidth + 1 || box.left < -1;
      const scroller = element.closest('pre, [role="tablist"]');
      if (isOut && scroller === null && element.childElementCount === 0)
        found.push(`beyond the edge: ${place(element)} from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
    if (withTargets) targets.push(...targetsIn(root));
  }
  found.push(...tooSmall(targets).map((control) => `a small target: ${place(control)} ${sizeOf(control)}`));
  for (const root of all) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
  return found;
}
