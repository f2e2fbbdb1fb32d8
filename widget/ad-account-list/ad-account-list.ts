import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { AdAccountListView } from './list-view.ts';

/**
 * @summary The workspace's ad accounts with their live status, and the sign-ins they hang on; removes, refreshes, connects and disconnects.
 * @fires {TikTokAccountRemovedEvent} tiktok-account-removed - when an ad account was removed.
 * @fires {TikTokAccountsImportedEvent} tiktok-accounts-imported - when ad accounts were imported from its connect button.
 * @fires {TikTokErrorEvent} tiktok-error - when a call failed and the person has been told.
 * @csspart panel - The frame of all of it.
 * @csspart table - The table, which becomes cards below 480 pixels.
 * @csspart row - One ad account.
 * @csspart sign-in - One sign-in, below the ad accounts.
 * @csspart banner - A message above what is shown.
 * @csspart dialog - The confirmation before an ad account is removed or a sign-in disconnected.
 * @csspart button - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @csspart state - The centred block for empty, refused and failed.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 * @cssproperty --tiktok-accent - Fill of primary buttons; links, ticks and focus derive from it.
 * @cssproperty --tiktok-font - Default: the page's font.
 * @cssproperty --tiktok-font-size - Of body text; the other sizes follow. Default 14px.
 * @cssproperty --tiktok-radius - Of banners and menus; the other radii follow. Default 8px.
 * @cssproperty --tiktok-color-surface - Of the panel; the other roles are `--tiktok-color-…` too (see `styles/tokens.ts`).
 */
export class TikTokAdAccountList extends LazyElement<AdAccountListView> {
  static override properties = { allowToken: { type: Boolean, attribute: 'allow-token' } };

  /** Also offers to paste an access token, for partners that TikTok gave one. Default false. */
  declare allowToken: boolean;

  constructor() {
    super();
    this.allowToken = false;
  }

  /** Loads the list again; what is shown stays until the new one is there. */
  async refresh(): Promise<void> {
    await this.view?.refresh();
  }

  protected override get loadingLabel(): string {
    return this.labels.adAccountList.loading;
  }

  protected override async loadView(host: ViewHost): Promise<AdAccountListView> {
    const { AdAccountListView } = await import('./list-view.ts');
    return new AdAccountListView(host, this);
  }
}
