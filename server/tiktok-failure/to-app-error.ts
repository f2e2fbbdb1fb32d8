import type { ErrorCode } from '../../shared/errors.ts';
import { AppError } from '../errors.ts';
import { isPermissionDenied, isRateLimited, isTokenRejected, type TikTokApiError } from '../tiktok/index.ts';

const NOT_IN_SANDBOX = 40009;
const APP_PAIR_WRONG = 40101;
const MAINTENANCE = 60001;

/** The answer a caller gets for a failed call to TikTok: what happened, in words, with TikTok's `request_id` where there is one. */
export function toAppError(error: TikTokApiError): AppError {
  const { code, detail } = explain(error);
  const { retryAfterMs } = error;
  return new AppError(code, detail, {
    tiktokRequestId: error.tiktokRequestId,
    cause: error,
    members: {
      ...(error.code === null ? {} : { tiktokCode: error.code }),
      ...(retryAfterMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) }),
    },
  });
}

function explain(error: TikTokApiError): { code: ErrorCode; detail: string } {
  switch (error.kind) {
    case 'network':
      return {
        code: 'tiktok_unavailable',
        detail: error.mayHaveHappened
          ? 'The connection to TikTok was lost before it answered. Try again in a moment.'
          : 'TikTok could not be reached. Check the network of the server and try again.',
      };
    case 'edge':
      return error.httpStatus === 429
        ? { code: 'tiktok_rate_limited', detail: `TikTok is taking no more requests for the moment. ${later(error)}` }
        : {
            code: 'tiktok_unavailable',
            detail: `TikTok answered with an error page (HTTP ${error.httpStatus ?? 0}) instead of a result. Try again in a moment.`,
          };
    case 'shape':
      return {
        code: 'tiktok_unavailable',
        detail: 'TikTok answered in a form that this server does not know. Nothing was taken from it.',
      };
    default:
      return explainRefusal(error);
  }
}

function explainRefusal(error: TikTokApiError): { code: ErrorCode; detail: string } {
  const { code, tiktokMessage } = error;
  if (code === null || isRateLimited(code, tiktokMessage)) {
    return {
      code: 'tiktok_rate_limited',
      detail: `TikTok limits how often this developer app may ask. ${later(error)}${quote(error)}`,
    };
  }
  if (isTokenRejected(code)) {
    return {
      code: 'tiktok_token_rejected',
      detail: `TikTok refuses this sign-in: it was withdrawn or is no longer valid. Sign in with TikTok again.${quote(error)}`,
    };
  }
  if (code === NOT_IN_SANDBOX)
    return { code: 'tiktok_not_in_sandbox', detail: `TikTok's sandbox does not offer this.${quote(error)}` };
  if (isPermissionDenied(code)) {
    const isScope = /scope/i.test(tiktokMessage) || code === 40130 || code === 40131;
    return {
      code: 'tiktok_permission_denied',
      detail: isScope
        ? `The sign-in lacks a permission this needs. Sign in with TikTok again and leave every permission ticked.${quote(error)}`
        : `TikTok does not allow this for the person who signed in. An admin of the ad account can change that in TikTok.${quote(error)}`,
    };
  }
  if (code === APP_PAIR_WRONG) {
    return {
      code: 'tiktok_error',
      detail: `TikTok does not know this pair of app id and secret. Check TIKTOK_APP_ID and TIKTOK_APP_SECRET.${quote(error)}`,
    };
  }
  if (code === MAINTENANCE)
    return { code: 'tiktok_unavailable', detail: `TikTok is under maintenance. ${later(error)}${quote(error)}` };
  if (code >= 50000)
    return {
      code: 'tiktok_unavailable',
      detail: `Something broke inside TikTok. Try again in a moment.${quote(error)}`,
    };
  return { code: 'tiktok_error', detail: `TikTok refused the request.${quote(error)}` };
}

function later({ retryAfterMs }: TikTokApiError): string {
  if (retryAfterMs === null) return 'Try again in a moment.';
  const seconds = Math.ceil(retryAfterMs / 1000);
  return seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

function quote({ code, tiktokMessage }: TikTokApiError): string {
  if (code === null) return '';
  return tiktokMessage === '' ? ` (TikTok's code ${code}.)` : ` (TikTok's code ${code}: ${tiktokMessage})`;
}
