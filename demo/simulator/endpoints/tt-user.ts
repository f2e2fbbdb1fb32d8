import type { AccountTokens } from '../account-grants.ts';
import { requireOwnApp, type DeveloperApp } from '../apps.ts';
import type { ApiCall, Route } from '../call.ts';
import { badToken, TikTokFailure } from '../envelope.ts';
import type { JsonValue } from '../exact-json.ts';
import { requiredId, requiredText } from '../input.ts';

/** The app behind `client_id` and `client_secret`, the same pair as `app_id` and `secret` elsewhere. */
function requireClient(call: ApiCall): DeveloperApp {
  return call.state.apps.authenticate(requiredId(call.args, 'client_id'), requiredText(call.args, 'client_secret'));
}

function requireGrantType(call: ApiCall, wanted: string): void {
  const grantType = requiredText(call.args, 'grant_type');
  if (grantType !== wanted) throw new TikTokFailure(40108, `Grant type is invalid: ${wanted} was expected.`);
}

function exchange(call: ApiCall): JsonValue {
  const app = requireClient(call);
  requireGrantType(call, 'authorization_code');
  const authCode = requiredText(call.args, 'auth_code');
  const redirectUri = requiredText(call.args, 'redirect_uri');
  return answer(call, call.state.accountGrants.redeemCode(authCode, app.appId, redirectUri));
}

function refresh(call: ApiCall): JsonValue {
  const app = requireClient(call);
  requireGrantType(call, 'refresh_token');
  const used = call.state.accountGrants.findRefreshToken(requiredText(call.args, 'refresh_token'));
  requireOwnApp(app, used.grant);
  const { settle, ...tokens } = call.state.accountGrants.renew(used);
  call.onDelivery(settle);
  return answer(call, tokens);
}

/** Ends the grant with all its tokens. That an expired access token cannot do so is our reading [unverified]. */
function revoke(call: ApiCall): JsonValue {
  const app = requireClient(call);
  const accessToken = requiredText(call.args, 'access_token');
  const grant = call.state.accountGrants.use(accessToken);
  if (grant === undefined) throw badToken();
  requireOwnApp(app, grant);
  call.state.accountGrants.revoke(accessToken);
  return {};
}

/** That `creator_id` is the id which the exchange calls `open_id` is our reading [inferred]. */
function tokenInfo(call: ApiCall): JsonValue {
  const app = call.state.apps.find(requiredId(call.args, 'app_id'));
  if (app === undefined) throw new TikTokFailure(40101, 'App id is incorrect.');
  const grant = call.state.accountGrants.use(requiredText(call.args, 'access_token'));
  if (grant === undefined) throw badToken();
  requireOwnApp(app, grant);
  return { app_id: app.appId, scope: grant.scope.join(','), creator_id: grant.openId };
}

/** Lifetimes go out in whole seconds that are left; the one of a refresh token shrinks with every answer. */
function answer(call: ApiCall, { access, refresh: refreshToken }: AccountTokens): JsonValue {
  const now = call.state.clock.now();
  return {
    access_token: access.token,
    token_type: 'Bearer',
    scope: access.grant.scope.join(','),
    expires_in: Math.floor((access.expiresAt - now) / 1000),
    refresh_token: refreshToken.token,
    refresh_token_expires_in: Math.floor((refreshToken.expiresAt - now) / 1000),
    open_id: access.grant.openId,
  };
}

export const ttUserRoutes: readonly Route[] = [
  { method: 'POST', path: '/tt_user/oauth2/token/', auth: 'app', inSandbox: false, handle: exchange },
  { method: 'POST', path: '/tt_user/oauth2/refresh_token/', auth: 'app', inSandbox: false, handle: refresh },
  { method: 'POST', path: '/tt_user/oauth2/revoke/', auth: 'app', inSandbox: false, handle: revoke },
  { method: 'POST', path: '/tt_user/token_info/get/', auth: 'app', inSandbox: false, handle: tokenInfo },
];
