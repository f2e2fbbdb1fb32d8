import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  eventDeliverySchema,
  hostWebhookSchema,
  listEventDeliveriesQuerySchema,
  replayDeliveriesSchema,
  replayedSchema,
} from '../../shared/event-deliveries.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../deps.ts';
import {
  type AppEnv,
  createRoute,
  HOST,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  problemResponses,
} from '../http/index.ts';
import { listEventDeliveries } from './list-deliveries.ts';
import { replayEventDeliveries } from './replay-deliveries.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/event-deliveries',
  operationId: 'listEventDeliveries',
  tags: ['Events'],
  summary: 'Deliveries of events to the host’s back end, newest first',
  description:
    'What HOST_WEBHOOK_URL was told, is still to be told, or could not be told. Empty where no address was set when the events were written. Deliveries go with their events after 90 days.',
  security: HOST,
  request: { query: listEventDeliveriesQuerySchema },
  responses: {
    200: jsonAnswer('A page of deliveries', pageSchema(eventDeliverySchema)),
    ...problemResponses('invalid_request', 'host_key_required'),
  },
});

const replayRoute = createRoute({
  method: 'post',
  path: '/v1/event-deliveries/replay',
  operationId: 'replayEventDeliveries',
  tags: ['Events'],
  summary: 'Deliver events again',
  description:
    'Either the events named, whatever became of them, or every one that was given up since an instant. They are sent with the same `webhook-id`, in the order in which they happened, and are tried for three days anew. Ids that are not of this workspace are passed over.',
  security: HOST,
  request: { body: jsonBody(replayDeliveriesSchema) },
  responses: {
    202: jsonAnswer('How many are sent again', replayedSchema),
    ...problemResponses('host_key_required', ...JSON_BODY_PROBLEMS),
  },
});

/** Nothing that is served here: it stands in the document so that a back end can have its types made from it. */
const HOST_WEBHOOK = {
  method: 'post' as const,
  path: '/event',
  operationId: 'hostWebhook',
  tags: ['Events'],
  summary: 'An event, as it is posted to HOST_WEBHOOK_URL',
  description:
    'Signed as Standard Webhooks has it. Without a 2xx within 15 seconds it is sent again for three days, after a 410 never; always with the same `webhook-id`.',
  request: {
    headers: z.object({
      'webhook-id': z.string().describe('the event’s id'),
      'webhook-timestamp': z.string().describe('when it was sent, in seconds since 1970'),
      'webhook-signature': z
        .string()
        .describe('`v1,` and the signature in base64, once for each secret, with spaces between'),
    }),
    body: { required: true, content: { 'application/json': { schema: hostWebhookSchema } } },
  },
  responses: { '2XX': { description: 'The host has it' } },
};

/** For the host's back end: what became of the events sent to it. */
export function hostWebhookRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openAPIRegistry.registerWebhook(HOST_WEBHOOK);
  router.openapi(listRoute, async (c) =>
    c.json(await listEventDeliveries(deps, c.get('actor'), c.req.valid('query')), 200),
  );
  router.openapi(replayRoute, async (c) =>
    c.json(await replayEventDeliveries(deps, c.get('actor'), c.req.valid('json')), 202),
  );
  return router;
}
