import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { mappingSchema, putMappingSchema } from '../../shared/mappings.ts';
import type { Deps } from '../deps.ts';
import {
  BOTH,
  createRoute,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  problemResponses,
  type AppEnv,
} from '../http/index.ts';
import { mappingEtag, readIfMatch } from './etag.ts';
import { getMapping } from './get-mapping.ts';
import { putMapping } from './put-mapping.ts';

const getRoute = createRoute({
  operationId: 'getMapping',
  tags: ['Mapping'],
  summary: 'Which property fills which attribute',
  method: 'get',
  path: '/v1/mapping',
  security: BOTH,
  responses: { 200: jsonAnswer('With its version as `ETag`', mappingSchema), ...problemResponses('permission_denied') },
});

const putRoute = createRoute({
  operationId: 'putMapping',
  tags: ['Mapping'],
  summary: 'Replace the mapping',
  method: 'put',
  path: '/v1/mapping',
  security: BOTH,
  request: {
    headers: z.object({
      'if-match': z.string().optional().describe('The `ETag` that was read; a lost race then answers 412'),
    }),
    body: jsonBody(putMappingSchema),
  },
  responses: {
    200: jsonAnswer('The mapping as saved, with its new `ETag`', mappingSchema),
    ...problemResponses('permission_denied', 'precondition_failed', 'unknown_property', ...JSON_BODY_PROBLEMS),
  },
});

export function mappingRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(getRoute, async (c) => {
    const mapping = await getMapping(deps, c.get('actor'));
    return c.json(mapping, 200, { ETag: mappingEtag(mapping.version) });
  });
  router.openapi(putRoute, async (c) => {
    const mapping = await putMapping(
      deps,
      c.get('actor'),
      c.req.valid('json'),
      readIfMatch(c.req.valid('header')['if-match']),
    );
    return c.json(mapping, 200, { ETag: mappingEtag(mapping.version) });
  });
  return router;
}
