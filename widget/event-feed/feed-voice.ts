/** People who listen hear of new events at most this often. */
export const BREATH_MS = 5000;

/** Says what has arrived: the first at once by its title, then nothing for five seconds, then how many there were meanwhile. */
export class FeedVoice {
  readonly #say: (text: string) => void;
  readonly #many: (count: number) => string;
  #unsaid: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param many says how many, where there is more than one */
  constructor(say: (text: string) => void, many: (count: number) => string) {
    this.#say = say;
    this.#many = many;
  }

  arrived(title: string): void {
    this.#unsaid.push(title);
    if (this.#timer === undefined) this.#speak();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsaid = [];
  }

  readonly #speak = (): void => {
    this.#timer = undefined;
    const [first] = this.#unsaid;
    if (first === undefined) return;
    this.#say(this.#unsaid.length === 1 ? first : this.#many(this.#unsaid.length));
    this.#unsaid = [];
    this.#timer = setTimeout(this.#speak, BREATH_MS);
  };
}
