import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { AdAccountListView } from './list-view.ts';

/**
 * @summary The workspace's ad accounts with their live status; removes one, refreshes one, connects another.
 * @fires {TikTokAccountRemovedEvent} tiktok-account-removed - when an ad account was removed.
 * @fires {TikTokAccountsImportedEvent} tiktok-accounts-imported - when ad accounts were imported from its connect button.
 * @fires {TikTokErrorEvent} tiktok-error - when a call failed and the person has been told.
 */
export class TikTokAdAccountList extends LazyElement<AdAccountListView> {
  /** Loads the list again; what is shown stays until the new one is there. */
  async refresh(): Promise<void> {
    await this.view?.refresh();
  }

  protected override get loadingLabel(): string {
    return this.labels.adAccountList.loading;
  }

  protected override async loadView(host: ViewHost): Promise<AdAccountListView> {
    const { AdAccountListView } = await import('./list-view.ts');
    return new AdAccountListView(host);
  }
}
