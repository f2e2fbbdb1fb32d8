import { AppError } from '../errors.ts';
import type { EpochMs } from '../store/types.ts';
import { TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';

// What people read about a sign-in that ends, or that could not be renewed.

/** TikTok renews the sign-in no more; what is left of it still reads. `error` is null where there was nothing to ask with. */
export function refusedReason(error: TikTokApiError | null): AppError {
  return new AppError(
    'connection_read_only',
    `TikTok no longer renews this sign-in. Reading goes on for the hours it has left; sign in with TikTok again to go on exporting.${quote(error)}`,
    { tiktokRequestId: error?.tiktokRequestId ?? null, ...(error === null ? {} : { cause: error }) },
  );
}

/** The sign-in could not be renewed and is over. */
export function endedReason(tiktokRequestId: string | null): AppError {
  return new AppError(
    'connection_disconnected',
    'This sign-in has ended and could not be renewed. Sign in with TikTok again.',
    { tiktokRequestId },
  );
}

/** TikTok refuses the token and its renewal too. */
export function deadReason(error: TikTokApiError | null): AppError {
  return new AppError(
    'connection_disconnected',
    `TikTok no longer accepts this sign-in and does not renew it. Sign in with TikTok again.${quote(error)}`,
    { tiktokRequestId: error?.tiktokRequestId ?? null, ...(error === null ? {} : { cause: error }) },
  );
}

/** Renewing fails for now, and the token nears its end. */
export function troubleExpiringReason(trouble: AppError): AppError {
  return new AppError(
    'connection_expiring',
    `This sign-in ends within two hours, and renewing it has not worked so far. It is tried again every few minutes. ${trouble.message}`,
    { tiktokRequestId: trouble.tiktokRequestId },
  );
}

/** The token is over, and renewing it fails for now. */
export function troubleOverReason(trouble: AppError): AppError {
  return new AppError(
    'connection_read_only',
    `This sign-in could not be renewed in time. It is tried again every few minutes; exports wait. ${trouble.message}`,
    { tiktokRequestId: trouble.tiktokRequestId },
  );
}

/** The sign-in as a whole nears its end; all works until then. */
export function announcedReason(endsAt: EpochMs): AppError {
  const day = new Date(endsAt).toISOString().slice(0, 10);
  return new AppError(
    'connection_expiring',
    `This sign-in ends on ${day} and cannot be prolonged. Sign in with TikTok again before then.`,
  );
}

/** A passing failure in the words that people get for it. */
export function toTrouble(error: unknown): AppError | null {
  if (error instanceof TikTokApiError) return toAppError(error);
  return error instanceof AppError ? error : null;
}

function quote(error: TikTokApiError | null): string {
  if (error === null || error.code === null) return '';
  return error.tiktokMessage === ''
    ? ` (TikTok's code ${error.code}.)`
    : ` (TikTok's code ${error.code}: ${error.tiktokMessage})`;
}
