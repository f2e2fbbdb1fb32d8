import type { Connection } from '../../shared/connections.ts';
import type { ViewHost } from '../element/lazy-element.ts';

interface ConnectOptions {
  connectionId?: string;
  /** The form for a pasted token instead of TikTok's window. */
  token?: boolean;
  focusAfter?: () => HTMLElement | null;
}

/** As much of `<tiktok-connect-button>` as the list uses; the two meet by tag only. */
export interface ConnectStarter extends HTMLElement {
  environment: string;
  start(options?: ConnectOptions): void;
  /** Opens the account picker of a connection that is signed in. */
  choose(options: { connectionId: string; focusAfter?: () => HTMLElement | null }): void;
}

/** Where in the element a sign-in shows how it goes: near what was pressed. */
export type ConnectPlace = 'list' | 'sign-ins';

/** Begins sign-ins in the connect button that stands where the person is. */
export class ConnectStart {
  readonly #host: ViewHost;
  readonly #place: ConnectPlace;
  readonly #focusAfter: () => HTMLElement | null;
  #watch: MutationObserver | undefined;

  /** @param focusAfter what gets the focus in the end, when what was pressed has left the page */
  constructor(host: ViewHost, place: ConnectPlace, focusAfter: () => HTMLElement | null) {
    this.#host = host;
    this.#place = place;
    this.#focusAfter = focusAfter;
  }

  /** Call it inside the click, or the browser blocks the window. Signs a new person in, or a connection in again. */
  start(connection?: Connection): void {
    const connect = this.#find();
    if (connect === null) return;
    connect.environment = connection?.environment ?? 'production';
    const known = connection === undefined ? {} : { connectionId: connection.id };
    const token = connection?.source === 'token' ? { token: true } : {};
    connect.start({ focusAfter: this.#focusAfter, ...known, ...token });
  }

  /** Opens the form for a token that somebody was given. */
  pasteToken(): void {
    const connect = this.#find();
    if (connect === null) return;
    connect.environment = 'production';
    connect.start({ focusAfter: this.#focusAfter, token: true });
  }

  choose(connection: Connection): void {
    const connect = this.#find();
    if (connect === null) return;
    connect.environment = connection.environment;
    connect.choose({ connectionId: connection.id, focusAfter: this.#focusAfter });
  }

  #find(): ConnectStarter | null {
    const connect = this.#host.find<ConnectStarter>(`[data-connect='${this.#place}']`);
    if (connect !== null) this.#bringIntoView(connect);
    return connect;
  }

  /** What a press leads to may come up outside of the part of the page that is in view. */
  #bringIntoView(connect: HTMLElement): void {
    this.#watch?.disconnect();
    this.#watch = new MutationObserver(() => {
      if (connect.hasAttribute('idle')) return;
      this.#watch?.disconnect();
      connect.scrollIntoView({ block: 'nearest' });
    });
    this.#watch.observe(connect, { attributeFilter: ['idle'] });
  }
}
