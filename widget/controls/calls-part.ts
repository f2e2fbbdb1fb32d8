import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TikTokCall } from '../../shared/calls.ts';
import { CALL_STATUSES, type CallStatus } from '../../shared/control-kinds.ts';
import type { SessionView } from '../../shared/sessions.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { failureBanner, failureBlock } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { renderBones, renderOlder } from './decided-list.ts';
import { FilteredPages, NEXT_PAGE } from './filtered-pages.ts';
import { renderCall } from './render-call.ts';
import { renderFilter } from './render-filter.ts';

/** The last part: what was sent to TikTok, by whom, and what TikTok said. */
export class CallsPart {
  readonly #pages: FilteredPages<TikTokCall, CallStatus>;
  readonly #host: ViewHost;
  readonly #session: () => SessionView | undefined;
  readonly #nameOf: (advertiserId: string | null) => string | null;
  readonly #slow: SlowLoad;

  constructor(
    host: ViewHost,
    session: () => SessionView | undefined,
    nameOf: (advertiserId: string | null) => string | null,
  ) {
    this.#host = host;
    this.#session = session;
    this.#nameOf = nameOf;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
    this.#pages = new FilteredPages(host, {
      read: (client, filter, { cursor, limit, signal }) =>
        client.call('listTikTokCalls', {
          query: {
            limit,
            ...(filter === 'all' ? {} : { status: filter }),
            ...(cursor === undefined ? {} : { cursor }),
          },
          signal,
        }),
      titles: '.call__title',
      slow: this.#slow,
    });
  }

  stop(): void {
    this.#pages.stop();
  }

  reset(): void {
    this.#pages.reset();
  }

  /** The newest ones. @param isQuiet see `FilteredPages.load` */
  async load(isQuiet = false): Promise<void> {
    // Older ones that somebody has asked for stay; the next load of their own brings the newest.
    if (isQuiet && this.#pages.items.length > NEXT_PAGE) return;
    await this.#pages.load(isQuiet);
  }

  render(clock: RelativeClock): TemplateResult {
    const { labels } = this.#host;
    const words = labels.controls;
    const { isLoaded, failure, items, filter, choose } = this.#pages;
    const isBusy = !isLoaded && failure === undefined;
    const isEmpty = isLoaded && items.length === 0 && filter === 'all';
    const options = [
      ['all', words.recentAll] as const,
      ...CALL_STATUSES.map((status) => [status, words.callStatuses[status]] as const),
    ];
    return html`<section part="panel" class="panel recent" aria-label=${words.recent} aria-busy=${isBusy ? 'true' : 'false'}>
      <header class="panel__head">
        <div class="panel__titles">
          <h3 class="title">${words.recent}${this.#slow.isSlow ? html`<span class="count">${labels.common.stillLoading}</span>` : nothing}</h3>
          <p class="subtitle">${words.recentLead}</p>
        </div>
        ${isEmpty ? nothing : html`<div class="panel__tools">${renderFilter<CallStatus | 'all'>(`${words.recent}${labels.common.colon}${words.recentFilter}`, filter, options, choose)}</div>`}
      </header>
      ${isBusy ? html`<ul class="list">${renderBones(4)}</ul>` : this.#renderContent(clock)}
    </section>`;
  }

  #renderContent(clock: RelativeClock): unknown {
    const words = this.#host.labels.controls;
    const { failure, isLoaded, items, filter, failedAtOlder, nextCursor, isLoadingOlder, loadOlder, retry } =
      this.#pages;
    if (!isLoaded) {
      return failure === undefined
        ? nothing
        : html`<div role="alert">${failureBlock(this.#host, { title: words.recentFailed, error: failure, again: retry })}</div>`;
    }
    const banner =
      failure === undefined
        ? nothing
        : html`<div class="panel__notice">
            ${failureBanner(this.#host, { title: failedAtOlder ? words.olderFailed : words.recentFailed, error: failure, again: retry })}
          </div>`;
    if (items.length === 0) {
      return filter === 'all'
        ? html`${banner}${stateBlock({ mark: 'upload', title: words.recentEmpty, text: words.recentEmptyText })}`
        : html`${banner}<p class="sub__none">${words.recentNone}</p>`;
    }
    const you = this.#session()?.userId ?? null;
    return html`${banner}
      <ul class="list" aria-label=${words.recent}>
        ${repeat(
          items,
          ({ id }) => id,
          (call) => renderCall(this.#host, call, { you, clock, nameOf: this.#nameOf }),
        )}
      </ul>
      ${nextCursor === null ? nothing : renderOlder(words, isLoadingOlder, () => void loadOlder())}`;
  }
}
