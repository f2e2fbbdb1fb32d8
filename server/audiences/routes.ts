import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  audienceDetailsSchema,
  audienceSchema,
  audienceShareSchema,
  createLookalikeSchema,
  locationSchema,
  lookalikeCreatedSchema,
  ofAdvertiserQuerySchema,
  shareAudienceSchema,
  updateAudienceDetailsSchema,
} from '../../shared/audiences.ts';
import { tiktokIdSchema } from '../../shared/fields.ts';
import { pageQuerySchema, pageSchema } from '../../shared/page.ts';
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
import { listAudienceShares, shareAudience, unshareAudience } from './audience-shares.ts';
import { createLookalike } from './create-lookalike.ts';
import { getAudience } from './get-audience.ts';
import { listAudiences } from './list-audiences.ts';
import { listLocations } from './list-locations.ts';
import { removeAudience } from './remove-audience.ts';
import { updateAudience } from './update-audience.ts';

const TAGS = ['Audiences'];
const params = z.object({ customAudienceId: tiktokIdSchema });
const READ_PROBLEMS = [
  'permission_denied',
  'invalid_request',
  'account_not_imported',
  'connection_disconnected',
  'tiktok_permission_denied',
  'tiktok_error',
  'tiktok_unavailable',
  'tiktok_rate_limited',
  'tiktok_not_in_sandbox',
] as const;
const OF_ONE = ['not_found', 'audience_not_found'] as const;
const WRITE_PROBLEMS = [
  ...READ_PROBLEMS,
  'not_found',
  'account_suspended',
  'connection_read_only',
  'audience_not_updatable',
] as const;
const ONE = '/v1/audiences/{customAudienceId}';
const shares = z.object({ items: z.array(audienceShareSchema) });

const listRoute = createRoute({
  operationId: 'listAudiences',
  tags: TAGS,
  summary: "TikTok's custom audiences of an ad account, with what was exported to them from here",
  description: 'Newest first, as TikTok gives them; a page holds 100 at most.',
  method: 'get',
  path: '/v1/audiences',
  security: BOTH,
  request: { query: pageQuerySchema.extend({ advertiserId: tiktokIdSchema }) },
  responses: {
    200: jsonAnswer('A page of audiences', pageSchema(audienceSchema)),
    ...problemResponses(...READ_PROBLEMS),
  },
});

const getRoute = createRoute({
  operationId: 'getAudience',
  tags: TAGS,
  summary: 'One audience as TikTok has it now',
  method: 'get',
  path: ONE,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema },
  responses: {
    200: jsonAnswer('The audience', audienceDetailsSchema),
    ...problemResponses(...READ_PROBLEMS, ...OF_ONE),
  },
});

const updateRoute = createRoute({
  operationId: 'updateAudience',
  tags: TAGS,
  summary: 'Rename an audience, or make it one for reach and frequency',
  description:
    'One of the two a call. REACH_FREQUENCY is for reservation ads and cannot be taken back. What is so already is not sent to TikTok.',
  method: 'patch',
  path: ONE,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema, body: jsonBody(updateAudienceDetailsSchema) },
  responses: {
    200: jsonAnswer('The audience afterwards', audienceDetailsSchema),
    ...problemResponses(...WRITE_PROBLEMS, ...JSON_BODY_PROBLEMS, 'audience_not_found', 'audience_expired'),
  },
});

const removeRoute = createRoute({
  operationId: 'removeAudience',
  tags: TAGS,
  summary: 'Delete an audience at TikTok',
  description:
    'For good, also one that has expired. Refused while a mirror keeps it or an export of this workspace is sending to it. One that is gone already is answered alike.',
  method: 'delete',
  path: ONE,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema },
  responses: {
    204: { description: 'It is not there any more' },
    ...problemResponses(...WRITE_PROBLEMS, 'audience_in_use'),
  },
});

const listSharesRoute = createRoute({
  operationId: 'listAudienceShares',
  tags: TAGS,
  summary: 'The ad accounts an audience is shared with',
  description: 'TikTok tells only the ad account that made it.',
  method: 'get',
  path: `${ONE}/shares`,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema },
  responses: {
    200: jsonAnswer('Those that see it now', shares),
    ...problemResponses(...READ_PROBLEMS, ...OF_ONE, 'audience_not_updatable'),
  },
});

