import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { connectionSchema, connectWithTokenSchema, grantedAdvertiserSchema } from '../../shared/connections.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import { pageQuerySchema, pageSchema } from '../../shared/page.ts';
import type { Deps } from '../deps.ts';
import {
  type AppEnv,
  BOTH,
  createRoute,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  problemResponses,
} from '../http/index.ts';
import { checkConnection } from './check-connection.ts';
import { connectWithToken } from './connect-with-token.ts';
import { getConnection } from './get-connection.ts';
import { listGrantedAdvertisers } from './list-advertisers.ts';
import { listConnections } from './list-connections.ts';
import { removeConnection } from './remove-connection.ts';

const params = z.object({ connectionId: ownIdSchema });
const TIKTOK_FAILURES = [
  'tiktok_error',
  'tiktok_permission_denied',
  'tiktok_rate_limited',
  'tiktok_unavailable',
] as const;

const connectWithTokenRoute = createRoute({
  method: 'post',
  path: '/v1/connections/token',
  operationId: 'connectWithToken',
  tags: ['Connections'],
  summary: 'Connect with a pasted token',
  description:
    'For the sandbox, whose token comes from the developer portal, or for an approved production token. TikTok must accept the token before anything is stored. ' +
    'The same TikTok user keeps the connection that is already there.',
  security: BOTH,
  request: { body: jsonBody(connectWithTokenSchema) },
  responses: {
    201: jsonAnswer('The connection', connectionSchema),
    ...problemResponses(
      ...JSON_BODY_PROBLEMS,
      'permission_denied',
      'oauth_user_mismatch',
      'tiktok_token_rejected',
      'tiktok_not_in_sandbox',
      ...TIKTOK_FAILURES,
    ),
  },
});

const listRoute = createRoute({
  method: 'get',
  path: '/v1/connections',
  operationId: 'listConnections',
  tags: ['Connections'],
  summary: 'List connections, oldest first',
  description:
    'As they were last seen: every six hours by the server itself, and whenever somebody looks at the ad accounts; `check` asks TikTok now. ' +
    '`state` says what works: `active` everything; `expiring` everything, yet somebody must sign in again before `signInEndsAt`, or renewing the token fails and is tried on; ' +
    '`read_only` reading only, exports wait; `disconnected` nothing, until somebody signs in again. `stateReason` says why. ' +
    '`notices` name what to know although it works: `no_ad_accounts` (the sign-in reaches none), `business_center_only` (none, but a Business Center that could share some), ' +
    '`permissions_missing` (sign in again and leave `missingScopes` ticked), `sign_in_ends`, `renewal_delayed`, `sandbox_limits`. ' +
    '`advertiserChange` tells which ad accounts came or went at the last reading that found a difference.',
  security: BOTH,
  request: { query: pageQuerySchema },
  responses: {
    200: jsonAnswer('A page of connections', pageSchema(connectionSchema)),
    ...problemResponses('invalid_request', 'permission_denied'),
  },
});

const getRoute = createRoute({
  method: 'get',
  path: '/v1/connections/{connectionId}',
  operationId: 'getConnection',
  tags: ['Connections'],
  summary: 'Get a connection',
  description:
    'As it was last seen; see the list for what its fields say. One whose ad accounts were never read is read now.',
  security: BOTH,
  request: { params },
  responses: {
    200: jsonAnswer('The connection', connectionSchema),
    ...problemResponses(
      'not_found',
      'permission_denied',
      'connection_disconnected',
      'tiktok_app_missing',
      ...TIKTOK_FAILURES,
    ),
  },
});

const checkRoute = createRoute({
  method: 'post',
  path: '/v1/connections/{connectionId}/check',
  operationId: 'checkConnection',
  tags: ['Connections'],
  summary: 'Ask TikTok how a connection stands',
  description:
    'A sign-in that TikTok refuses makes the connection `disconnected`, one that it accepts again `active`. Where a renewal of the token was refused or is overdue, one is ' +
    'tried first, which brings a `read_only` connection back when it works. The ad accounts get their current status, role and access. ' +
    'The verdict is the answer: a refused sign-in is no error here. When TikTok could not be asked, nothing changes.',
  security: BOTH,
  request: { params },
  responses: {
    200: jsonAnswer('The connection as it stands now', connectionSchema),
    ...problemResponses('not_found', 'permission_denied', 'tiktok_app_missing', ...TIKTOK_FAILURES),
  },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/v1/connections/{connectionId}',
  operationId: 'removeConnection',
  tags: ['Connections'],
  summary: 'Disconnect',
  description:
    'Forgets the token, takes its ad accounts out of this workspace and stops background work, at once. The grant is withdrawn at TikTok in the background, for up to ' +
    'a week if TikTok does not answer, unless another connection may live on it. Campaigns and audiences at TikTok stay. A pasted token is forgotten but not withdrawn. Afterwards the connection is gone (404); repeating the call answers 204 again.',
  security: BOTH,
  request: { params },
  responses: { 204: { description: 'Disconnected' }, ...problemResponses('not_found', 'permission_denied') },
});

const listAdvertisersRoute = createRoute({
  method: 'get',
  path: '/v1/connections/{connectionId}/advertisers',
  operationId: 'listAdvertisers',
  tags: ['Connections'],
  summary: 'List the ad accounts a connection reaches',
  description:
    'The first page asks TikTok unless the last reading is younger than ten seconds; later pages come from that reading while it is younger than a minute. ' +
    '`reason` says why one cannot be imported: `analyst` (the person’s role there only reads: an admin of the ad account can raise it), `suspended` (TikTok Ads Manager shows why), ' +
    '`not_approved` (TikTok has not approved it yet), `no_access` (the sign-in does not reach it any more), `already_imported`. `role` is null outside a Business Center, where TikTok does not tell.',
  security: BOTH,
  request: { params, query: pageQuerySchema },
  responses: {
    200: jsonAnswer('A page of ad accounts, by name', pageSchema(grantedAdvertiserSchema)),
    ...problemResponses(
      'invalid_request',
      'not_found',
      'permission_denied',
      'connection_disconnected',
      'tiktok_app_missing',
      ...TIKTOK_FAILURES,
    ),
  },
});

/** `/v1/connections`, except the OAuth sign-in, which server/oauth mounts. */
export function connectionRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(connectWithTokenRoute, async (c) =>
    c.json(await connectWithToken(deps, c.get('actor'), c.req.valid('json')), 201),
  );
  router.openapi(listRoute, async (c) =>
    c.json(await listConnections(deps, c.get('actor'), c.req.valid('query')), 200),
  );
  router.openapi(getRoute, async (c) =>
    c.json(await getConnection(deps, c.get('actor'), c.req.valid('param').connectionId), 200),
  );
  router.openapi(checkRoute, async (c) =>
    c.json(await checkConnection(deps, c.get('actor'), c.req.valid('param').connectionId), 200),
  );
  router.openapi(removeRoute, async (c) => {
    await removeConnection(deps, c.get('actor'), c.req.valid('param').connectionId);
    return c.body(null, 204);
  });
  router.openapi(listAdvertisersRoute, async (c) => {
    const { connectionId } = c.req.valid('param');
    return c.json(await listGrantedAdvertisers(deps, c.get('actor'), connectionId, c.req.valid('query')), 200);
  });
  return router;
}
