import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'TikTok 광고 불러오는 중' },
  adAccountList: { loading: '광고 계정 불러오는 중' },
  mappingTable: { loading: '속성 매핑 불러오는 중' },
  audienceExporter: { loading: '내보낼 수 있는 항목 불러오는 중' },
  controls: { loading: '제어 불러오는 중' },
  eventFeed: { loading: '활동 불러오는 중' },
};
