import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { deepActiveElement } from '../element/focus.ts';

/** Where focus goes when nothing that was pressed is left. */
export type FocusAfter = () => HTMLElement | null;

export interface ConnectFocusOptions {
  /** What has taken the place of what was pressed is drawn. */
  isReady: () => boolean;
  /** The flow is over: focus may go back to where it came from. */
  isOver: () => boolean;
}

/**
 * Keeps the keyboard in place while a button gives way to a notice, a notice to the next and in the end to the button
 * again; never takes it away from a person who went elsewhere meanwhile.
 */
export class ConnectFocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ConnectFocusOptions;
  #moves = false;
  /** The person is at the keyboard. When what was pressed is gone, browsers draw a ring for whoever comes next. */
  #hasRing = false;
  #opener: HTMLElement | undefined;
  #after: FocusAfter | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ConnectFocusOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    // Of the host itself, and its to the end: nothing to take back.
    host.addEventListener('keydown', () => (this.#hasRing = true));
    host.addEventListener('pointerdown', () => (this.#hasRing = false));
  }

  /**
   * A flow begins: what has focus outside of the host gets it back in the end, or `after` does when that is gone.
   * @param moves false where nothing takes the place of what was pressed, as behind a dialog
   */
  begin(after: FocusAfter | undefined, moves = true): void {
    if (moves) this.move();
    if (this.#holdsFocus) return;
    this.#opener = deepActiveElement(this.#host);
    this.#hasRing = this.#opener?.matches(':focus-visible') === true;
    this.#after = after;
  }

  /** Something else stands in place: after the next update that shows it, focus follows. */
  move(): void {
    this.#moves = true;
  }

  hostUpdated(): void {
    if (!this.#moves || !this.#options.isReady()) return;
    this.#moves = false;
    const active = deepActiveElement(this.#host);
    if (active !== undefined && active !== this.#opener && !this.#holdsFocus) return;
    const root = this.#host.shadowRoot;
    if (root === null || root.querySelector('dialog') !== null) return;
    const own =
      root.querySelector<HTMLElement>('input, [data-first]') ??
      root.querySelector<HTMLElement>('.notice, .connect > .btn');
    const opener = this.#opener?.isConnected === true ? this.#opener : this.#after?.();
    const target = own ?? (this.#options.isOver() ? opener : undefined);
    target?.focus({ preventScroll: true, focusVisible: this.#hasRing });
  }

  get #holdsFocus(): boolean {
    const active = deepActiveElement(this.#host);
    return active !== undefined && this.#host.shadowRoot?.contains(active) === true;
  }
}
