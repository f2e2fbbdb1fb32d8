import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { createRoute, jsonAnswer, newRouter, type AppEnv } from '../http/index.ts';

const statusSchema = z.object({ status: z.enum(['ok', 'unavailable']) }).meta({ id: 'HealthStatus' });

const healthzRoute = createRoute({
  operationId: 'getHealth',
  tags: ['Operations'],
  summary: 'Is the process alive?',
  method: 'get',
  path: '/healthz',
  responses: { 200: jsonAnswer('It is', statusSchema) },
});

const readyzRoute = createRoute({
  operationId: 'getReadiness',
  tags: ['Operations'],
  summary: 'Can the process serve, database included?',
  method: 'get',
  path: '/readyz',
  responses: { 200: jsonAnswer('It can', statusSchema), 503: jsonAnswer('Its database does not answer', statusSchema) },
});

const metricsRoute = createRoute({
  operationId: 'getMetrics',
  tags: ['Operations'],
  summary: 'Counters in the text format of Prometheus',
  method: 'get',
  path: '/metrics',
  responses: { 200: { description: 'The counters', content: { 'text/plain': { schema: z.string() } } } },
});

/** What operators and their load balancers ask. */
export function healthRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(healthzRoute, (c) => c.json({ status: 'ok' as const }, 200));
  router.openapi(readyzRoute, async (c) => {
    try {
      await deps.store.ping();
      return c.json({ status: 'ok' as const }, 200);
    } catch (error) {
      deps.log.error({ requestId: c.get('requestId'), err: error }, 'the database does not answer');
      return c.json({ status: 'unavailable' as const }, 503);
    }
  });
  router.openapi(metricsRoute, (c) =>
    c.text(deps.metrics.render(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  return router;
}
