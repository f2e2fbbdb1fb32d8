import type { ActivityEvent } from '../../shared/events.ts';
import type { LiveState } from '../client/live-message.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** An interruption that is over before this is not worth a word. */
const PATIENCE_MS = 3000;
/** While nothing comes by itself, the list is read again this often. */
const READ_AGAIN_MS = 60_000;

interface LiveHearer {
  event(event: ActivityEvent): void;
  /** What is shown may have gaps: read it again. */
  readAgain(): void;
}

/** The stream as the feed sees it: hands on events, and says when they may be missing and for how long. */
export class LiveLine {
  readonly #host: ViewHost;
  readonly #hearer: LiveHearer;
  #leave: (() => void) | undefined;
  #state: LiveState = 'connecting';
  #retryAt: number | null = null;
  #isTold = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #second: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setInterval> | undefined;

  constructor(host: ViewHost, hearer: LiveHearer) {
    this.#host = host;
    this.#hearer = hearer;
  }

  open(): void {
    const { client } = this.#host;
    if (client === undefined || this.#leave !== undefined) return;
    if (!this.#host.isLive) return this.#readAgainByTime();
    this.#leave = client.subscribe((message) => {
      if (message.kind === 'event') this.#hearer.event(message.event);
      else if (message.kind === 'reset') this.#hearer.readAgain();
      else this.#moved(message.state, message.retryAt);
    });
  }

  close(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#calm();
  }

  /** What is said of an interruption: whole seconds to the next try, 0 while it is under way. Undefined while there is nothing to say. */
  get secondsLeft(): number | undefined {
    if (!this.#isTold) return undefined;
    return this.#retryAt === null ? 0 : Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1000));
  }

  readonly tryNow = (): void => this.#host.client?.reconnect();

  #moved(state: LiveState, retryAt: number | null): void {
    const wasTold = this.#isTold;
    this.#state = state;
    this.#retryAt = retryAt;
    if (state === 'live' || state === 'unavailable') this.#calm();
    if (state === 'live' && wasTold) this.#host.announce(this.#host.labels.eventFeed.live);
    if (state === 'unavailable' || state === 'interrupted') this.#readAgainByTime();
    if (state === 'interrupted') this.#interrupted();
    this.#host.update();
  }

  #readAgainByTime(): void {
    this.#again ??= setInterval(() => {
      if (!document.hidden) this.#hearer.readAgain();
    }, READ_AGAIN_MS);
  }

  #interrupted(): void {
    // Without a session nothing is planned, and the list says what is wrong.
    if (this.#retryAt === null) return this.#calm();
    if (this.#isTold) return;
    if (this.#retryAt - Date.now() > PATIENCE_MS) this.#tell();
    else this.#patience ??= setTimeout(() => this.#tell(), PATIENCE_MS);
  }

  #tell(): void {
    if (this.#state === 'live' || this.#state === 'unavailable') return;
    this.#isTold = true;
    this.#second ??= setInterval(() => this.#host.update(), 1000);
    this.#host.announce(this.#host.labels.eventFeed.interrupted);
    this.#host.update();
  }

  #calm(): void {
    clearTimeout(this.#patience);
    clearInterval(this.#second);
    clearInterval(this.#again);
    this.#patience = undefined;
    this.#second = undefined;
    this.#again = undefined;
    this.#isTold = false;
  }
}
