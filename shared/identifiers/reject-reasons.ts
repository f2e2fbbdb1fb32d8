/** Why a value was refused. The codes are public (rejects.csv, export counts) and never change meaning. */
export const REJECT_REASONS = [
  'empty',
  'invalid_email',
  'invalid_phone',
  'unknown_country',
  'invalid_device_id',
  'zeroed_device_id',
  'not_a_hash',
  'invalid_date',
  'invalid_gender',
  'invalid_zip',
  'invalid_text',
  'no_identifier',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** A refused value: the reason and nothing of the value. */
export interface Rejected {
  readonly ok: false;
  readonly reason: RejectReason;
}

function rejected(reason: RejectReason): Rejected {
  return Object.freeze({ ok: false, reason });
}

// One shared object per reason, so that a file full of bad values makes no garbage.
export const EMPTY = rejected('empty');
export const INVALID_EMAIL = rejected('invalid_email');
export const INVALID_PHONE = rejected('invalid_phone');
export const UNKNOWN_COUNTRY = rejected('unknown_country');
export const INVALID_DEVICE_ID = rejected('invalid_device_id');
export const ZEROED_DEVICE_ID = rejected('zeroed_device_id');
export const NOT_A_HASH = rejected('not_a_hash');
export const INVALID_DATE = rejected('invalid_date');
export const INVALID_GENDER = rejected('invalid_gender');
export const INVALID_ZIP = rejected('invalid_zip');
export const INVALID_TEXT = rejected('invalid_text');
