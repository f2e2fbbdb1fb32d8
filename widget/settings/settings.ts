import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { TabName } from '../element/open-tab.ts';
import type { SettingsView } from './settings-view.ts';

/**
 * @summary Everything composed, for hosts that want one tag: set-up, ad accounts, mapping, audiences, controls and activity.
 *
 * Fires what the elements inside fire, too.
 * @fires {Event} change - when a person opened another tab: read `tab` then, for a link to it.
 * @slot header - In place of the title and the line under it.
 * @slot help - Your own help, for a person who may not see any of it.
 * @slot accounts-help - Your own help, where there are no ad accounts or they cannot be shown.
 * @slot mapping-help - The same for the mapping.
 * @slot audiences-help - The same for audiences and exports.
 * @slot controls-help - The same for the controls.
 * @slot activity-help - The same for the activity.
 * @csspart header - Title and the line under it.
 * @csspart steps - The set-up strip, there until the next visit after its last step.
 * @csspart tabs - The row of tabs.
 * @csspart tab - One tab.
 * @csspart panel - The frame of the element in each tab; so are all parts of the elements inside, by their own names.
 * @csspart banner - The line that says that the page is offline.
 * @csspart dialog - The confirmation before the product's developer app is used again.
 * @csspart state - The centred block for a person who may not see any of it.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart danger-button - The one that takes away or stops something; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 */
export class TikTokAdsSettings extends LazyElement<SettingsView> {
  static override properties = {
    tab: { reflect: true },
    allowToken: { type: Boolean, attribute: 'allow-token' },
    developerApp: { type: Boolean, attribute: 'developer-app' },
  };

  /** The open tab: `accounts`, `mapping`, `audiences`, `controls` or `activity`. Default `accounts`. */
  declare tab: TabName;
  /** Also offers to paste an access token, for partners that TikTok gave one. Default false. */
  declare allowToken: boolean;
  /** Lets the workspace bring a TikTok developer app of its own. Default false: the server's is used. */
  declare developerApp: boolean;

  constructor() {
    super();
    this.tab = 'accounts';
    this.allowToken = false;
    this.developerApp = false;
  }

  protected override get loadingLabel(): string {
    return this.labels.settings.loading;
  }

  protected override async loadView(host: ViewHost): Promise<SettingsView> {
    const { SettingsView } = await import('./settings-view.ts');
    return new SettingsView(host, this);
  }
}
