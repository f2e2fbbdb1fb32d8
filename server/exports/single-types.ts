import type { MatchingAttribute } from '../../shared/identifiers/index.ts';

/** What an audience takes of device ids: `any` goes with MULTIPLE_TYPES, which has a column for each hash. */
export type DeviceForm = 'sha256' | 'md5' | 'any';

interface SingleType {
  readonly takes: readonly MatchingAttribute[];
  readonly form: DeviceForm;
  /** In English, after "takes". */
  readonly says: string;
}

/** The kinds of identifier that TikTok's single types take (`calculate_type` of /dmp/custom_audience/create/). */
export const SINGLE_TYPES: Readonly<Record<string, SingleType>> = {
  EMAIL_SHA256: { takes: ['email'], form: 'sha256', says: 'email addresses only' },
  PHONE_SHA256: { takes: ['phone'], form: 'sha256', says: 'phone numbers only' },
  GAID_SHA256: { takes: ['googleAdvertisingId'], form: 'sha256', says: 'Google advertising ids only' },
  GAID_MD5: { takes: ['googleAdvertisingId'], form: 'md5', says: 'Google advertising ids (as MD5) only' },
  IDFA_SHA256: { takes: ['appleIdfa'], form: 'sha256', says: 'Apple IDFAs only' },
  IDFA_MD5: { takes: ['appleIdfa'], form: 'md5', says: 'Apple IDFAs (as MD5) only' },
  FIRST_SHA256: { takes: ['googleAdvertisingId', 'appleIdfa'], form: 'sha256', says: 'device ids only' },
  FIRST_MD5: { takes: ['googleAdvertisingId', 'appleIdfa'], form: 'md5', says: 'device ids (as MD5) only' },
};
