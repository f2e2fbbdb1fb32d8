import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'TikTok広告を読み込み中' },
  adAccountList: { loading: '広告アカウントを読み込み中' },
  mappingTable: { loading: 'プロパティのマッピングを読み込み中' },
  audienceExporter: { loading: 'エクスポートできる対象を読み込み中' },
  controls: { loading: 'コントロールを読み込み中' },
  eventFeed: { loading: 'アクティビティを読み込み中' },
};
