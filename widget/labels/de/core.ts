import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The German words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'TikTok Ads wird geladen' },
  adAccountList: { loading: 'Ihre Werbekonten werden geladen' },
  mappingTable: { loading: 'Die Zuordnung der Eigenschaften wird geladen' },
  audienceExporter: { loading: 'Was Sie exportieren können, wird geladen' },
  controls: { loading: 'Die Kontrollen werden geladen' },
  eventFeed: { loading: 'Die Aktivitäten werden geladen' },
};
