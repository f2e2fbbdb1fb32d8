import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { FeedFilter } from './feed-list.ts';
import type { FeedView } from './feed-view.ts';

/**
 * @summary What happened to ads, ad accounts, sign-ins and exports, as it happens: in TikTok's words, with what to do next.
 *
 * @fires {Event} change - when a person chose another filter: read `filter` then.
 * @csspart panel - The frame of all of it.
 * @csspart filters - The row of filters.
 * @csspart filter - One filter.
 * @csspart row - One event.
 * @csspart banner - A message above the events: the list failed, or live updates are interrupted.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart trigger - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @csspart dialog - The choice of ad accounts after a new sign-in.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 */
export class TikTokEventFeed extends LazyElement<FeedView> {
  static override properties = { filter: { reflect: true } };

  /** What is shown: `all`, `needs_you`, `ads`, `accounts` or `audiences`. Default `all`. */
  declare filter: FeedFilter;

  constructor() {
    super();
    this.filter = 'all';
  }

  /** Loads the newest events again; what is shown stays until they are there. */
  async refresh(): Promise<void> {
    await this.view?.refresh();
  }

  protected override get loadingLabel(): string {
    return this.labels.eventFeed.loading;
  }

  protected override async loadView(host: ViewHost): Promise<FeedView> {
    const { FeedView } = await import('./feed-view.ts');
    return new FeedView(host, this);
  }
}
