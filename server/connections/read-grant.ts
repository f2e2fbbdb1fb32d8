import type { Deps } from '../deps.ts';
import type { ConnectionRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import {
  type AdvertiserInfo,
  getAdvertiserInfo,
  type Grant,
  inspectAccountToken,
  isPermissionDenied,
  isScopeMissing,
  isTokenRejected,
  isUnsupported,
  listAdvertiserAssets,
  listAdvertisers,
  listBusinessCenters,
  type TikTokApp,
  TikTokApiError,
} from '../tiktok/index.ts';
import { DETAILS_SCOPE } from './refused-scope.ts';

/** How a grant came about, which decides what TikTok can be asked. */
export interface GrantOrigin {
  /** The app that may list its ad accounts; null where none may. */
  app: TikTokApp | null;
  source: ConnectionRecord['source'];
  /** Default `advertiser`. */
  kind?: ConnectionRecord['kind'];
}

/** What a grant can see, as far as TikTok told. */
export interface GrantReading {
  advertisers: GrantedAdvertiserRecord[];
  /** False where TikTok would not tell the details: a status that is null then says nothing about access. */
  hasDetails: boolean;
  /** Null where it could not be asked. */
  businessCenterCount: number | null;
  /** Needed scopes TikTok turned a call away for. */
  refusedScopes: string[];
}

type Role = NonNullable<GrantedAdvertiserRecord['role']>;
type Roles =
  | { kind: 'read'; byId: Map<string, Role>; businessCenterCount: number }
  /** This sign-in may not ask: nobody knows. */
  | { kind: 'closed' }
  /** TikTok could not answer now: what was known before still holds. */
  | { kind: 'missed'; error: TikTokApiError };

/**
 * What a grant can see right now, asked of TikTok: the ad accounts, their details by the hundred, and the person's role in
 * each through the Business Centers. About 95 calls for 3,000 accounts.
 *
 * What TikTok could not tell is not made up: roles it was too busy for stay as they were known, and where there was
 * nothing to keep the whole reading fails rather than show an analyst as somebody who may export.
 *
 * @param known what was seen before: kept where TikTok cannot say, and all there is to go by where it cannot list the
 *   accounts, in the sandbox or with a pasted token that was made by another developer app
 * @throws {TikTokApiError}
 */
export async function readGrant(
  deps: Deps,
  grant: Grant,
  made: GrantOrigin,
  known: readonly GrantedAdvertiserRecord[],
): Promise<GrantReading> {
  // Neither names nor status can be asked in the sandbox.
  if (grant.environment === 'sandbox') return withoutAnything([...known], true);

  const listed = await listGranted(deps, grant, made, known);
  if (listed === 'none') return withoutAnything([], true);
  const ids = [...listed.keys()];
  const [infos, roles] = await Promise.all([readInfos(deps, grant, ids), readRoles(deps, grant, made)]);
  const before = new Map(known.map((advertiser) => [advertiser.advertiserId, advertiser]));
  const advertisers = ids.map((advertiserId) =>
    merge(advertiserId, listed.get(advertiserId) ?? null, before.get(advertiserId), infos, roles),
  );
  return {
    advertisers,
    hasDetails: infos !== 'refused',
    businessCenterCount: roles.kind === 'read' ? roles.businessCenterCount : null,
    refusedScopes: infos === 'refused' ? [DETAILS_SCOPE] : [],
  };
}

function withoutAnything(advertisers: GrantedAdvertiserRecord[], hasDetails: boolean): GrantReading {
  return { advertisers, hasDetails, businessCenterCount: null, refusedScopes: [] };
}

/** The ad accounts with the names TikTok lists; `none` when this sign-in is not one that reaches ad accounts. */
async function listGranted(
  deps: Deps,
  grant: Grant,
  { app, source, kind }: GrantOrigin,
  before: readonly GrantedAdvertiserRecord[],
): Promise<Map<string, string | null> | 'none'> {
  const known = new Map(before.map(({ advertiserId }) => [advertiserId, null]));
  if (app === null) return known;
  try {
    const granted = await listAdvertisers(deps.tiktok, grant, app);
    return new Map(granted.map(({ advertiserId, name }) => [advertiserId, name]));
  } catch (error) {
    if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.retryAfterMs !== null) throw error;
    const isTokenRefused = isTokenRejected(error.code, error.tiktokMessage);
    if (kind === 'tiktok_account' && (isTokenRefused || isPermissionDenied(error.code))) {
      // Whether such a token works for ad accounts at all is not documented. That it is alive, its own inspector tells.
      await inspectAccountToken(deps.tiktok, app.appId, grant.accessToken);
      return 'none';
    }
    // Which code a pasted token of another app meets is not documented; whether it works at all shows in the next call.
    if (source === 'token' && (known.size > 0 || (isTokenRefused && !isTokenRejected(error.code)))) return known;
    throw error;
  }
}

