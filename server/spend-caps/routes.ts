import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { ownIdSchema } from '../../shared/fields.ts';
import { putSpendCapSchema, spendCapSchema, spendCapsQuerySchema, spendCapUseSchema } from '../../shared/spend-caps.ts';
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
import { getSpendCapUse } from './get-spend-cap-use.ts';
import { listSpendCaps } from './list-spend-caps.ts';
import { putSpendCap } from './put-spend-cap.ts';
import { removeSpendCap } from './remove-spend-cap.ts';

const TAGS = ['Controls'];
const params = z.object({ capId: ownIdSchema });
/** What may go wrong on the way to TikTok. */
const TIKTOK_PROBLEMS = [
  'connection_disconnected',
  'tiktok_error',
  'tiktok_permission_denied',
  'tiktok_rate_limited',
  'tiktok_unavailable',
] as const;

const listRoute = createRoute({
  operationId: 'listSpendCaps',
  tags: TAGS,
  summary: 'Spend caps of an ad account',
  description: 'The ad account’s own first, then those of its campaigns.',
  method: 'get',
  path: '/v1/spend-caps',
  security: BOTH,
  request: { query: spendCapsQuerySchema },
  responses: {
    200: jsonAnswer('All of them', z.object({ items: z.array(spendCapSchema) })),
    ...problemResponses('permission_denied', 'account_not_imported', 'invalid_request'),
  },
});

const putRoute = createRoute({
  operationId: 'putSpendCap',
  tags: TAGS,
  summary: 'Set a spend cap',
  description:
    'Needs the permission `controls`, and is not for agents. Makes the cap of an ad account or campaign, or replaces it; amounts are in the ad account’s ' +
    'currency, with its decimals. A cap below what budgets come to already holds from then on: what raises them is refused, what lowers ' +
    'them passes. `GET /v1/spend-caps/{capId}/use` shows where they stand.',
  method: 'put',
  path: '/v1/spend-caps',
  security: BOTH,
  request: { body: jsonBody(putSpendCapSchema) },
  responses: {
    200: jsonAnswer('The cap as it holds now', spendCapSchema),
    ...problemResponses(
      'permission_denied',
      'account_not_imported',
      'spend_cap_unprovable',
      ...TIKTOK_PROBLEMS,
      ...JSON_BODY_PROBLEMS,
    ),
  },
});

const useRoute = createRoute({
  operationId: 'getSpendCapUse',
  tags: TAGS,
  summary: 'How much of a spend cap is taken up',
  description: 'Reads campaigns and ad groups from TikTok and adds up what their budgets could spend at most.',
  method: 'get',
  path: '/v1/spend-caps/{capId}/use',
  security: BOTH,
  request: { params },
  responses: {
    200: jsonAnswer('A sum for each period that the cap limits', spendCapUseSchema),
    ...problemResponses(
      'permission_denied',
      'not_found',
      'account_not_imported',
      'spend_cap_unprovable',
      ...TIKTOK_PROBLEMS,
    ),
  },
});

const removeRoute = createRoute({
  operationId: 'removeSpendCap',
  tags: TAGS,
  summary: 'Remove a spend cap',
  description: 'Needs the permission `controls`, and is not for agents. One that is not there answers 204 as well.',
  method: 'delete',
  path: '/v1/spend-caps/{capId}',
  security: BOTH,
  request: { params },
  responses: {
    204: { description: 'There is no such cap (any more)' },
    ...problemResponses('permission_denied', 'not_found'),
  },
});

/** `/v1/spend-caps`. */
export function spendCapRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listSpendCaps(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(putRoute, async (c) => c.json(await putSpendCap(deps, c.get('actor'), c.req.valid('json')), 200));
  router.openapi(useRoute, async (c) =>
    c.json(await getSpendCapUse(deps, c.get('actor'), c.req.valid('param').capId), 200),
  );
  router.openapi(removeRoute, async (c) => {
    await removeSpendCap(deps, c.get('actor'), c.req.valid('param').capId);
    return c.body(null, 204);
  });
  return router;
}
