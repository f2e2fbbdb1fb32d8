import type { Deps } from '../deps.ts';
import type { ConnectionRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import {
  getAdvertiserInfo,
  type Grant,
  isPermissionDenied,
  isUnsupported,
  listAdvertiserAssets,
  listAdvertisers,
  listBusinessCenters,
  type TikTokApp,
  TikTokApiError,
} from '../tiktok/index.ts';

/** How a grant came about, which decides what TikTok can be asked. */
export interface GrantOrigin {
  /** The app that may list its ad accounts; null where none may. */
  app: TikTokApp | null;
  source: ConnectionRecord['source'];
}

type Role = NonNullable<GrantedAdvertiserRecord['role']>;

/**
 * What a grant can see right now, asked of TikTok: the ad accounts, their details by the hundred, and the person's role in
 * each through the Business Centers. About 95 calls for 3,000 accounts.
 *
 * @param knownIds the ad accounts to look at where TikTok cannot list them: in the sandbox, or with a pasted token that
 *   was made by another developer app
 * @throws {TikTokApiError}
 */
export async function readAdvertisers(
  deps: Deps,
  grant: Grant,
  made: GrantOrigin,
  knownIds: readonly string[],
): Promise<GrantedAdvertiserRecord[]> {
  // Neither names nor status can be asked in the sandbox; the id stands for the name.
  if (grant.environment === 'sandbox') return knownIds.map((advertiserId) => withoutDetails(advertiserId, null));

  const listed = await listGranted(deps, grant, made, knownIds);
  const ids = [...listed.keys()];
  const [infos, roles] = await Promise.all([getAdvertiserInfo(deps.tiktok, grant, ids), readRoles(deps, grant)]);
  const infoById = new Map(infos.map((info) => [info.advertiserId, info]));
  return ids.map((advertiserId) => {
    const info = infoById.get(advertiserId);
    if (info === undefined) return withoutDetails(advertiserId, listed.get(advertiserId) ?? null);
    return { ...info, role: roles.get(advertiserId) ?? null };
  });
}

async function listGranted(
  deps: Deps,
  grant: Grant,
  { app, source }: GrantOrigin,
  knownIds: readonly string[],
): Promise<Map<string, string | null>> {
  const known = new Map(knownIds.map((advertiserId) => [advertiserId, null]));
  if (app === null) return known;
  try {
    const granted = await listAdvertisers(deps.tiktok, grant, app);
    return new Map(granted.map(({ advertiserId, name }) => [advertiserId, name]));
  } catch (error) {
    // Which code a token of another app meets is not documented; whether it works at all shows in the next call.
    const mayBeOtherApp =
      source === 'token' && known.size > 0 && error instanceof TikTokApiError && error.kind === 'refused';
    if (!mayBeOtherApp || error.retryAfterMs !== null) throw error;
    return known;
  }
}

/** The person's role by ad account. Accounts outside every Business Center have none: TikTok has no way to ask. */
async function readRoles(deps: Deps, grant: Grant): Promise<Map<string, Role>> {
  try {
    const roles = new Map<string, Role>();
    for (const bcId of await listBusinessCenters(deps.tiktok, grant)) {
      for (const { advertiserId, role } of await listAdvertiserAssets(deps.tiktok, grant, bcId))
        roles.set(advertiserId, role);
    }
    return roles;
  } catch (error) {
    const isClosed = error instanceof TikTokApiError && (isPermissionDenied(error.code) || isUnsupported(error.code));
    if (!isClosed) throw error;
    deps.log.info(
      { tiktokRequestId: error.tiktokRequestId, code: error.code },
      'roles cannot be read with this sign-in',
    );
    return new Map();
  }
}

function withoutDetails(advertiserId: string, name: string | null): GrantedAdvertiserRecord {
  return {
    advertiserId,
    name: name ?? advertiserId,
    status: null,
    role: null,
    currency: null,
    timezone: null,
    country: null,
  };
}
