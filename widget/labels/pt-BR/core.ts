import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'Carregando o TikTok Ads' },
  adAccountList: { loading: 'Carregando suas contas de anúncios' },
  mappingTable: { loading: 'Carregando o mapeamento de propriedades' },
  audienceExporter: { loading: 'Carregando o que você pode exportar' },
  controls: { loading: 'Carregando os controles' },
  eventFeed: { loading: 'Carregando a atividade' },
};
