import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';
import { TIKTOK } from './terms.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: `جارٍ تحميل إعلانات ${TIKTOK}` },
  adAccountList: { loading: 'جارٍ تحميل حساباتك الإعلانية' },
  mappingTable: { loading: 'جارٍ تحميل تعيين الخصائص' },
  audienceExporter: { loading: 'جارٍ تحميل ما يمكنك تصديره' },
  controls: { loading: 'جارٍ تحميل الضوابط' },
  eventFeed: { loading: 'جارٍ تحميل النشاط' },
};
