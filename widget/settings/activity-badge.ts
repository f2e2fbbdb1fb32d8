import { html, nothing, type TemplateResult } from 'lit';
import { ACTIVITY_COUNTS_EVENT, type ActivityCountsEvent } from '../element/activity-counts.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** Events come in bursts: the number is asked for once they have calmed down. */
const CALM_MS = 500;
/** Above it, that there are many says enough. */
const MOST = 99;

/** The red number on the tab: how many events need somebody. The feed tells it while it is open, the stream otherwise. */
export class ActivityBadge {
  readonly #host: ViewHost;
  readonly #isInSight: () => boolean;
  #count = 0;
  #isKnown = false;
  #leave: (() => void) | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** The answer of an earlier question is no news. */
  #asked = 0;

  /** @param isInSight the tab with the events is open, where each of them is told by itself */
  constructor(host: ViewHost, isInSight: () => boolean) {
    this.#host = host;
    this.#isInSight = isInSight;
  }

  connected(): void {
    this.#host.element.addEventListener(ACTIVITY_COUNTS_EVENT, this.#told);
    this.#listen();
  }

  disconnected(): void {
    this.#host.element.removeEventListener(ACTIVITY_COUNTS_EVENT, this.#told);
    this.#leave?.();
    this.#leave = undefined;
    this.#forgetPlan();
  }

  #forgetPlan(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#asked += 1;
  }

  /** Another session has another number. */
  reset(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#forgetPlan();
    this.#count = 0;
    this.#isKnown = false;
    if (!this.#host.element.isConnected) return;
    this.#listen();
    void this.load();
  }

  #listen(): void {
    const { client, isLive } = this.#host;
    if (client === undefined || !isLive || this.#leave !== undefined) return;
    this.#leave = client.subscribe((message) => {
      if (message.kind === 'state' || this.#soon !== undefined) return;
      this.#soon = setTimeout(() => {
        this.#soon = undefined;
        void this.load();
      }, CALM_MS);
    });
  }

  readonly #told = (event: Event): void => {
    event.stopPropagation();
    this.#asked += 1;
    this.#take((event as ActivityCountsEvent).detail.needsYou);
  };

  async load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    const asked = (this.#asked += 1);
    // The number is a courtesy: the feed says what is wrong.
    const page = await client.call('listActivity', { query: { limit: 1 } }).catch(() => undefined);
    if (page !== undefined && asked === this.#asked && client === this.#host.client) this.#take(page.counts.needsYou);
  }

  #take(count: number): void {
    const isMore = this.#isKnown && count > this.#count;
    this.#isKnown = true;
    if (count === this.#count) return;
    this.#count = count;
    if (isMore && !this.#isInSight()) this.#host.announce(this.#host.labels.settings.nowNeedYou(count));
    this.#host.update();
  }

  render(): TemplateResult | typeof nothing {
    if (this.#count === 0) return nothing;
    const { labels, format } = this.#host;
    const text = this.#count > MOST ? `${MOST}+` : format.number(this.#count);
    return html` <span class="tab__alarm"><span aria-hidden="true">${text}</span><span class="visually-hidden">${labels.settings.needYou(this.#count)}</span></span>`;
  }
}
