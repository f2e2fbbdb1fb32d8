import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { AdAccountListView } from './list-view.ts';

/**
 * @summary The workspace's ad accounts with their live status, and the sign-ins they hang on; removes, refreshes, connects and disconnects.
 * @fires {TikTokAccountRemovedEvent} tiktok-account-removed - when an ad account was removed.
 * @fires {TikTokAccountsImportedEvent} tiktok-accounts-imported - when ad accounts were imported from its connect button.
 * @csspart panel - The frame of all of it.
 * @csspart table - The table, which becomes cards below 480 pixels.
 * @csspart row - One ad account.
 * @csspart sign-in - One sign-in, below the ad accounts.
 * @csspart banner - A message above what is shown.
 * @csspart dialog - The confirmation before an ad account is removed or a sign-in disconnected.
 * @csspart trigger - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart danger-button - The one that takes away or stops something; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @csspart badge - A short label beside a name, such as Sandbox.
 * @csspart status - How something is, in a word with its icon.
 * @slot help - Your own help, where the element is empty or can’t be shown.
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
