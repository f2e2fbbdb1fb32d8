import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { hostIdSchema } from '../../shared/fields.ts';
import { pageQuerySchema, pageSchema } from '../../shared/page.ts';
import { putSegmentSchema, segmentSchema } from '../../shared/segments.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
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
import { listSegments } from './list-segments.ts';
import { putSegment } from './put-segment.ts';

const listRoute = createRoute({
  operationId: 'listSegments',
  tags: ['Host data'],
  summary: 'The host’s audiences',
  method: 'get',
  path: '/v1/segments',
  security: BOTH,
  request: { query: pageQuerySchema },
  responses: {
    200: jsonAnswer('By name', pageSchema(segmentSchema)),
    ...problemResponses('permission_denied', 'invalid_request'),
  },
});

const putRoute = createRoute({
  operationId: 'putSegment',
  tags: ['Host data'],
  summary: 'Declare or replace one of the host’s audiences',
  method: 'put',
  path: '/v1/segments/{segmentId}',
  security: HOST,
  request: { params: z.object({ segmentId: hostIdSchema }), body: jsonBody(putSegmentSchema) },
  responses: {
    200: jsonAnswer('The audience as stored', segmentSchema),
    ...problemResponses('host_key_required', 'segment_source_refused', ...JSON_BODY_PROBLEMS),
  },
});

/**
 * A property of this name is dropped from any object that is read, silently: nothing could ever be counted or sent under it.
 *
 * @throws {AppError} invalid_request
 */
function requireCountable(body: unknown): void {
  const filled = typeof body === 'object' && body !== null && 'filled' in body ? body.filled : null;
  if (typeof filled !== 'object' || filled === null || !Object.hasOwn(filled, '__proto__')) return;
  throw new AppError('invalid_request', 'The request cannot be used: no property can have the name "__proto__".', {
    errors: [{ path: 'filled.__proto__', message: 'cannot be the name of a property' }],
  });
}

/** `/v1/segments`. */
export function segmentRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  // The host makes these ids up, so a bad one is a bad request and not a missing thing.
  const router = newRouter({ badParameter: 'invalid_request' });
  router.openapi(listRoute, async (c) => c.json(await listSegments(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(putRoute, async (c) => {
    requireCountable(await c.req.json());
    return c.json(await putSegment(deps, c.get('actor'), c.req.valid('param').segmentId, c.req.valid('json')), 200);
  });
  return router;
}
