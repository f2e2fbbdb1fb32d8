import { INVALID_DEVICE_ID, ZEROED_DEVICE_ID, type Rejected } from './reject-reasons.ts';

// Written out digit by digit: regular expression engines run a counted repeat three times slower.
const uuidOf = (digit: string): RegExp =>
  new RegExp(`^${[8, 4, 4, 4, 12].map((count) => digit.repeat(count)).join('-')}$`);
const LOWER_UUID = uuidOf('[0-9a-f]');
const ANY_CASE_UUID = uuidOf('[0-9a-fA-F]');
const ZERO_ID = '00000000-0000-0000-0000-000000000000';
const ZEROED = /^(?=.*0)[0-]+$/;

/**
 * A raw advertising id, lower-cased with its dashes kept (TikTok asks for one consistent case). The all-zero id stands
 * for "tracking refused" on both systems and would put strangers into one person's place, so it is refused.
 */
export function normalizeDeviceId(text: string): string | Rejected {
  if (LOWER_UUID.test(text)) return text === ZERO_ID ? ZEROED_DEVICE_ID : text;
  if (ANY_CASE_UUID.test(text)) return text.toLowerCase();
  return ZEROED.test(text) ? ZEROED_DEVICE_ID : INVALID_DEVICE_ID;
}
