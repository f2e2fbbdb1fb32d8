import { AppError } from '../errors.ts';
import { TikTokApiError } from '../tiktok/index.ts';

/** How long TikTok wants to be left alone after this failure, in ms; 0 where it does not say. */
export function askedPauseMs(error: unknown): number {
  if (error instanceof TikTokApiError) return error.retryAfterMs ?? 0;
  return error instanceof AppError ? Number(error.members['retryAfterSeconds'] ?? 0) * 1000 : 0;
}
