import type { ErrorCode } from '../../shared/errors.ts';

// What each of TikTok's return codes means here: one row a meaning, from which the retries, the error codes people get,
// and the table in docs/errors.md follow. After the official SDK's list (portal page "Return codes", id
// 1737172488964097); the names in capitals are its names.

/** What happens next, or who has to do something. */
export const OUTCOMES = {
  done: 'TikTok did it.',
  retry: 'Asked again at once, a few times, where doing it twice is harmless. Exports go on later by themselves.',
  wait: 'Nothing is wrong: TikTok wants a pause. Asked again afterwards; exports wait by themselves.',
  reconnect: 'Somebody has to sign in with TikTok again.',
  ask_admin: 'Somebody else has to allow it: an admin of the ad account, or whoever runs the developer app.',
  fix_input: 'What was asked for has to be changed.',
  give_up: 'Asking again helps as little as asking differently. Quote `tiktokRequestId` to TikTok’s support.',
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** How asking again is spaced, where it makes sense. */
export type Pace =
  /** The whole developer app has to pause; TikTok's text tells how long. */
  | 'app_limit'
  /** A few times a second or more apart, also for a write: TikTok has not done it. */
  | 'short_pause'
  /** Not before a minute has passed. */
  | 'long_pause'
  /** One more time. */
  | 'once_more'
  /** Growing pauses, only where doing it twice is harmless: TikTok may have done it before something broke. */
  | 'back_off';

export interface ReturnCode {
  /** Codes, and ranges with both ends. */
  codes: readonly (number | readonly [number, number])[];
  /** Holds only for answers with such a text; the first row that holds counts. */
  text?: { pattern: RegExp; says: string };
  meaning: string;
  outcome: Outcome;
  /** The stable code people and programs get; null for a success. */
  error: ErrorCode | null;
  pace?: Pace;
  /** Whose admin must act, with `ask_admin`. */
  admin?: 'ad_account' | 'developer_app';
  /** TikTok has no such thing here, whoever asks. */
  isUnsupported?: true;
}

type Codes = ReturnCode['codes'];

function fixInput(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'fix_input', error: 'tiktok_error' };
}
function giveUp(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'give_up', error: 'tiktok_error' };
}
function unsupported(codes: Codes, meaning: string, error: ErrorCode = 'tiktok_error'): ReturnCode {
  return { codes, meaning, outcome: 'give_up', error, isUnsupported: true };
}
function signInOver(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'reconnect', error: 'tiktok_token_rejected' };
}
function scopeMissing(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'reconnect', error: 'tiktok_permission_denied' };
}
function askAdmin(
  admin: 'ad_account' | 'developer_app',
  codes: Codes,
  meaning: string,
  error: ErrorCode = 'tiktok_permission_denied',
): ReturnCode {
  return { codes, meaning, outcome: 'ask_admin', error, admin };
}
function limited(codes: Codes, meaning: string, pace: Pace): ReturnCode {
  return { codes, meaning, outcome: 'wait', error: 'tiktok_rate_limited', pace };
}
function busy(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'retry', error: 'tiktok_error', pace: 'short_pause' };
}
function fetchFailed(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'retry', error: 'tiktok_error', pace: 'once_more' };
}
function broken(codes: Codes, meaning: string): ReturnCode {
  return { codes, meaning, outcome: 'retry', error: 'tiktok_unavailable', pace: 'back_off' };
}

const THROTTLE = { pattern: /too (?:many|frequent)|frequen|throttl|rate.?limit/i, says: 'speaks of too many requests' };
/** No page shows the words, so any that name both and say that they do not belong together count. */
const APP_AND_TOKEN_APART = {
  pattern:
    /^(?=[^]*\b(?:app|client|developer)(?:\b|[_ ]?id\b))(?=[^]*token)(?=[^]*(?:mis-?match|not? (?:match|belong)|inconsisten|another app|different app|not (?:issued|authori[sz]ed) (?:by|for|to)))/i,
  says: 'says that app and token do not belong together',
};
const SCOPE = { pattern: /scope/i, says: 'speaks of a scope' };
const TIME_OUT = { pattern: /time.?out/i, says: 'speaks of a time-out' };

