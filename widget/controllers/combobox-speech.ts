const PAUSE_MS = 400;

/** What a list's own live region says: after a pause in the typing, or at once. */
export class ListSpeech {
  text = '';
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  soon(say: () => string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(say()), PAUSE_MS);
  }

  now(text: string): void {
    // The same sentence twice is only spoken twice when the text differs.
    this.text = this.text === text ? `${text}\u00a0` : text;
    this.#changed();
  }

  silence(): void {
    clearTimeout(this.#timer);
    this.text = '';
  }
}
