import { grantOf, reachableAdvertiser, type ApiCall, type Route } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { optionalBoolean, requiredId, requiredText, type Arguments } from '../input.ts';

/** The pair of app id and secret; a wrong one is 40101 by name [unverified: 40000 and 40002 are reported too]. */
function requireApp(call: ApiCall, args: Arguments): void {
  const appId = requiredId(args, 'app_id');
  const secret = requiredText(args, 'secret');
  const { developerApp } = call.state;
  if (appId !== developerApp.appId || secret !== developerApp.appSecret)
    throw new TikTokFailure(40101, 'App id or secret is incorrect.');
}

/** auth_code → long-term token. `scope` goes out as bare numbers, three of which exceed 2^53. */
function exchange(call: ApiCall): JsonValue {
  requireApp(call, call.args);
  const authCode = requiredText(call.args, 'auth_code');
  const wantsAdvertisers = optionalBoolean(call.args, 'return_advertiser_ids', true);
  const { accessToken, grant } = call.state.grants.redeemCode(authCode);
  return {
    access_token: accessToken,
    advertiser_ids: wantsAdvertisers ? grant.advertiserIds : [],
    scope: grant.scope.map((id) => BigInt(id)),
  };
}

/** Every ad account of the consent that the person can still reach; not paginated. */
function authorizedAdvertisers(call: ApiCall): JsonValue {
  requireApp(call, call.args);
  const list = grantOf(call).advertiserIds.map((advertiserId) => reachableAdvertiser(call, advertiserId));
  return {
    list: list
      .filter((advertiser) => advertiser !== undefined)
      .map(({ advertiserId, name }) => ({ advertiser_id: advertiserId, advertiser_name: name })),
  };
}

function revoke(call: ApiCall): JsonValue {
  requireApp(call, call.args);
  const grant = call.state.grants.revoke(requiredText(call.args, 'access_token'));
  if (grant === undefined) throw new TikTokFailure(40105, 'Access token is incorrect or has been revoked.');
  return { app_id: call.state.developerApp.appId, advertiser_ids: grant.advertiserIds };
}

export const oauth2Routes: readonly Route[] = [
  { method: 'POST', path: '/oauth2/access_token/', auth: 'app', inSandbox: false, handle: exchange },
  { method: 'GET', path: '/oauth2/advertiser/get/', auth: 'token', inSandbox: false, handle: authorizedAdvertisers },
  { method: 'POST', path: '/oauth2/revoke_token/', auth: 'app', inSandbox: false, handle: revoke },
];
