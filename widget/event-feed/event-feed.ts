import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { FeedFilter } from './feed-list.ts';
import type { FeedView } from './feed-view.ts';

/**
 * @summary What happened to ads, ad accounts, sign-ins and exports, as it happens: in TikTok's words, with what to do next.
 *
 * Fires `change` when a person chose another filter: read `filter` then.
 * @fires {TikTokErrorEvent} tiktok-error - when a call failed and the person has been told.
 * @csspart panel - The frame of all of it.
 * @csspart filters - The row of filters.
 * @csspart filter - One filter.
 * @csspart row - One event.
 * @csspart banner - A message above the events: the list failed, or live updates are interrupted.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart button - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @csspart dialog - The choice of ad accounts after a new sign-in.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 * @cssproperty --tiktok-accent - Fill of primary buttons; links, unread marks and focus derive from it.
 * @cssproperty --tiktok-font - Default: the page's font.
 * @cssproperty --tiktok-font-size - Of body text; the other sizes follow. Default 14px.
 * @cssproperty --tiktok-radius - Of banners and menus; the other radii follow. Default 8px.
 * @cssproperty --tiktok-color-surface - Of the panel; the other roles are `--tiktok-color-…` too (see `styles/tokens.ts`).
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