/** Every code the documents name. The first row that holds for a code and its text counts. */
export const RETURN_CODES: readonly ReturnCode[] = [
  { codes: [0], meaning: 'OK', outcome: 'done', error: null },
  { codes: [20001], meaning: 'PARTIAL_OK: the answer tells item by item what was done', outcome: 'done', error: null },

  { ...limited([40000], 'INVALID_PARAMS that is a limit', 'short_pause'), text: THROTTLE },
  { ...signInOver([40000], 'INVALID_PARAMS: the token is another app’s'), text: APP_AND_TOKEN_APART },
  fixInput([40000], 'INVALID_PARAMS: a bad argument'),
  { ...scopeMissing([40001], 'PERMISSION_ERROR: a permission was not granted'), text: SCOPE },
  askAdmin('ad_account', [40001], 'PERMISSION_ERROR: no right on the ad account or asset'),
  fixInput([40002], 'PARAM_ERROR: a bad argument, or something that is out of reach'),
  askAdmin('ad_account', [40003], 'FORBIDDEN'),
  giveUp([40006, 40051], 'No such version of the interface'),
  fixInput([40007], 'NOT_EXIST'),
  unsupported([40008], 'NOT_IMPLEMENTED'),
  unsupported([40009], 'Not available in the sandbox', 'tiktok_not_in_sandbox'),
  giveUp([40010], 'UNSUPPORTED_DOMAIN'),
  fixInput([40011], 'Too many ids at once'),
  giveUp([40012], 'NO_UPDATE: it is like that already'),
  fixInput([40013], 'No such ad account in the sandbox'),
  limited([40016], 'Frequency control', 'short_pause'),
  giveUp([40050], 'DUPLICATED_REQUEST: it was done already'),
  giveUp([40052], 'The material exists already'),
  fixInput([40053], 'A bad video id'),
  fixInput([40061], 'INVALID_BATCH_SIZE'),
  fixInput([40062], 'PII_NOT_HASHED'),
  fixInput([40063], 'A bad partner name'),
  fixInput([40067], 'The query is too large: ask for less at once'),

  limited([40100], 'REQUEST_TOO_FREQUENT: a limit of the whole developer app', 'app_limit'),
  askAdmin('developer_app', [40101], 'INVALID_PARTNER: app id and secret do not belong together', 'tiktok_error'),
  signInOver([40102], 'ACCESS_TOKEN_EXPIRE: renewed first where there is a refresh token'),
  signInOver([40103], 'REFRESH_TOKEN_EXPIRE'),
  signInOver([40104], 'EMPTY_ACCESS_TOKEN'),
  signInOver([40105], 'INVALID_ACCESS_TOKEN: wrong or withdrawn'),
  signInOver([40106], 'The user of the token is not known'),
  signInOver([40107], 'INVALID_REFRESH_TOKEN'),
  signInOver([40108], 'INVALID_GRANT_TYPE'),
  giveUp([40109, 40112, 40115, 40116], 'Cipher, password or signature of the request'),
  signInOver([40110], 'AUTH_CODE_ERROR'),
  askAdmin('developer_app', [40113], 'The developer app is forbidden', 'tiktok_error'),
  signInOver([40114, 40119, 40120, 40309], 'Logged out, another identity, or a log-in is required'),
  askAdmin('developer_app', [40117, 40118], 'Not allowed for the developer app, or it is not on the allowlist'),
  giveUp([40121, 40122, [40126, 40129]], 'States of the creator marketplace and of brand safety'),
  askAdmin('developer_app', [40124], 'The developer was rejected', 'tiktok_error'),
  askAdmin('developer_app', [40125], 'The developer lacks a permission'),
  scopeMissing([40130, 40131], 'A permission was not granted'),
  limited([40132], 'REQUEST_FREQUENCY_LIMITED: a limit on a field of the request', 'short_pause'),
  limited([40133], 'A limit of the ad account', 'short_pause'),

  busy([40200], 'The task failed'),
  busy([40201], 'The task is not ready'),
  busy([40202], 'A write conflict'),
  askAdmin('ad_account', [40300, 40302], 'No such ad account for this sign-in'),
  askAdmin('ad_account', [40301], 'The ad account has the wrong role'),
  unsupported([40400], 'ROUTE_NOT_FOUND'),
  fixInput([40502], 'AD_NUMBER_LIMIT: there are as many as TikTok allows'),
  { ...broken([40700], 'RPC_VALIDATION_ERROR after a time-out'), text: TIME_OUT },
  fixInput([40700], 'RPC_VALIDATION_ERROR: a bad argument'),

  fixInput([40900], 'SIGNATURE_ERROR: the file’s MD5 does not match'),
  {
    codes: [40901],
    meaning: 'VIDEO_TRANSCODING: the video is not ready',
    outcome: 'wait',
    error: 'tiktok_error',
    pace: 'long_pause',
  },
  fetchFailed([40902, 40903, 40914], 'TikTok could not fetch the address it was given'),
  fixInput([40904, 40916], 'TikTok does not allow the content of the image or video'),
  fixInput([40905, 40906, 40907, 40908], 'The file is missing, empty, too large or of another type'),
  fixInput([40909], 'FILE_CALCULATE_TYPE_ERROR: the file holds another kind of identifier'),
  fixInput([40910], 'FILE_EXPIRED: upload it again'),
  fixInput([40911], 'DUPLICATED_MATERIAL_NAME: choose another name'),
  fixInput([40912, 40915], 'The image is unavailable, or the upload invalid'),
  fetchFailed([40913], 'Fetching the image took too long'),
  giveUp([41000, 41001, 41002], 'BLOCKED, or the interface or its fields are switched off'),

  broken([50000], 'SYS_ERROR'),
  broken([50002], 'SYS_TIMEOUT'),
  broken([[51000, 51067], 51099], 'A service inside TikTok'),
  broken([[52000, 52999]], 'A database, cache or storage inside TikTok'),
  broken([53102, 53103], 'TikTok could not write or read data inside'),
  { codes: [60001], meaning: 'MAINTENANCE', outcome: 'wait', error: 'tiktok_unavailable', pace: 'long_pause' },
  limited([61000], 'TOO_MANY_REQUESTS_BL', 'long_pause'),
  giveUp([70001], 'INVALID_BIZ_AUTH_TYPE'),

  broken([[50000, 59999]], 'Any other: taken for something that broke inside TikTok'),
];

/** What a code means that no row names: TikTok's list grows, and nothing is known that would help. */
export const UNKNOWN_CODE: ReturnCode = giveUp([], 'Any code that is not listed');

const byCode = new Map<number, ReturnCode[]>();
const ranges: { from: number; to: number; row: ReturnCode }[] = [];
for (const row of RETURN_CODES) {
  for (const each of row.codes) {
    if (typeof each === 'number') byCode.set(each, [...(byCode.get(each) ?? []), row]);
    else ranges.push({ from: each[0], to: each[1], row });
  }
}

/**
 * What TikTok's code means, together with its text where the code alone does not tell.
 *
 * @param message TikTok's `message`; empty: only what holds whatever the text
 */
export function findReturnCode(code: number, message: string): ReturnCode {
  const rows = byCode.get(code)?.find(({ text }) => text === undefined || text.pattern.test(message));
  return rows ?? ranges.find(({ from, to }) => from <= code && code <= to)?.row ?? UNKNOWN_CODE;
}
