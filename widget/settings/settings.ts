import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { SettingsView, TabName } from './settings-view.ts';

/**
 * @summary Everything composed, for hosts that want one tag: set-up, ad accounts, mapping and audiences.
 *
 * Fires what the elements inside fire.
 */
export class TikTokAdsSettings extends LazyElement<SettingsView> {
  static override properties = { tab: { reflect: true } };

  /** The open tab: `accounts`, `mapping` or `audiences`. Default `accounts`. */
  declare tab: TabName;

  constructor() {
    super();
    this.tab = 'accounts';
  }

  protected override get loadingLabel(): string {
    return this.labels.settings.loading;
  }

  protected override async loadView(host: ViewHost): Promise<SettingsView> {
    const { SettingsView } = await import('./settings-view.ts');
    return new SettingsView(host, this);
  }
}
