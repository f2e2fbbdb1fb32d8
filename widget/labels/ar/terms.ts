import { isolated } from './speech.ts';

// Names in Latin letters: kept apart, so that they neither turn a sentence that begins with them nor carry its full stop away.
export const TIKTOK = isolated('TikTok');
export const ADS_MANAGER = isolated('TikTok Ads Manager');
export const BUSINESS_CENTER = isolated('Business Center');
export const CSV = isolated('CSV');
