import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'Cargando TikTok Ads' },
  adAccountList: { loading: 'Cargando tus cuentas publicitarias' },
  mappingTable: { loading: 'Cargando la asignación de propiedades' },
  audienceExporter: { loading: 'Cargando lo que puedes exportar' },
  controls: { loading: 'Cargando los controles' },
  eventFeed: { loading: 'Cargando la actividad' },
};
