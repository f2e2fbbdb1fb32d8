import { html, nothing, type TemplateResult } from 'lit';
import { failureBanner, failureBlock } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { keepFocusClear } from '../element/keep-focus-clear.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { bannerStyles, dialogStyles, statusStyles, tableStyles } from '../styles/controls.ts';
import { toMidnight } from './days.ts';
import { EventActions } from './event-actions.ts';
import { eventFeedStyles } from './event-feed.styles.ts';
import { FEED_FILTERS, type FeedFilter } from './feed-list.ts';
import { FeedModel } from './feed-model.ts';
import { ReadWatch } from './read-watch.ts';
import { DayList } from './render-days.ts';
import { renderHead, renderWaiting } from './render-head.ts';

/** As much of the element as its view uses. */
export interface FilterHolder {
  filter: FeedFilter;
}

/** The inside of `<tiktok-event-feed>`. */
export class FeedView implements ElementView {
  readonly styles = [bannerStyles, statusStyles, tableStyles, dialogStyles, eventFeedStyles];
  readonly #host: ViewHost;
  readonly #holder: FilterHolder;
  readonly #model: FeedModel;
  readonly #actions: EventActions;
  readonly #reading: ReadWatch;
  readonly #days = new DayList();
  #shownFilter: FeedFilter | undefined;
  #midnight: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost, holder: FilterHolder) {
    this.#host = host;
    this.#holder = holder;
    this.#model = new FeedModel(
      host,
      () => this.#filter,
      () => this.#holdsStill,
    );
    this.#actions = new EventActions(host, this.#model);
    this.#reading = new ReadWatch((ids) =>
      this.#model.markRead(this.#model.list.items.filter(({ id }) => ids.includes(id))),
    );
    keepFocusClear(host, '.undone');
  }

  connected(): void {
    this.#model.connected();
    this.#waitForMidnight();
  }

  disconnected(): void {
    clearTimeout(this.#midnight);
    this.#reading.stop();
    this.#model.disconnected();
  }

  clientChanged(): void {
    this.#shownFilter = this.#filter;
    this.#actions.reset();
    this.#model.reset();
  }

  backOnline(): void {
    void this.#model.load();
  }

  refresh(): Promise<void> {
    return this.#model.load();
  }

  get #filter(): FeedFilter {
    return FEED_FILTERS.includes(this.#holder.filter) ? this.#holder.filter : 'all';
  }

  /** The person is further down, or about to press something that would move away. */
  get #holdsStill(): boolean {
    const list = this.#host.find('.feed__list');
    if (list === null) return false;
    if (this.#host.element.shadowRoot?.activeElement?.matches('.event :is(a, button):focus-visible') === true)
      return true;
    // The pointer is in few lists; only there it is worth a search.
    if (list.matches(':hover') && list.querySelector('.event :is(a, button):hover') !== null) return true;
    const { height, top } = list.getBoundingClientRect();
    return height > 0 && top < 0;
  }

  /** The day headings say "Today". */
  #waitForMidnight(): void {
    clearTimeout(this.#midnight);
    this.#midnight = setTimeout(() => {
      this.#host.update();
      this.#waitForMidnight();
    }, toMidnight(Date.now()));
  }

  readonly #choose = (filter: FeedFilter): void => {
    if (filter === this.#filter) return;
    this.#holder.filter = filter;
    this.#host.element.dispatchEvent(new Event('change', { bubbles: true }));
  };

  updated(): void {
    if (this.#shownFilter !== this.#filter && this.#host.client !== undefined) {
      this.#shownFilter = this.#filter;
      this.#model.filterChanged();
    }
    const rows = new Map<Element, string>();
    for (const row of this.#host.element.shadowRoot?.querySelectorAll<HTMLElement>('.event.is-unread') ?? [])
      rows.set(row, row.dataset['event'] ?? '');
    this.#reading.watch(rows);
  }

  render(): TemplateResult {
    const words = this.#host.labels.eventFeed;
    const model = this.#model;
    const { list, failure, mayRead } = model;
    const isBusy = !list.isLoaded && failure === undefined && mayRead;
    return html`<section part="panel" class="panel feed" aria-label=${words.title} aria-busy=${isBusy ? 'true' : 'false'}>
      ${mayRead ? renderHead(this.#host, model, this.#filter, this.#choose) : nothing}
      ${this.#model.signIn.render()} ${isBusy ? renderWaiting(this.#host, model.isSlow) : this.#renderContent()}
    </section>`;
  }

  #renderContent(): unknown {
    const { labels } = this.#host;
    const words = labels.eventFeed;
    const { list, failure, failedAtOlder, mayRead, retry } = this.#model;
    if (!mayRead) return stateBlock({ mark: 'lock', title: words.noPermissionTitle, text: words.noPermission });
    if (!list.isLoaded)
      return failure === undefined
        ? nothing
        : html`<div role="alert">${failureBlock(this.#host, { title: words.loadFailed, error: failure, again: retry })}</div>`;
    const failed = (title: string) =>
      failure === undefined
        ? nothing
        : html`<div class="feed__notice">${failureBanner(this.#host, { title, error: failure, again: retry })}</div>`;
    return html`${failedAtOlder ? nothing : failed(words.loadFailed)} ${this.#renderInterrupted()}
    ${list.items.length + list.fresh.length === 0 ? this.#renderEmpty() : this.#renderList()}
    ${failedAtOlder ? failed(words.olderFailed) : nothing} ${this.#renderFoot()} ${this.#renderUndo()}`;
  }

  #renderList(): TemplateResult {
    return html`<div class="feed__list">
      ${this.#renderFresh()} ${this.#days.render(this.#host, this.#model, this.#actions)}
    </div>`;
  }

  #renderEmpty(): TemplateResult {
    const { title, text } = this.#host.labels.eventFeed.empty[this.#filter];
    return stateBlock({ mark: this.#filter === 'needs_you' ? 'check' : 'clock', title, text });
  }

  #renderInterrupted(): unknown {
    const words = this.#host.labels.eventFeed;
    const { live } = this.#model;
    const seconds = live.secondsLeft;
    if (seconds === undefined) return nothing;
    return html`<section part="banner" class="feed__notice banner">
      ${icon('offline')}
      <div class="banner__text">
        <h4>${words.interrupted}</h4>
        <p class="num">${seconds === 0 ? words.trying : words.tryingIn(seconds)}</p>
      </div>
      <div class="actions">
        <button type="button" part="button" class="btn btn--small" @click=${live.tryNow}>${words.tryNow}</button>
      </div>
    </section>`;
  }

  /** Above what is read, wherever the person is: pressed, it leads there. */
  #renderFresh(): unknown {
    const words = this.#host.labels.eventFeed;
    const count = this.#model.list.fresh.length;
    if (count === 0) return nothing;
    return html`<div class="fresh">
      <button type="button" part="button" class="btn btn--small" aria-label=${words.freshName(count)} @click=${() => void this.#showFresh()}>
        ${icon('arrow')}${words.fresh(count)}
      </button>
    </div>`;
  }

  async #showFresh(): Promise<void> {
    this.#model.showFresh();
    await this.#host.element.updateComplete;
    const first = this.#host.find('.event__title');
    this.#host.find('.feed__list')?.scrollIntoView({ block: 'start' });
    first?.focus({ preventScroll: true });
  }

  #renderFoot(): unknown {
    const words = this.#host.labels.eventFeed;
    const { list, isLoadingOlder } = this.#model;
    if (list.items.length === 0) return nothing;
    if (list.nextCursor === null)
      return list.items.length > 20 ? html`<p class="table__foot feed__end">${words.kept}</p>` : nothing;
    return html`<div class="table__foot feed__older">
      <button
        type="button"
        part="button"
        class="btn btn--small"
        aria-disabled=${isLoadingOlder ? 'true' : nothing}
        @click=${() => void this.#showOlder()}
      >
        ${isLoadingOlder ? words.loadingOlder : words.older}
      </button>
    </div>`;
  }

  /** The last page takes the button away: the keyboard goes on at the first event that came. */
  async #showOlder(): Promise<void> {
    const before = this.#model.list.items.length;
    if (!(await this.#model.loadOlder()) || this.#model.list.nextCursor !== null) return;
    await this.#host.element.updateComplete;
    const titles = this.#host.element.shadowRoot?.querySelectorAll<HTMLElement>('.event__title');
    titles?.[before]?.focus();
  }

  #renderUndo(): unknown {
    const words = this.#host.labels.eventFeed;
    const { marks } = this.#model;
    if (marks.undoable === undefined) return nothing;
    const leave = (act: () => void) => () => {
      // Before the pressed button goes.
      this.#host.find('.feed__head .title')?.focus();
      act();
    };
    return html`<div class="undone">
      <p>${words.markedRead(marks.undoable)}</p>
      <span class="actions">
        <button type="button" part="button" class="btn btn--small" @click=${leave(() => this.#model.undoMarkAll())}>${words.undo}</button>
        <button type="button" part="button" class="btn btn--quiet btn--small" @click=${leave(marks.settle)}>${words.dismiss}</button>
      </span>
    </div>`;
  }
}
