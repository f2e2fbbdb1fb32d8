import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { exportSchema } from '../../shared/exports.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import {
  createMirrorSchema,
  listMirrorsQuerySchema,
  mirrorSchema,
  runMirrorSchema,
  updateMirrorSchema,
} from '../../shared/mirrors.ts';
import { pageSchema } from '../../shared/page.ts';
import { ACCOUNT_PROBLEMS } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { type ExportEngine, showExport } from '../exports/index.ts';
import {
  type AppEnv,
  BOTH,
  createRoute,
  emptyIsNone,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  optionalJsonBody,
  problemResponses,
} from '../http/index.ts';
import { createMirror } from './create-mirror.ts';
import { pauseMirror, resumeMirror } from './pause-mirror.ts';
import { getMirror, listMirrors, showMirror } from './read-mirrors.ts';
import { removeMirror } from './remove-mirror.ts';
import { runMirror } from './run-mirror.ts';
import { updateMirror } from './update-mirror.ts';

const TAGS = ['Mirrors'];
const params = z.object({ mirrorId: ownIdSchema });
const ONE = '/v1/mirrors/{mirrorId}';

const listRoute = createRoute({
  operationId: 'listMirrors',
  tags: TAGS,
  summary: 'List mirrors, newest first',
  method: 'get',
  path: '/v1/mirrors',
  security: BOTH,
  request: { query: listMirrorsQuerySchema },
  responses: {
    200: jsonAnswer('A page of mirrors', pageSchema(mirrorSchema)),
    ...problemResponses('permission_denied', 'invalid_request'),
  },
});

const openRoute = createRoute({
  operationId: 'createMirror',
  tags: TAGS,
  summary: 'Keep an audience equal to a segment',
  description:
    'The server fetches the segment’s people from its source, holds them against what it has sent before, and sends only the difference. ' +
    'Creating a mirror does not run it: its schedule does, or `POST …/run`.',
  method: 'post',
  path: '/v1/mirrors',
  security: BOTH,
  request: { body: jsonBody(createMirrorSchema) },
  responses: {
    201: jsonAnswer('The mirror', mirrorSchema),
    ...problemResponses(
      'permission_denied',
      ...JSON_BODY_PROBLEMS,
      'not_found',
      ...ACCOUNT_PROBLEMS,
      'attribute_not_mapped',
      'no_identifier_chosen',
      'segment_has_no_source',
      'mirror_exists',
      'delivery_not_possible',
      'audience_not_found',
      'audience_not_updatable',
      'audience_expired',
      'audience_type_mismatch',
      'audience_limit_reached',
      'tiktok_error',
      'tiktok_unavailable',
      'tiktok_rate_limited',
      'tiktok_not_in_sandbox',
    ),
  },
});

const getRoute = createRoute({
  operationId: 'getMirror',
  tags: TAGS,
  summary: 'A mirror with its last and its next run',
  method: 'get',
  path: ONE,
  security: BOTH,
  request: { params },
  responses: { 200: jsonAnswer('The mirror', mirrorSchema), ...problemResponses('permission_denied', 'not_found') },
});

const updateRoute = createRoute({
  operationId: 'updateMirror',
  tags: TAGS,
  summary: 'Change when a mirror runs or which attributes it sends',
  description:
    'A run under way goes on as it began. What belongs to an attribute left out is taken out with the next run.',
  method: 'patch',
  path: ONE,
  security: BOTH,
  request: { params, body: jsonBody(updateMirrorSchema) },
  responses: {
    200: jsonAnswer('The mirror', mirrorSchema),
    ...problemResponses(
      'permission_denied',
      ...JSON_BODY_PROBLEMS,
      'not_found',
      'attribute_not_mapped',
      'no_identifier_chosen',
      'audience_type_mismatch',
    ),
  },
});

const removeRoute = createRoute({
  operationId: 'removeMirror',
  tags: TAGS,
  summary: 'Stop keeping an audience equal to a segment',
  description:
    'The audience stays as it is. What the server remembers of its members is removed, a run under way is cancelled. Once more is harmless.',
  method: 'delete',
  path: ONE,
  security: BOTH,
  request: { params },
  responses: { 204: { description: 'It is gone' }, ...problemResponses('permission_denied', 'storage_failed') },
});

const runRoute = createRoute({
  operationId: 'runMirror',
  tags: TAGS,
  summary: 'Run a mirror now',
  description:
    'The answer is the run, an export: follow it with `GET /v1/exports/{exportId}`. With `dryRun` it only says what it would do; with `full` it sends everybody. ' +
    'A run that would change much waits in `ready` with a `confirmation` until it is started or cancelled.',
  method: 'post',
  path: `${ONE}/run`,
  security: BOTH,
  request: { params, body: optionalJsonBody(runMirrorSchema) },
  middleware: emptyIsNone,
  responses: {
    202: jsonAnswer('The run', exportSchema),
    ...problemResponses(
      'permission_denied',
      ...JSON_BODY_PROBLEMS,
      'not_found',
      ...ACCOUNT_PROBLEMS,
      'mirror_running',
      'segment_has_no_source',
      'attribute_not_mapped',
      'delivery_not_possible',
    ),
  },
});

function scheduleRoute<Action extends 'pause' | 'resume'>(action: Action, summary: string, description: string) {
  return createRoute({
    operationId: `${action}Mirror`,
    tags: TAGS,
    summary,
    description,
    method: 'post',
    path: `${ONE}/${action}`,
    security: BOTH,
    request: { params },
    responses: { 200: jsonAnswer('The mirror', mirrorSchema), ...problemResponses('permission_denied', 'not_found') },
  });
}
const pauseRoute = scheduleRoute(
  'pause',
  'Stop the schedule of a mirror',
  'A run under way goes on, and the mirror can be run by hand. Once more is harmless.',
);
const resumeRoute = scheduleRoute(
  'resume',
  'Let the schedule of a mirror go on',
  'With its next date; what was due meanwhile is not made up for. Once more is harmless.',
);

/** @param engine of the exports that the runs are */
export function mirrorRoutes(deps: Deps, engine: ExportEngine): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listMirrors(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(openRoute, async (c) => {
    const actor = c.get('actor');
    const mirror = await createMirror(deps, actor, c.req.valid('json'));
    return c.json(await showMirror(deps, actor.workspaceId, mirror), 201);
  });
  router.openapi(getRoute, async (c) =>
    c.json(await getMirror(deps, c.get('actor'), c.req.valid('param').mirrorId), 200),
  );
  router.openapi(updateRoute, async (c) => {
    const actor = c.get('actor');
    const mirror = await updateMirror(deps, actor, c.req.valid('param').mirrorId, c.req.valid('json'));
    return c.json(await showMirror(deps, actor.workspaceId, mirror), 200);
  });
  router.openapi(removeRoute, async (c) => {
    await removeMirror(deps, engine, c.get('actor'), c.req.valid('param').mirrorId);
    return c.body(null, 204);
  });
  router.openapi(runRoute, async (c) => {
    const actor = c.get('actor');
    const run = await runMirror(deps, engine, actor, c.req.valid('param').mirrorId, c.req.valid('json'));
    return c.json(await showExport(deps, actor.workspaceId, run), 202);
  });
  for (const [route, verb] of [
    [pauseRoute, pauseMirror],
    [resumeRoute, resumeMirror],
  ] as const) {
    router.openapi(route, async (c) => {
      const actor = c.get('actor');
      const mirror = await verb(deps, actor, c.req.valid('param').mirrorId);
      return c.json(await showMirror(deps, actor.workspaceId, mirror), 200);
    });
  }
  return router;
}
