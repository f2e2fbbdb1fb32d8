// Importing this registers nothing and is safe on a server; `tiktok-ads-connect/widget/define` registers the elements.
export { TikTokAdAccountList } from './ad-account-list/ad-account-list.ts';
export { TikTokAudienceExporter } from './audience-exporter/audience-exporter.ts';
export {
  type CallOptions,
  type ClientOptions,
  createClient,
  type ListItem,
  type ListName,
  type TikTokAdsClient,
  type UploadOptions,
} from './client/client.ts';
export { type ClientErrorCode, isSessionError, TikTokAdsError, type TikTokAdsErrorCode } from './client/errors.ts';
export type { LiveListener, LiveMessage, LiveState } from './client/live-message.ts';
export type { FetchSessionToken, SessionTokenResult } from './client/session.ts';
export { TikTokConnectButton } from './connect-button/connect-button.ts';
export { VERSION } from './element/version.ts';
export { TikTokControls } from './controls/controls.ts';
export { TikTokEventFeed } from './event-feed/event-feed.ts';
export * from './events/index.ts';
export { type LabelOverrides, type Labels, loadLabels } from './labels/labels.ts';
export type { Language } from './labels/region.ts';
export { TikTokMappingTable } from './mapping-table/mapping-table.ts';
export { type ProviderValue, providerContext } from './provider/context.ts';
export { TikTokAdsProvider } from './provider/provider.ts';
export { TikTokAdsSettings } from './settings/settings.ts';
