import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { listTikTokCallsQuerySchema, tiktokCallSchema } from '../../shared/calls.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../deps.ts';
import { type AppEnv, BOTH, createRoute, jsonAnswer, newRouter, problemResponses } from '../http/index.ts';
import { getTikTokCall, listTikTokCalls } from './list-calls.ts';

const TAGS = ['Calls to TikTok'];

const listRoute = createRoute({
  method: 'get',
  path: '/v1/tiktok-calls',
  operationId: 'listTikTokCalls',
  tags: TAGS,
  summary: 'Writes that went through the pass-through, newest first',
  description:
    'Every write is written down before it is sent, with each try and each look-up that followed a lost answer. Kept for 90 days. ' +
    'Reads are not written down.',
  security: BOTH,
  request: { query: listTikTokCallsQuerySchema },
  responses: {
    200: jsonAnswer('A page of calls', pageSchema(tiktokCallSchema)),
    ...problemResponses('invalid_request', 'permission_denied'),
  },
});

const getRoute = createRoute({
  method: 'get',
  path: '/v1/tiktok-calls/{callId}',
  operationId: 'getTikTokCall',
  tags: TAGS,
  summary: 'One write and what became of it',
  description: 'The id is in the header `X-Call-Id` of every answer to a write.',
  security: BOTH,
  request: { params: z.object({ callId: ownIdSchema }) },
  responses: {
    200: jsonAnswer('The call', tiktokCallSchema),
    ...problemResponses('invalid_request', 'permission_denied', 'not_found'),
  },
});

export function callLogRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) =>
    c.json(await listTikTokCalls(deps, c.get('actor'), c.req.valid('query')), 200),
  );
  router.openapi(getRoute, async (c) =>
    c.json(await getTikTokCall(deps, c.get('actor'), c.req.valid('param').callId), 200),
  );
  return router;
}
