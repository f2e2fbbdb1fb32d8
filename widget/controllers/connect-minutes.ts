import type { ReactiveController } from 'lit';
import type { ConnectPopupController } from './connect-popup.ts';
import { minutesLeft } from './connect-state.ts';

/** Minutes that are worth a sentence to people who listen; the text itself counts every one. */
const SPOKEN: readonly number[] = [5, 1];

/** Says how long TikTok’s window stays open, twice while it is. */
export class ConnectMinutesController implements ReactiveController {
  readonly #popup: ConnectPopupController;
  readonly #say: (minutes: number) => void;
  #known = 0;

  constructor(popup: ConnectPopupController, say: (minutes: number) => void) {
    this.#popup = popup;
    this.#say = say;
  }

  hostUpdate(): void {
    const { state } = this.#popup;
    if (state.name !== 'waiting') {
      this.#known = 0;
      return;
    }
    const minutes = minutesLeft(state.attempt.deadline, this.#popup.now());
    // The first number is part of what was said when the wait began.
    if (this.#known !== 0 && minutes !== this.#known && SPOKEN.includes(minutes)) this.#say(minutes);
    this.#known = minutes;
  }
}
