import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { type AppEnv, createRoute, jsonAnswer, newRouter, openProblemResponses } from '../http/index.ts';
import { PATH, type WebhookReceiver } from './receiver.ts';

const receiveRoute = createRoute({
  operationId: 'receiveTikTokWebhook',
  tags: ['Webhooks'],
  summary: 'Take a notice of TikTok',
  description: `For TikTok, which must know this address as \`callback_url\`. Answers 200 once the notice is on the disk, and looks into it afterwards. A notice that came before gets the same answer.

Signed in one of TikTok's two ways: \`X-Open-Signature\` (hex HMAC-SHA-256 of the body with the app secret, as sent or with non-ASCII as \`\\uXXXX\`) or \`TikTok-Signature\` (\`t=<epoch seconds>,s=<hex HMAC-SHA-256 of "<t>.<body>">\`, at most 5 minutes old or ahead). When both are there both must be right.

A body \`{"challenge": …}\`, or \`?challenge=…\` with none, is answered with the challenge.`,
  method: 'post',
  path: PATH,
  request: {
    query: z.object({
      app: z
        .string()
        .optional()
        .describe('The App ID of a developer app that a workspace brought; without it the server’s own signed it'),
      challenge: z.string().optional(),
    }),
    headers: z.object({
      'X-Open-Signature': z.string().optional(),
      'TikTok-Signature': z.string().optional(),
    }),
    body: {
      required: true,
      content: { 'application/json': { schema: z.looseObject({}).describe('A notice; at most 1 MiB') } },
    },
  },
  responses: {
    200: jsonAnswer(
      'It is on the disk',
      z.union([
        z.object({ code: z.literal(0), message: z.literal('OK') }),
        z.object({ challenge: z.union([z.string(), z.number()]) }),
      ]),
    ),
    ...openProblemResponses(
      'webhook_signature_invalid',
      'invalid_json',
      'payload_too_large',
      'request_timeout',
      'storage_failed',
    ),
  },
});

/** The route, and its place in the document. */
export function webhookRoutes(receiver: WebhookReceiver): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openAPIRegistry.registerPath(receiveRoute);
  router.post(PATH, (c) => receiver.fetch(c.req.raw, c.env));
  return router;
}
