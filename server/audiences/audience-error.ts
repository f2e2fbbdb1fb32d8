import { AppError } from '../errors.ts';
import type { TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';

/**
 * The answer to a failed call about audiences. TikTok does not say whether its sandbox has audiences; where it refuses them (40009),
 * everything else of the sandbox goes on working.
 */
export function toAudienceError(error: TikTokApiError): AppError {
  const known = toAppError(error);
  if (known.code !== 'tiktok_not_in_sandbox') return known;
  return new AppError(
    'tiktok_not_in_sandbox',
    'TikTok’s sandbox has no audiences, so nothing can be exported to this ad account. Export to one of a production sign-in.',
    { tiktokRequestId: known.tiktokRequestId, cause: error, members: known.members },
  );
}
