import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SLOW_MS = 10_000;

/** Tells after ten seconds that something is still loading, so that a slow network does not look like a broken page. */
export class SlowLoad implements ReactiveController {
  /** Ten seconds have passed since `begin`. */
  isSlow = false;
  readonly #host: ReactiveControllerHost;
  readonly #tell: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell announces it, once for each load */
  constructor(host: ReactiveControllerHost, tell: () => void) {
    this.#host = host;
    this.#tell = tell;
    host.addController(this);
  }

  /** A load begins; one under way is forgotten. */
  begin(): void {
    this.end();
    this.#timer = setTimeout(() => {
      this.isSlow = true;
      this.#tell();
      this.#host.requestUpdate();
    }, SLOW_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.isSlow = false;
  }

  hostDisconnected(): void {
    this.end();
  }
}
