// What a person has dismissed: a banner until the tab is closed, a difference for good. Forgotten, it shows once more.

const PREFIX = 'tiktok-ads-connect:seen:';

/** Remembers that something was dismissed, in this page and, where the browser lets it, beyond. */
export class SeenMemory {
  readonly #seen = new Set<string>();
  readonly #storage: () => Storage;

  /** @param storage asked each time: a page or frame can be refused its storage, which throws */
  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  has(key: string): boolean {
    if (this.#seen.has(key)) return true;
    try {
      return this.#storage().getItem(PREFIX + key) !== null;
    } catch {
      return false;
    }
  }

  add(key: string): void {
    this.#seen.add(key);
    try {
      this.#storage().setItem(PREFIX + key, '1');
    } catch {
      // Then this page remembers it alone.
    }
  }
}
