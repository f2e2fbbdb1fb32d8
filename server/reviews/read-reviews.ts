import type { ConnectionGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { getAdgroupReviews, getAdReviews, isRefusedReading, isUnsupported, TikTokApiError } from '../tiktok/index.ts';
import type { ReviewReading } from './decide-review.ts';

/**
 * Asks TikTok what the review says of ads or ad groups of one ad account, by id: one call for 100 ads or 20 ad groups. What it does
 * not know, or does not tell this sign-in (no such permission, no reviews in the sandbox), is `unknown`.
 *
 * @throws {TikTokApiError} it could not be asked
 */
export async function readReviews(
  deps: Pick<Deps, 'tiktok' | 'clock'>,
  grant: ConnectionGrant,
  advertiserId: string,
  kind: 'ad' | 'adgroup',
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, ReviewReading>> {
  const readAt = deps.clock.now();
  const read = kind === 'ad' ? getAdReviews : getAdgroupReviews;
  try {
    const found = await read(deps.tiktok, grant, advertiserId, ids, signal);
    return new Map(
      ids.map((id) => {
        const info = found.get(id);
        return [id, info === undefined ? { kind: 'unknown', readAt } : { kind: 'read', info, readAt }];
      }),
    );
  } catch (error) {
    const isTold = isRefusedReading(error) || (error instanceof TikTokApiError && isUnsupported(error.code));
    if (!isTold) throw error;
    return new Map(ids.map((id) => [id, { kind: 'unknown', readAt }]));
  }
}
