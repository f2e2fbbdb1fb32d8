import type { Deps } from '../deps.ts';
import type { GrantedAdvertiserRecord } from '../store/connections.ts';
import type { Grant } from '../tiktok/index.ts';
import { type GrantOrigin, readGrant, withoutDetails } from './read-grant.ts';

/**
 * The ad accounts of a grant nothing is known of yet.
 *
 * @param namedIds the ad accounts somebody named, for where TikTok cannot list them
 * @throws {TikTokApiError}
 */
export async function readAdvertisers(
  deps: Deps,
  grant: Grant,
  made: GrantOrigin,
  namedIds: readonly string[],
): Promise<GrantedAdvertiserRecord[]> {
  const named = namedIds.map((advertiserId) => withoutDetails(advertiserId, null));
  return (await readGrant(deps, grant, made, named)).advertisers;
}
