import { ACTOR_KIND_HEADER } from '../../shared/control-kinds.ts';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { ENDPOINTS } from '../../shared/endpoints.ts';
import { createSessionSchema, sessionTokenSchema, sessionViewSchema } from '../../shared/sessions.ts';
import type { Deps } from '../deps.ts';
import {
  BOTH,
  createRoute,
  HOST_ONLY,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  openProblemResponses,
  problemResponses,
  type AppEnv,
} from '../http/index.ts';
import { authenticate, authenticateHost } from './authenticate.ts';
import { createSession } from './create-session.ts';
import { getSession } from './get-session.ts';

/** Calls that prove who they are by other means than the middleware: the state of a sign-in, a host key without a workspace. */
const OPEN_PATHS: readonly string[] = ['/v1/oauth/callback', ENDPOINTS.createSession.path];

/** Finds out who calls, before anything behind it runs. */
export function sessionAuth(deps: Pick<Deps, 'config' | 'clock'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (OPEN_PATHS.includes(c.req.path)) return next();
    const actor = await authenticate(deps, {
      authorization: c.req.header('Authorization'),
      workspaceId: c.req.header('X-Workspace-Id'),
      actorKind: c.req.header(ACTOR_KIND_HEADER),
      origin: c.req.header('Origin'),
    });
    c.set('actor', actor);
    return next();
  };
}

const createSessionRoute = createRoute({
  operationId: 'createSession',
  tags: ['Sessions'],
  summary: 'Make a session token for a user of a workspace',
  method: 'post',
  path: '/v1/sessions',
  security: HOST_ONLY,
  request: { body: jsonBody(createSessionSchema) },
  responses: {
    201: jsonAnswer('The token, to be handed to the page', sessionTokenSchema),
    ...openProblemResponses('missing_credentials', 'invalid_host_key', 'host_key_required', ...JSON_BODY_PROBLEMS),
  },
});

const getSessionRoute = createRoute({
  operationId: 'getSession',
  tags: ['Sessions'],
  summary: 'Who am I, and what may I do?',
  method: 'get',
  path: '/v1/session',
  security: BOTH,
  responses: { 200: jsonAnswer('Who the credential speaks for', sessionViewSchema), ...problemResponses() },
});

export function sessionRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  // Before the body is looked at: a caller without a key learns nothing from it.
  router.use('/v1/sessions', async (c, next) => {
    if (c.req.method === 'POST') authenticateHost(deps, c.req.header('Authorization'));
    await next();
  });
  router.openapi(createSessionRoute, async (c) => c.json(await createSession(deps, c.req.valid('json')), 201));
  router.openapi(getSessionRoute, (c) => c.json(getSession(c.get('actor')), 200));
  return router;
}
