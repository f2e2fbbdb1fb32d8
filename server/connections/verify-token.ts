import type { Deps } from '../deps.ts';
import {
  getUserInfo,
  type Grant,
  isPermissionDenied,
  isUnsupported,
  probeSandboxAdvertiser,
  TikTokApiError,
  type TikTokUser,
} from '../tiktok/index.ts';

/**
 * Asks TikTok whether it takes the token, by the cheapest call there is.
 *
 * @param advertiserIds sandbox ad accounts: where the sandbox does not tell who the user is, reaching one of them is the proof
 * @returns who gave the grant, null where TikTok does not say
 * @throws {TikTokApiError} with a token code when TikTok refuses it
 */
export async function verifyToken(
  deps: Deps,
  grant: Grant,
  advertiserIds: readonly string[],
): Promise<TikTokUser | null> {
  try {
    const user = await getUserInfo(deps.tiktok, grant);
    // Everybody without an id would be one and the same person.
    return user.coreUserId === '' ? null : user;
  } catch (error) {
    // The permission to read the user may be missing while the token works for everything else.
    const isClosed = error instanceof TikTokApiError && (isPermissionDenied(error.code) || isUnsupported(error.code));
    if (!isClosed) throw error;
    const [first] = advertiserIds;
    if (grant.environment === 'sandbox' && first !== undefined) await probeSandboxAdvertiser(deps.tiktok, grant, first);
    return null;
  }
}
