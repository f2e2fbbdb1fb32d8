import { define } from '../element/define.ts';
import '../connect-button/define.ts';
import { TikTokAdAccountList } from './ad-account-list.ts';

define('tiktok-ad-account-list', TikTokAdAccountList);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-ad-account-list': TikTokAdAccountList;
  }
}
