import { html, type TemplateResult } from 'lit';
import type { Connection } from '../../shared/connections.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** As much of `<tiktok-connect-button>` as the feed uses; the two meet by tag only. */
interface ConnectStarter extends HTMLElement {
  environment: string;
  start(options?: { connectionId?: string; token?: boolean; focusAfter?: () => HTMLElement | null }): void;
}

/** Signs people in again out of an event. It knows the sign-ins beforehand, since a press may not wait for an answer. */
export class FeedSignIn {
  /** Another one whenever other sign-ins are known. */
  revision = 0;
  #known: ReadonlyMap<string, Connection> | undefined;
  #isAsking = false;
  #look: MutationObserver | undefined;
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  reset(): void {
    this.#know(undefined);
    this.#isAsking = false;
  }

  #know(known: ReadonlyMap<string, Connection> | undefined): void {
    this.#known = known;
    this.revision += 1;
  }

  /** Learns which sign-ins there are, once, and again after one was made. */
  async learn(isAgain = false): Promise<void> {
    const { client } = this.#host;
    if (client === undefined || this.#isAsking || (this.#known !== undefined && !isAgain)) return;
    this.#isAsking = true;
    try {
      const connections = await client.listAll('listConnections', {});
      if (client === this.#host.client) this.#know(new Map(connections.map((one) => [one.id, one])));
    } catch {
      // Without them a sign-in starts as the usual kind; the server knows better by then.
    } finally {
      this.#isAsking = false;
      this.#host.update();
    }
  }

  /** One that was disconnected for good has nothing to sign in to. While nobody knows, it may be tried. */
  isGone(connectionId: string): boolean {
    return this.#known?.has(connectionId) === false;
  }

  isToken(connectionId: string): boolean {
    return this.#known?.get(connectionId)?.source === 'token';
  }

  /** Call it inside the press, or the browser blocks the window. */
  start(connectionId: string, focusAfter: () => HTMLElement | null): void {
    const connect = this.#host.find<ConnectStarter>('tiktok-connect-button');
    if (connect === null) return;
    const connection = this.#known?.get(connectionId);
    connect.environment = connection?.environment ?? 'production';
    connect.start({ connectionId, focusAfter, ...(connection?.source === 'token' ? { token: true } : {}) });
    // What the press leads to comes up at the head of the list, which may be out of view.
    this.#look?.disconnect();
    const look = (this.#look = new MutationObserver(() => {
      if (connect.hasAttribute('idle')) return;
      look.disconnect();
      connect.scrollIntoView({ block: 'nearest' });
    }));
    look.observe(connect, { attributeFilter: ['idle'] });
  }

  render(): TemplateResult {
    return html`<tiktok-connect-button
      class="connect"
      exportparts="trigger, button, primary-button, icon-button, input, hint, notice, dialog, state"
      without-trigger
      .client=${this.#host.element.client}
    ></tiktok-connect-button>`;
  }
}
