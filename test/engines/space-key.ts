import type { Keyboard, KeyInput, Page } from 'puppeteer-core';

type KeyMethod = (key: KeyInput, options?: object) => Promise<void>;

const taught = new WeakSet<object>();

/**
 * Teaches the keyboards of Firefox's pages, all at once, that `Space` is a key: over WebDriver BiDi puppeteer 24 knows it
 * by its character only.
 */
export function teachSpaceKey(page: Page): void {
  const kind = Object.getPrototypeOf(page.keyboard) as Pick<Keyboard, 'press' | 'down' | 'up'>;
  if (taught.has(kind)) return;
  taught.add(kind);
  for (const method of ['press', 'down', 'up'] as const) {
    const original: KeyMethod = Reflect.get(kind, method);
    const withSpace: KeyMethod = function (this: Keyboard, key, options) {
      return original.call(this, key === 'Space' ? ' ' : key, options);
    };
    Object.defineProperty(kind, method, { value: withSpace, configurable: true, writable: true });
  }
}
