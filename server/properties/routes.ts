import type { OpenAPIHono } from '@hono/zod-openapi';
import { pageQuerySchema, pageSchema } from '../../shared/page.ts';
import { propertySchema, putPropertiesSchema } from '../../shared/properties.ts';
import type { Deps } from '../deps.ts';
import {
  BOTH,
  createRoute,
  HOST,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  problemResponses,
  type AppEnv,
} from '../http/index.ts';
import { listProperties } from './list-properties.ts';
import { putProperties } from './put-properties.ts';

const listRoute = createRoute({
  operationId: 'listProperties',
  tags: ['Host data'],
  summary: 'The host’s user properties',
  method: 'get',
  path: '/v1/properties',
  security: BOTH,
  request: { query: pageQuerySchema },
  responses: {
    200: jsonAnswer('In the order the host gave', pageSchema(propertySchema)),
    ...problemResponses('permission_denied', 'invalid_request'),
  },
});

const putRoute = createRoute({
  operationId: 'putProperties',
  tags: ['Host data'],
  summary: 'Replace the host’s user properties',
  method: 'put',
  path: '/v1/properties',
  security: HOST,
  request: { body: jsonBody(putPropertiesSchema) },
  responses: {
    200: jsonAnswer('The first page of the new list', pageSchema(propertySchema)),
    ...problemResponses('host_key_required', ...JSON_BODY_PROBLEMS),
  },
});

export function propertyRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listProperties(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(putRoute, async (c) => c.json(await putProperties(deps, c.get('actor'), c.req.valid('json')), 200));
  return router;
}
