import { define } from '../element/define.ts';
import '../ad-account-list/define.ts';
import '../audience-exporter/define.ts';
import '../controls/define.ts';
import '../event-feed/define.ts';
import '../mapping-table/define.ts';
import { TikTokAdsSettings } from './settings.ts';

define('tiktok-ads-settings', TikTokAdsSettings);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-ads-settings': TikTokAdsSettings;
  }
}
