import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core = {
  common,
  connectButton,
  settings: { loading: 'Loading TikTok Ads' },
  adAccountList: { loading: 'Loading your ad accounts' },
  mappingTable: { loading: 'Loading the property mapping' },
  audienceExporter: { loading: 'Loading what you can export' },
  controls: { loading: 'Loading the controls' },
  eventFeed: { loading: 'Loading the activity' },
};
