import type { EventSubject } from '../../shared/events.ts';

const ADS_MANAGER = 'https://ads.tiktok.com/i18n/manage';
/** The table of Ads Manager that shows a subject; an ad account's is the one it opens with. */
const TABLES: Partial<Readonly<Record<EventSubject['kind'], string>>> = {
  ad: 'creative',
  adgroup: 'adgroup',
  campaign: 'campaign',
  account: 'campaign',
};

/**
 * Where TikTok Ads Manager shows what an event is about; null for what it does not show by an address. TikTok documents none of
 * these addresses; they are the ones its own pages use. `keyword` searches the table: an ad id finds that ad.
 */
export function adsManagerUrl(advertiserId: string | null, { kind, id }: EventSubject): string | null {
  const table = TABLES[kind];
  if (table === undefined || advertiserId === null) return null;
  const query = new URLSearchParams({ aadvid: advertiserId, ...(kind === 'ad' ? { keyword: id } : {}) });
  return `${ADS_MANAGER}/${table}?${query.toString()}`;
}
