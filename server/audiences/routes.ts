import type { OpenAPIHono } from '@hono/zod-openapi';
import { audienceSchema } from '../../shared/audiences.ts';
import { tiktokIdSchema } from '../../shared/fields.ts';
import { pageQuerySchema, pageSchema } from '../../shared/page.ts';
import type { Deps } from '../deps.ts';
import { type AppEnv, BOTH, createRoute, jsonAnswer, newRouter, problemResponses } from '../http/index.ts';
import { listAudiences } from './list-audiences.ts';

const listRoute = createRoute({
  operationId: 'listAudiences',
  tags: ['Audiences'],
  summary: "TikTok's custom audiences of an ad account, with what was exported to them from here",
  description: 'Newest first, as TikTok gives them; a page holds 100 at most.',
  method: 'get',
  path: '/v1/audiences',
  security: BOTH,
  request: { query: pageQuerySchema.extend({ advertiserId: tiktokIdSchema }) },
  responses: {
    200: jsonAnswer('A page of audiences', pageSchema(audienceSchema)),
    ...problemResponses(
      'permission_denied',
      'invalid_request',
      'account_not_imported',
      'connection_disconnected',
      'tiktok_permission_denied',
      'tiktok_error',
      'tiktok_unavailable',
      'tiktok_rate_limited',
      'tiktok_not_in_sandbox',
    ),
  },
});

/** `/v1/audiences`. */
export function audienceRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listAudiences(deps, c.get('actor'), c.req.valid('query')), 200));
  return router;
}
