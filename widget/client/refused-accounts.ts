import type { TikTokAdsError } from './errors.ts';

/**
 * The ad accounts that a refused import names, by their place in its body: `advertiserIds.3`. An import is all or nothing,
 * so the same again without these is the way on.
 *
 * @param advertiserIds those of the body
 * @returns none when the import was refused for another reason: the same again would be refused again
 */
export function refusedAccounts(error: TikTokAdsError, advertiserIds: readonly string[]): string[] {
  if (error.code !== 'account_not_importable') return [];
  return error.errors.flatMap(
    ({ path }) => advertiserIds[Number(/^advertiserIds\.(\d+)$/.exec(path)?.[1] ?? -1)] ?? [],
  );
}
