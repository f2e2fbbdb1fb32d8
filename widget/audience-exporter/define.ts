import { define } from '../element/define.ts';
import '../connect-button/define.ts';
import { TikTokAudienceExporter } from './audience-exporter.ts';

define('tiktok-audience-exporter', TikTokAudienceExporter);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-audience-exporter': TikTokAudienceExporter;
  }
}
