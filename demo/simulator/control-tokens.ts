import { Hono } from 'hono';
import type { AccountGrantView } from './account-grants.ts';
import { readBody } from './control-body.ts';
import type { Grant } from './grants.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

/** Control calls about apps and their grants. Tokens themselves are never shown, only their last four characters. */
export function tokenControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.post('/apps', async (c) => {
    const { appId, appSecret } = await readBody(c.req.raw, ['appId', 'appSecret']);
    if (typeof appId !== 'string' || !/^\d{1,20}$/.test(appId)) throw new TypeError('appId must be digits, as text');
    if (typeof appSecret !== 'string' || appSecret === '') throw new TypeError('appSecret must be a text');
    const isKnown = state.apps.find(appId) !== undefined;
    state.apps.register(appId, appSecret);
    return c.json({ appId }, isKnown ? 200 : 201);
  });

  routes.get('/apps', (c) => c.json({ apps: state.apps.list().map(({ appId }) => ({ appId })) }));

  routes.get('/tokens', (c) => c.json({ tokens: [...longTermTokens(state), ...accountTokens(state)] }));

  routes.post('/tokens/revoke', async (c) => {
    const input = await readBody(c.req.raw, ['accessToken', 'advertiserId', 'coreUserId', 'openId', 'grantId']);
    const { accessToken, advertiserId, coreUserId, openId, grantId } = input;
    if (typeof accessToken === 'string') {
      const isRevoked = state.grants.revoke(accessToken) !== undefined || state.accountGrants.revoke(accessToken);
      return c.json({ revoked: isRevoked ? 1 : 0 });
    }
    if (typeof advertiserId === 'string') {
      const revoked =
        state.grants.revokeWhere((grant) => grant.advertiserIds.includes(advertiserId)) +
        state.accountGrants.revokeWhere((grant) => grant.advertiserIds.includes(advertiserId));
      return c.json({ revoked });
    }
    if (typeof coreUserId === 'string') {
      // The sandbox token stands for the same person and was given by the portal.
      const isTheirs = ({ environment, user }: Grant): boolean =>
        environment === 'production' && user.coreUserId === coreUserId;
      const revoked = state.grants.revokeWhere(isTheirs) + state.accountGrants.revokeWhere(isTheirs);
      return c.json({ revoked });
    }
    if (typeof openId === 'string')
      return c.json({ revoked: state.accountGrants.revokeWhere((grant) => grant.openId === openId) });
    if (typeof grantId === 'string')
      return c.json({ revoked: state.accountGrants.revokeWhere((grant) => grant.grantId === grantId) });
    throw new TypeError('accessToken, advertiserId, coreUserId, openId or grantId must be given as text');
  });

  routes.post('/tokens/expire', async (c) => {
    const fields = ['what', 'accessToken', 'refreshToken', 'coreUserId', 'openId', 'grantId'];
    const { what, accessToken, refreshToken, coreUserId, openId, grantId } = await readBody(c.req.raw, fields);
    if (what !== 'access' && what !== 'refresh') throw new TypeError('what must be access or refresh');
    const isMeant = (view: AccountGrantView): boolean =>
      view.access.token === accessToken ||
      view.refresh.token === refreshToken ||
      view.grant.openId === openId ||
      view.grant.grantId === grantId ||
      view.grant.user.coreUserId === coreUserId;
    if ([accessToken, refreshToken, coreUserId, openId, grantId].every((value) => typeof value !== 'string'))
      throw new TypeError('accessToken, refreshToken, coreUserId, openId or grantId must be given as text');
    return c.json({ expired: state.accountGrants.expireWhere(what, isMeant) });
  });

  return routes;
}

function longTermTokens(state: SimulatorState): object[] {
  return state.grants.list().map(({ accessToken, grant, issuedAt }) => ({
    kind: grant.kind,
    environment: grant.environment,
    appId: grant.appId,
    user: grant.user.email,
    coreUserId: grant.user.coreUserId,
    openId: null,
    grantId: null,
    accessTokenLast4: accessToken.slice(-4),
    refreshTokenLast4: null,
    issuedAt: iso(issuedAt),
    expiresAt: null,
    refreshExpiresAt: null,
    refreshes: 0,
    lastRefreshAt: null,
    duplicateRefreshes: 0,
  }));
}

/** The newest pair of each grant; one whose access token has ended is still there, since it can be renewed. */
function accountTokens(state: SimulatorState): object[] {
  return state.accountGrants.list().map(({ grant, access, refresh }) => ({
    kind: grant.kind,
    environment: grant.environment,
    appId: grant.appId,
    user: grant.user.email,
    coreUserId: grant.user.coreUserId,
    openId: grant.openId,
    grantId: grant.grantId,
    accessTokenLast4: access.token.slice(-4),
    refreshTokenLast4: refresh.token.slice(-4),
    issuedAt: iso(access.issuedAt),
    expiresAt: iso(access.expiresAt),
    refreshExpiresAt: iso(refresh.expiresAt),
    refreshes: grant.refreshes,
    lastRefreshAt: grant.lastRun === null ? null : iso(grant.lastRun.at),
    duplicateRefreshes: grant.duplicateRefreshes,
  }));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
