import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { SettingsView, TabName } from './settings-view.ts';

/**
 * @summary Everything composed, for hosts that want one tag: set-up, ad accounts, mapping and audiences.
 *
 * Fires what the elements inside fire.
 * @csspart header - Title and the line under it.
 * @csspart steps - The set-up strip, there while a step is open.
 * @csspart tabs - The row of tabs.
 * @csspart tab - One tab.
 * @cssproperty --tiktok-accent - Fill of primary buttons; links, ticks and focus derive from it.
 * @cssproperty --tiktok-font - Default: the page's font.
 * @cssproperty --tiktok-font-size - Of body text; the other sizes follow. Default 14px.
 * @cssproperty --tiktok-radius - Of banners and menus; the other radii follow. Default 8px.
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
