import { define } from '../element/define.ts';
import { TikTokMappingTable } from './mapping-table.ts';

define('tiktok-mapping-table', TikTokMappingTable);

declare global {
  interface HTMLElementTagNameMap {
    'tiktok-mapping-table': TikTokMappingTable;
  }
}
