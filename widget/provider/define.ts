import { define } from '../element/define.ts';
import { TikTokAdsProvider } from './provider.ts';

define('tiktok-ads-provider', TikTokAdsProvider);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-ads-provider': TikTokAdsProvider;
  }
}
