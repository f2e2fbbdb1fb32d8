import type { core as English } from '../en/core.ts';
import { common } from './common.ts';
import { connectButton } from './connect-button.ts';

/** The words that the first paint needs; the rest comes with the view that says it. */
export const core: typeof English = {
  common,
  connectButton,
  settings: { loading: 'Memuat Iklan TikTok' },
  adAccountList: { loading: 'Memuat akun iklan Anda' },
  mappingTable: { loading: 'Memuat pemetaan properti' },
  audienceExporter: { loading: 'Memuat apa yang dapat Anda ekspor' },
  controls: { loading: 'Memuat kontrol' },
  eventFeed: { loading: 'Memuat aktivitas' },
};
