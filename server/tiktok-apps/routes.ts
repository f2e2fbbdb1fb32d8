import type { OpenAPIHono } from '@hono/zod-openapi';
import { putTikTokAppSchema, tiktokAppSchema } from '../../shared/tiktok-app.ts';
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
import { getTikTokApp } from './get-app.ts';
import { putTikTokApp } from './put-app.ts';
import { removeTikTokApp } from './remove-app.ts';

const getRoute = createRoute({
  method: 'get',
  path: '/v1/tiktok-app',
  operationId: 'getTikTokApp',
  tags: ['TikTok app'],
  summary: 'The developer app that people sign in to',
  description: 'The workspace’s own, or the server’s. Of a secret, only the last four characters are ever shown.',
  security: BOTH,
  responses: { 200: jsonAnswer('The app', tiktokAppSchema), ...problemResponses('permission_denied') },
});

const putRoute = createRoute({
  method: 'put',
  path: '/v1/tiktok-app',
  operationId: 'putTikTokApp',
  tags: ['TikTok app'],
  summary: 'Bring an own developer app, or its new secret',
  description:
    'TikTok must take the pair before anything is stored; when it cannot be asked, nothing is. The redirect address of this server must be registered in the app. ' +
    'New sign-ins are made with it; connections go on with the app they were made with.',
  security: BOTH,
  request: { body: jsonBody(putTikTokAppSchema) },
  responses: {
    200: jsonAnswer('The app as it is used from now on', tiktokAppSchema),
    ...problemResponses(
      ...JSON_BODY_PROBLEMS,
      'permission_denied',
      'tiktok_app_refused',
      'tiktok_error',
      'tiktok_rate_limited',
      'tiktok_unavailable',
    ),
  },
});

const removeRoute = createRoute({
  method: 'delete',
  path: '/v1/tiktok-app',
  operationId: 'removeTikTokApp',
  tags: ['TikTok app'],
  summary: 'Go back to the server’s developer app',
  description:
    'Connections that were made with the own app keep working with it; its secret is forgotten with the last of them. Repeating the call answers 204 again.',
  security: BOTH,
  responses: { 204: { description: 'The workspace has no app of its own' }, ...problemResponses('permission_denied') },
});

export function tiktokAppRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(getRoute, async (c) => c.json(await getTikTokApp(deps, c.get('actor')), 200));
  router.openapi(putRoute, async (c) => c.json(await putTikTokApp(deps, c.get('actor'), c.req.valid('json')), 200));
  router.openapi(removeRoute, async (c) => {
    await removeTikTokApp(deps, c.get('actor'));
    return c.body(null, 204);
  });
  return router;
}