/** The details by id; `refused` when the permission for them was not granted. */
async function readInfos(
  deps: Deps,
  grant: Grant,
  ids: readonly string[],
): Promise<Map<string, AdvertiserInfo> | 'refused'> {
  try {
    const infos = await getAdvertiserInfo(deps.tiktok, grant, ids);
    return new Map(infos.map((info) => [info.advertiserId, info]));
  } catch (error) {
    if (!(error instanceof TikTokApiError) || !isScopeMissing(error.code, error.tiktokMessage)) throw error;
    deps.log.info(
      { tiktokRequestId: error.tiktokRequestId, code: error.code },
      'details of ad accounts cannot be read with this sign-in',
    );
    return 'refused';
  }
}

/** The person's role by ad account. Accounts outside every Business Center have none: TikTok has no way to ask. */
async function readRoles(deps: Deps, grant: Grant, made: GrantOrigin): Promise<Roles> {
  try {
    const byId = new Map<string, Role>();
    const ids = await listBusinessCenters(deps.tiktok, grant);
    for (const bcId of ids) {
      for (const { advertiserId, role } of await listRoles(deps, grant, bcId)) byId.set(advertiserId, role);
    }
    return { kind: 'read', byId, businessCenterCount: ids.length };
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    const isTokenRefused = isTokenRejected(error.code, error.tiktokMessage);
    if (isTokenRefused && made.kind !== 'tiktok_account') throw error;
    if (!isTokenRefused && !isClosed(error)) return { kind: 'missed', error };
    deps.log.info(
      { tiktokRequestId: error.tiktokRequestId, code: error.code },
      'roles cannot be read with this sign-in',
    );
    return { kind: 'closed' };
  }
}

/** The roles in one Business Center; none where the person may not look into that one. */
async function listRoles(
  deps: Deps,
  grant: Grant,
  bcId: string,
): Promise<Awaited<ReturnType<typeof listAdvertiserAssets>>> {
  try {
    return await listAdvertiserAssets(deps.tiktok, grant, bcId);
  } catch (error) {
    if (!(error instanceof TikTokApiError) || !isClosed(error)) throw error;
    return [];
  }
}

function isClosed(error: TikTokApiError): boolean {
  return isPermissionDenied(error.code) || isUnsupported(error.code);
}

function merge(
  advertiserId: string,
  name: string | null,
  before: GrantedAdvertiserRecord | undefined,
  infos: Map<string, AdvertiserInfo> | 'refused',
  roles: Roles,
): GrantedAdvertiserRecord {
  if (infos === 'refused') {
    return { ...(before ?? withoutDetails(advertiserId, name)), name: name ?? before?.name ?? advertiserId };
  }
  const found = infos.get(advertiserId);
  if (found === undefined) return withoutDetails(advertiserId, name ?? before?.name ?? null);
  const { rejectionReason: _rejectionReason, ...info } = found;
  if (roles.kind !== 'missed')
    return { ...info, role: roles.kind === 'read' ? (roles.byId.get(advertiserId) ?? null) : null };
  // Read in full before: its status is known since.
  if (before === undefined || before.status === null) throw roles.error;
  return { ...info, role: before.role };
}

export function withoutDetails(advertiserId: string, name: string | null): GrantedAdvertiserRecord {
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
