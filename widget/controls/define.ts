import { define } from '../element/define.ts';
import { TikTokControls } from './controls.ts';

define('tiktok-controls', TikTokControls);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-controls': TikTokControls;
  }
}
