import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { controlsQuerySchema, controlsSchema, putControlsSchema } from '../../shared/controls.ts';
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
import { controlsEtag, readIfMatch } from './etag.ts';
import { getControls } from './get-controls.ts';
import { putControls } from './put-controls.ts';

const TAGS = ['Controls'];

const getRoute = createRoute({
  operationId: 'getControls',
  tags: TAGS,
  summary: 'Who may do what through the pass-through',
  description:
    'For each kind of caller and action whether a call is allowed, held until a person has decided, or denied. A rule of the ad account ' +
    'beats one of the workspace, which beats the default.',
  method: 'get',
  path: '/v1/controls',
  security: BOTH,
  request: { query: controlsQuerySchema },
  responses: {
    200: jsonAnswer('The whole matrix, with its version as `ETag`', controlsSchema),
    ...problemResponses('permission_denied', 'account_not_imported', 'invalid_request'),
  },
});

const putRoute = createRoute({
  operationId: 'putControls',
  tags: TAGS,
  summary: 'Change what callers may do',
  description:
    'Needs the permission `controls`, and is not for agents. Cells that are left out stay; a decision of `null` takes a rule away. Holds from ' +
    'the next call on.',
  method: 'put',
  path: '/v1/controls',
  security: BOTH,
  request: {
    headers: z.object({
      'if-match': z.string().optional().describe('The `ETag` that was read; a lost race then answers 412'),
    }),
    body: jsonBody(putControlsSchema),
  },
  responses: {
    200: jsonAnswer('The matrix as it is now, with its new `ETag`', controlsSchema),
    ...problemResponses('permission_denied', 'account_not_imported', 'precondition_failed', ...JSON_BODY_PROBLEMS),
  },
});

export function controlRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(getRoute, async (c) => {
    const { controls, version } = await getControls(deps, c.get('actor'), c.req.valid('query'));
    return c.json(controls, 200, { ETag: controlsEtag(version) });
  });
  router.openapi(putRoute, async (c) => {
    const { controls, version } = await putControls(
      deps,
      c.get('actor'),
      c.req.valid('json'),
      readIfMatch(c.req.valid('header')['if-match']),
    );
    return c.json(controls, 200, { ETag: controlsEtag(version) });
  });
  return router;
}
