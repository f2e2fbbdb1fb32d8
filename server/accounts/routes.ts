import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { adAccountSchema, importAdAccountsSchema } from '../../shared/ad-accounts.ts';
import { tiktokIdSchema } from '../../shared/fields.ts';
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
import { importAdAccounts } from './import-ad-accounts.ts';
import { listAdAccounts } from './list-ad-accounts.ts';
import { removeAdAccount } from './remove-ad-account.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/ad-accounts',
  operationId: 'listAdAccounts',
  tags: ['Ad accounts'],
  summary: 'List imported ad accounts, by name',
  description:
    'With the status last seen. What is older than five minutes is read again in the background; `check` on the connection asks TikTok at once.',
  security: BOTH,
  request: { query: pageQuerySchema },
  responses: {
    200: jsonAnswer('A page of ad accounts', pageSchema(adAccountSchema)),
    ...problemResponses('invalid_request', 'permission_denied'),
  },
});

const importRoute = createRoute({
  method: 'post',
  path: '/v1/ad-accounts',
  operationId: 'importAdAccounts',
  tags: ['Ad accounts'],
  summary: 'Import ad accounts of a connection',
  description:
    'All or nothing: one that cannot be imported is named in `errors` with the reason, and none is. An analyst’s role only reads, so what they see cannot be imported for exports. Importing again changes nothing; one that hung on another connection moves to this one.',
  security: BOTH,
  request: { body: jsonBody(importAdAccountsSchema) },
  responses: {
    201: jsonAnswer('The ad accounts that were asked for', z.object({ items: z.array(adAccountSchema) })),
    ...problemResponses(
      ...JSON_BODY_PROBLEMS,
      'not_found',
      'permission_denied',
      'account_not_importable',
      'connection_disconnected',
      'tiktok_error',
      'tiktok_permission_denied',
      'tiktok_rate_limited',
      'tiktok_unavailable',
    ),
  },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/v1/ad-accounts/{advertiserId}',
  operationId: 'removeAdAccount',
  tags: ['Ad accounts'],
  summary: 'Take an ad account out of the workspace',
  description:
    'Nothing changes at TikTok. An export that is running to it stops with `account_not_imported`, and can be retried once the account is imported again. One that is not there answers 204 as well.',
  security: BOTH,
  request: { params: z.object({ advertiserId: tiktokIdSchema }) },
  responses: {
    204: { description: 'It is not imported (any more)' },
    ...problemResponses('not_found', 'permission_denied'),
  },
});

/** `/v1/ad-accounts`. */
export function adAccountRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listAdAccounts(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(importRoute, async (c) =>
    c.json(await importAdAccounts(deps, c.get('actor'), c.req.valid('json')), 201),
  );
  router.openapi(removeRoute, async (c) => {
    await removeAdAccount(deps, c.get('actor'), c.req.valid('param').advertiserId);
    return c.body(null, 204);
  });
  return router;
}