const shareRoute = createRoute({
  operationId: 'shareAudience',
  tags: TAGS,
  summary: 'Share an audience with ad accounts of the same Business Center',
  description: 'With all of them or none, 10 a call at most. Those that see it already are left as they are.',
  method: 'post',
  path: `${ONE}/shares`,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema, body: jsonBody(shareAudienceSchema) },
  responses: {
    200: jsonAnswer('Those that see it now', shares),
    ...problemResponses(...WRITE_PROBLEMS, ...JSON_BODY_PROBLEMS, 'audience_not_found', 'audience_expired'),
  },
});

const unshareRoute = createRoute({
  operationId: 'unshareAudience',
  tags: TAGS,
  summary: 'End a share',
  description: 'One that is over already is answered alike.',
  method: 'delete',
  path: `${ONE}/shares/{sharedAdvertiserId}`,
  security: BOTH,
  request: { params: params.extend({ sharedAdvertiserId: tiktokIdSchema }), query: ofAdvertiserQuerySchema },
  responses: {
    204: { description: 'That ad account does not see it any more' },
    ...problemResponses(...WRITE_PROBLEMS, 'audience_not_found', 'audience_expired'),
  },
});

const lookalikeRoute = createRoute({
  operationId: 'createLookalike',
  tags: TAGS,
  summary: 'Make a lookalike of an audience',
  description:
    'The source needs 100 matched people. One of the same name and the same wishes that exists already is the answer instead of a second one, so the call may be repeated.',
  method: 'post',
  path: `${ONE}/lookalikes`,
  security: BOTH,
  request: { params, query: ofAdvertiserQuerySchema, body: jsonBody(createLookalikeSchema) },
  responses: {
    201: jsonAnswer('The lookalike', lookalikeCreatedSchema),
    ...problemResponses(
      ...WRITE_PROBLEMS,
      ...JSON_BODY_PROBLEMS,
      'audience_not_found',
      'audience_expired',
      'audience_too_small',
      'audience_limit_reached',
    ),
  },
});

const locationsRoute = createRoute({
  operationId: 'listLocations',
  tags: TAGS,
  summary: 'Countries in which TikTok can look for people',
  description: 'By name. Asked of TikTok once an hour.',
  method: 'get',
  path: '/v1/locations',
  security: BOTH,
  request: { query: ofAdvertiserQuerySchema },
  responses: {
    200: jsonAnswer('The countries', z.object({ items: z.array(locationSchema) })),
    ...problemResponses(...READ_PROBLEMS),
  },
});

/** `/v1/audiences` and `/v1/locations`. */
export function audienceRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listAudiences(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(getRoute, async (c) => {
    const place = { ...c.req.valid('query'), ...c.req.valid('param') };
    return c.json(await getAudience(deps, c.get('actor'), place), 200);
  });
  router.openapi(updateRoute, async (c) => {
    const place = { ...c.req.valid('query'), ...c.req.valid('param') };
    return c.json(await updateAudience(deps, c.get('actor'), place, c.req.valid('json')), 200);
  });
  router.openapi(removeRoute, async (c) => {
    await removeAudience(deps, c.get('actor'), { ...c.req.valid('query'), ...c.req.valid('param') });
    return c.body(null, 204);
  });
  router.openapi(listSharesRoute, async (c) => {
    const place = { ...c.req.valid('query'), ...c.req.valid('param') };
    return c.json({ items: await listAudienceShares(deps, c.get('actor'), place) }, 200);
  });
  router.openapi(shareRoute, async (c) => {
    const place = { ...c.req.valid('query'), ...c.req.valid('param') };
    const { advertiserIds } = c.req.valid('json');
    return c.json({ items: await shareAudience(deps, c.get('actor'), place, advertiserIds) }, 200);
  });
  router.openapi(unshareRoute, async (c) => {
    const { customAudienceId, sharedAdvertiserId } = c.req.valid('param');
    const place = { ...c.req.valid('query'), customAudienceId };
    await unshareAudience(deps, c.get('actor'), place, sharedAdvertiserId);
    return c.body(null, 204);
  });
  router.openapi(lookalikeRoute, async (c) => {
    const place = { ...c.req.valid('query'), ...c.req.valid('param') };
    return c.json(await createLookalike(deps, c.get('actor'), place, c.req.valid('json')), 201);
  });
  router.openapi(locationsRoute, async (c) => {
    const { advertiserId } = c.req.valid('query');
    return c.json({ items: await listLocations(deps, c.get('actor'), advertiserId) }, 200);
  });
  return router;
}
