import type { ErrorCode } from '../../shared/errors.ts';
import { AppError } from '../errors.ts';
import { findReturnCode, type ReturnCode, type TikTokApiError } from '../tiktok/index.ts';

const APP_PAIR_WRONG = 40101;

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
  // Without a code nothing was sent: this side kept the call back, or TikTok's edge did.
  if (code === null) return { code: 'tiktok_rate_limited', detail: `${LIMITED} ${later(error)}` };
  const row = findReturnCode(code, tiktokMessage);
  return { code: row.error ?? 'tiktok_error', detail: `${whatHappened(error, code, row)}${quote(error)}` };
}

const LIMITED = 'TikTok limits how often this developer app may ask.';

/** In words, and what to do: by the code people get first, and by the outcome where that one covers several. */
function whatHappened(error: TikTokApiError, code: number, { error: given, outcome, admin }: ReturnCode): string {
  switch (given) {
    case 'tiktok_rate_limited':
      return `${LIMITED} ${later(error)}`;
    case 'tiktok_token_rejected':
      return 'TikTok refuses this sign-in: it was withdrawn or is no longer valid. Sign in with TikTok again.';
    case 'tiktok_not_in_sandbox':
      return "TikTok's sandbox does not offer this.";
    case 'tiktok_permission_denied':
      if (outcome === 'reconnect')
        return 'The sign-in lacks a permission this needs. Sign in with TikTok again and leave every permission ticked.';
      return admin === 'developer_app'
        ? 'TikTok does not allow this to the developer app. Whoever runs the app can ask TikTok for it in the developer portal.'
        : 'TikTok does not allow this for the person who signed in. An admin of the ad account can change that in TikTok.';
    case 'tiktok_unavailable':
      return outcome === 'wait'
        ? `TikTok is under maintenance. ${later(error)}`
        : 'Something broke inside TikTok. Try again in a moment.';
    default:
      if (code === APP_PAIR_WRONG)
        return 'TikTok does not know this pair of app id and secret. Check TIKTOK_APP_ID and TIKTOK_APP_SECRET, or the workspace’s own app.';
      if (outcome === 'retry' || outcome === 'wait') return `TikTok could not do this yet. ${later(error)}`;
      return admin === 'developer_app'
        ? 'TikTok refuses this developer app. Whoever runs the app finds out why in the developer portal.'
        : outcome === 'fix_input'
          ? 'TikTok refuses the request as it is: what was asked for has to be changed.'
          : 'TikTok refused the request, and asking again does not help. Quote its request id to TikTok’s support.';
  }
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
