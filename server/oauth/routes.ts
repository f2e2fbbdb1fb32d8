import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { attemptSchema, authorizeSchema, authorizeStartedSchema } from '../../shared/connections.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
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
import { acceptSignIn } from './accept-sign-in.ts';
import { callbackPage } from './callback-page.ts';
import { completeAuthorization, type Completion } from './complete-authorization.ts';
import { discardSignIn } from './discard-sign-in.ts';
import { getAttempt } from './get-attempt.ts';
import { startAuthorization } from './start-authorization.ts';

const NONCE_BYTES = 16;
const UNFINISHED =
  'The server could not finish this sign-in. Reload this page in a moment to try once more; the list of your connections shows whether it worked.';
/** Far above what TikTok sends; longer values are nothing we know. */
const MAX_PARAMETER_LENGTH = 2048;

const authorizeRoute = createRoute({
  method: 'post',
  path: '/v1/connections/authorize',
  operationId: 'startAuthorization',
  tags: ['Connections'],
  summary: 'Start signing in with TikTok',
  description:
    'Answers the address to open in a window or tab. It works once, within ten minutes. With `connectionId` that connection gets a new token and keeps its id; ' +
    'the same TikTok user keeps an existing connection in any case. A sign-in that would take something away from a connection waits for a decision first. ' +
    '`kind` chooses between an advertiser (a token that lives until it is revoked) and the holder of a TikTok account (one that is renewed). ' +
    'The sandbox has no sign-in: use `POST /v1/connections/token`.',
  security: BOTH,
  request: { body: jsonBody(authorizeSchema) },
  responses: {
    201: jsonAnswer('The attempt and where to send the person', authorizeStartedSchema),
    ...problemResponses(
      ...JSON_BODY_PROBLEMS,
      'not_found',
      'permission_denied',
      'origin_mismatch',
      'tiktok_app_missing',
    ),
  },
});

const params = z.object({ attemptId: ownIdSchema });

const attemptRoute = createRoute({
  method: 'get',
  path: '/v1/connections/attempts/{attemptId}',
  operationId: 'getConnectionAttempt',
  tags: ['Connections'],
  summary: 'How a sign-in stands',
  description:
    'The truth about the window, whatever happened to it. `pending` with `review`: the sign-in worked, would take something away from a connection, and waits ' +
    'until `expiresAt` to be accepted or discarded.',
  security: BOTH,
  request: { params },
  responses: { 200: jsonAnswer('The attempt', attemptSchema), ...problemResponses('not_found', 'permission_denied') },
});

const acceptRoute = createRoute({
  method: 'post',
  path: '/v1/connections/attempts/{attemptId}/accept',
  operationId: 'acceptSignIn',
  tags: ['Connections'],
  summary: 'Take a new sign-in over, with what it takes away',
  description:
    'The connection gets the new sign-in and keeps its id, ad accounts and exports. When more would be lost by now than `review` said, nothing happens and the answer ' +
    'is the attempt, still `pending`, with a new `review`.',
  security: BOTH,
  request: { params },
  responses: {
    200: jsonAnswer('The attempt', attemptSchema),
    ...problemResponses('not_found', 'permission_denied', 'oauth_review_over', 'oauth_user_mismatch'),
  },
});

const discardRoute = createRoute({
  method: 'post',
  path: '/v1/connections/attempts/{attemptId}/discard',
  operationId: 'discardSignIn',
  tags: ['Connections'],
  summary: 'Forget a new sign-in',
  description:
    'The connection goes on with the sign-in it has; the attempt ends as `failed` with `oauth_discarded`. Nothing is withdrawn at TikTok.',
  security: BOTH,
  request: { params },
  responses: {
    200: jsonAnswer('The attempt', attemptSchema),
    ...problemResponses('not_found', 'permission_denied', 'oauth_review_over'),
  },
});

const text = { type: 'string' } as const;
const callbackRoute = createRoute({
  method: 'get',
  path: '/v1/oauth/callback',
  operationId: 'oauthCallback',
  tags: ['Connections'],
  summary: 'Where TikTok sends the browser back to',
  description:
    'For browsers only; register `${PUBLIC_URL}/v1/oauth/callback` as a redirect URL of the developer app. Answers a page that tells its opener and closes, or goes ' +
    'back to `returnUrl`. A state that is unknown, used or expired answers 400, and nothing is exchanged or stored.',
  // Spelled out rather than validated: whatever comes along, the person gets a page and not a problem document.
  parameters: [
    { name: 'state', in: 'query', schema: text },
    { name: 'auth_code', in: 'query', schema: text },
    { name: 'code', in: 'query', schema: text, description: 'A second spelling of auth_code' },
  ],
  responses: {
    200: { description: 'Connected, or one question is left', content: { 'text/html': { schema: text } } },
    400: { description: 'Not connected; the page says why', content: { 'text/html': { schema: text } } },
  },
});

/** The sign-in: `/v1/connections/authorize`, `/v1/connections/attempts/{id}…` and the callback, which needs no credential. */
export function oauthRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(authorizeRoute, async (c) =>
    c.json(await startAuthorization(deps, c.get('actor'), c.req.valid('json')), 201),
  );
  router.openapi(attemptRoute, async (c) =>
    c.json(await getAttempt(deps, c.get('actor'), c.req.valid('param').attemptId), 200),
  );
  router.openapi(acceptRoute, async (c) =>
    c.json(await acceptSignIn(deps, c.get('actor'), c.req.valid('param').attemptId), 200),
  );
  router.openapi(discardRoute, async (c) =>
    c.json(await discardSignIn(deps, c.get('actor'), c.req.valid('param').attemptId), 200),
  );
  router.openapi(callbackRoute, async (c) => {
    // Link checkers ask with HEAD; only a browser that shows the page may use the state up.
    if (c.req.method !== 'GET') throw new AppError('method_not_allowed', 'This address takes GET only.');
    const completion = await completeAuthorization(deps, {
      state: readParameter(c.req.query('state')),
      authCode: readParameter(c.req.query('auth_code')) ?? readParameter(c.req.query('code')),
    }).catch((err: unknown): Completion => {
      // Such as a database that does not answer: the person in the window gets a page all the same.
      deps.log.error({ requestId: c.get('requestId'), err }, 'a sign-in could not be finished');
      return { kind: 'refused', attempt: null, error: new AppError('internal_error', UNFINISHED) };
    });
    const page = callbackPage(completion, Buffer.from(deps.random.bytes(NONCE_BYTES)).toString('base64url'));
    return new Response(page.html, { status: page.status, headers: page.headers });
  });
  return router;
}

function readParameter(value: string | undefined): string | null {
  return value === undefined || value === '' || value.length > MAX_PARAMETER_LENGTH ? null : value;
}
