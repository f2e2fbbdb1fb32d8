import { requireOwnApp, type DeveloperApp } from '../apps.ts';
import { grantOf, reachableAdvertiser, type ApiCall, type Route } from '../call.ts';
import { badToken } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { optionalBoolean, requiredId, requiredText, type Arguments } from '../input.ts';

function requireApp(call: ApiCall, args: Arguments): DeveloperApp {
  return call.state.apps.authenticate(requiredId(args, 'app_id'), requiredText(args, 'secret'));
}

/** auth_code → long-term token. `scope` goes out as bare numbers, three of which exceed 2^53. */
function exchange(call: ApiCall): JsonValue {
  const app = requireApp(call, call.args);
  const authCode = requiredText(call.args, 'auth_code');
  const wantsAdvertisers = optionalBoolean(call.args, 'return_advertiser_ids', true);
  const { accessToken, grant } = call.state.grants.redeemCode(authCode, app.appId);
  return {
    access_token: accessToken,
    advertiser_ids: wantsAdvertisers ? [...grant.advertiserIds] : [],
    scope: grant.scope.map((id) => BigInt(id)),
  };
}

/** Every ad account of the consent that the person can still reach; not paginated. */
function authorizedAdvertisers(call: ApiCall): JsonValue {
  const grant = grantOf(call);
  requireOwnApp(requireApp(call, call.args), grant);
  const list = grant.advertiserIds.map((advertiserId) => reachableAdvertiser(call, advertiserId));
  return {
    list: list
      .filter((advertiser) => advertiser !== undefined)
      .map(({ advertiserId, name }) => ({ advertiser_id: advertiserId, advertiser_name: name })),
  };
}

function revoke(call: ApiCall): JsonValue {
  const app = requireApp(call, call.args);
  const accessToken = requiredText(call.args, 'access_token');
  const grant = call.state.grants.find(accessToken);
  if (grant === undefined) throw badToken();
  requireOwnApp(app, grant);
  call.state.grants.revoke(accessToken);
  return { app_id: app.appId, advertiser_ids: [...grant.advertiserIds] };
}

export const oauth2Routes: readonly Route[] = [
  { method: 'POST', path: '/oauth2/access_token/', auth: 'app', inSandbox: false, handle: exchange },
  { method: 'GET', path: '/oauth2/advertiser/get/', auth: 'token', inSandbox: false, handle: authorizedAdvertisers },
  { method: 'POST', path: '/oauth2/revoke_token/', auth: 'app', inSandbox: false, handle: revoke },
];
