import { define } from '../element/define.ts';
import '../connect-button/define.ts';
import { TikTokEventFeed } from './event-feed.ts';

define('tiktok-event-feed', TikTokEventFeed);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-event-feed': TikTokEventFeed;
  }
}
