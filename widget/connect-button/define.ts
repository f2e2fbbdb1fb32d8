import { define } from '../element/define.ts';
import { TikTokConnectButton } from './connect-button.ts';

define('tiktok-connect-button', TikTokConnectButton);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-connect-button': TikTokConnectButton;
  }
}
