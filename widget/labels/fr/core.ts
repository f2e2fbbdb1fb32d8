import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The French words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'Chargement de TikTok Ads' },
  adAccountList: { loading: 'Chargement de vos comptes publicitaires' },
  mappingTable: { loading: 'Chargement de l’association des propriétés' },
  audienceExporter: { loading: 'Chargement de ce que vous pouvez exporter' },
  controls: { loading: 'Chargement des contrôles' },
  eventFeed: { loading: 'Chargement de l’activité' },
};
