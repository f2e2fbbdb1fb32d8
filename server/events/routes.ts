import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  activityPageSchema,
  type ListActivityQuery,
  listActivityQuerySchema,
  readActivitySchema,
} from '../../shared/events.ts';
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
import { listActivity } from './list-activity.ts';
import { openStream } from './open-stream.ts';
import { readActivity } from './read-activity.ts';

const TAGS = ['Events'];

const listRoute = createRoute({
  operationId: 'listActivity',
  tags: TAGS,
  summary: 'What happened, newest first',
  description:
    'Events of the last 90 days. `counts` are of the whole workspace, whatever the filter. Whether something is read is said for the ' +
    'session’s user; to a host key everything is unread. To somebody who has never read anything, what is older than 7 days counts as read.',
  method: 'get',
  path: '/v1/activity',
  security: BOTH,
  // On the wire it is text, `true` or `false`; to who reads the document it is a boolean.
  request: {
    query: listActivityQuerySchema.extend({ unread: listActivityQuerySchema.shape.unread.meta({ type: 'boolean' }) }),
  },
  responses: {
    200: jsonAnswer('A page of events', activityPageSchema),
    ...problemResponses('invalid_request', 'permission_denied'),
  },
});

const readRoute = createRoute({
  operationId: 'readActivity',
  tags: TAGS,
  summary: 'Mark events as read',
  description:
    'For the session’s user. Ids that are not there are passed over; the event that `upTo` names has to be there. Nothing makes an ' +
    'event unread again.',
  method: 'post',
  path: '/v1/activity/read',
  security: BOTH,
  request: { body: jsonBody(readActivitySchema) },
  responses: {
    204: { description: 'They are marked' },
    ...problemResponses('permission_denied', 'not_found', ...JSON_BODY_PROBLEMS),
  },
});

const lastEventId = z.string().max(256).optional();
const streamRoute = createRoute({
  operationId: 'streamEvents',
  tags: TAGS,
  summary: 'Events as they happen',
  description:
    'Server-sent events: `id` is the event’s, `event` its type, `data` an ActivityEvent. Without an id the stream begins a minute back; ' +
    'with the last one that was received it goes on right after that. Where that id is not known, or no longer, it says `event: reset` and goes ' +
    'on from now: read the list again. A comment comes at least every 15 seconds. It ends with the session, when the server stops, and ' +
    'for who takes nothing for 60 seconds: connect again with the last id. A user may have 20 streams open; beyond ' +
    'that the oldest gives way if it is two minutes old, and otherwise the new one is refused.',
  method: 'get',
  path: '/v1/events',
  security: BOTH,
  request: {
    query: z.object({ lastEventId: lastEventId.describe('for who cannot send the header; the header wins') }),
    headers: z.object({ 'last-event-id': lastEventId }),
  },
  responses: {
    200: {
      description: 'The stream; its messages carry an ActivityEvent each',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...problemResponses('invalid_request', 'permission_denied', 'too_many_streams'),
  },
});

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // nginx and those that follow it collect an answer before they pass it on, unless told not to.
  'X-Accel-Buffering': 'no',
};

/** `/v1/activity` and `/v1/events`. */
export function eventRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) =>
    c.json(await listActivity(deps, c.get('actor'), c.req.valid('query') as ListActivityQuery), 200),
  );
  router.openapi(readRoute, async (c) => {
    await readActivity(deps, c.get('actor'), c.req.valid('json'));
    return c.body(null, 204);
  });
  router.openapi(streamRoute, async (c) => {
    const actor = c.get('actor');
    const last = c.req.valid('header')['last-event-id'] ?? c.req.valid('query').lastEventId ?? '';
    // HEAD asks what GET would say, and would leave a stream behind that nobody reads.
    const isHead = c.req.raw.method === 'HEAD';
    const body = await openStream(deps, actor, { lastEventId: last, isHead, cut: hangUp(c.env) });
    return body === null ? c.body(null, 200, STREAM_HEADERS) : c.body(body, 200, STREAM_HEADERS);
  });
  return router;
}

/** How to drop the connection, where Node's own server holds it. */
function hangUp(env: unknown): (() => void) | null {
  const { outgoing } = (env ?? {}) as { outgoing?: { destroy?: () => void } };
  const destroy = outgoing?.destroy?.bind(outgoing);
  return destroy === undefined ? null : () => destroy();
}
