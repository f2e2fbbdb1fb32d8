import type { Keyboard, Page } from 'puppeteer-core';

type KeyMethod = (key: string, options?: object) => Promise<void>;

/**
 * Gives a page of Firefox the focus before a key, where it has lost it or never had it. Firefox gives it together with the first key
 * otherwise, and a button that is pressed in that moment hears of the key but is not clicked.
 */
export function keepFocus(page: Page): void {
  const { keyboard } = page;
  for (const method of ['press', 'down', 'type'] as const satisfies (keyof Keyboard)[]) {
    const original = (Reflect.get(keyboard, method) as KeyMethod).bind(keyboard);
    const withFocus: KeyMethod = async (key, options) => {
      if (!(await page.evaluate(() => document.hasFocus()))) await page.bringToFront();
      return original(key, options);
    };
    Reflect.set(keyboard, method, withFocus);
  }
}
