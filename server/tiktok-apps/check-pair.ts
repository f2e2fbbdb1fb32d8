import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { exchangeAuthCode, type TikTokApp, TikTokApiError } from '../tiktok/index.ts';

/** Says what it is, should it ever show up at TikTok. Not the shape of a code that TikTok gives out, so it is nobody's. */
const MADE_UP_CODE = 'app-check-no-such-code';

/** INVALID_PARTNER; the app is forbidden, lacks the method, is on no list; its developer was rejected or lacks the right. */
const APP_CODES: ReadonlySet<number> = new Set([40101, 40113, 40117, 40118, 40124, 40125]);
/** INVALID_PARAMS and PARAM_ERROR: reported for a wrong pair and for a wrong code alike; only the text tells which. */
const AMBIGUOUS_CODES: ReadonlySet<number> = new Set([40000, 40002]);
const APP_TEXT = /\b(?:app|client)[ _-]?(?:id|key|secret)\b|\bsecret\b/i;
const CODE_TEXT = /(?:\b|_)code\b/i;

/**
 * Asks TikTok whether app id and secret belong together, with the one call that takes nothing but the pair: exchanging an
 * authorization code that does not exist. A right pair is told that the code is wrong (40110, "Return codes"), a wrong one
 * that it is none (40101). Changes nothing at TikTok.
 *
 * @throws {AppError} tiktok_app_refused - with TikTok's request id
 * @throws {TikTokApiError} TikTok did not answer, or with something that says nothing about the pair
 */
export async function checkPair(deps: Deps, app: TikTokApp): Promise<void> {
  try {
    await exchangeAuthCode(deps.tiktok, app, MADE_UP_CODE);
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    const verdict = judge(error);
    if (verdict === 'unknown') throw error;
    if (verdict === 'wrong') throw refused(error);
  }
}

function judge({ kind, code, tiktokMessage, retryAfterMs }: TikTokApiError): 'right' | 'wrong' | 'unknown' {
  if (kind !== 'refused' || code === null || retryAfterMs !== null) return 'unknown';
  if (APP_CODES.has(code)) return 'wrong';
  if (code === 40110) return 'right';
  if (!AMBIGUOUS_CODES.has(code)) return 'unknown';
  // Whoever looks at the code has taken the pair.
  return APP_TEXT.test(tiktokMessage) && !CODE_TEXT.test(tiktokMessage) ? 'wrong' : 'right';
}

function refused(cause: TikTokApiError): AppError {
  return new AppError(
    'tiktok_app_refused',
    `TikTok does not take this pair of app id and secret. Nothing was stored. Copy both from the app's page in TikTok's developer portal. (TikTok's code ${cause.code ?? 0}: ${cause.tiktokMessage})`,
    {
      cause,
      tiktokRequestId: cause.tiktokRequestId,
      members: cause.code === null ? {} : { tiktokCode: cause.code },
      errors: [{ path: 'appSecret', message: 'does not belong to appId' }],
    },
  );
}
