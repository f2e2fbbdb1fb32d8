import type { OpenAPIHono } from '@hono/zod-openapi';
import { type AppEnv, newRouter } from '../http/index.ts';
import { ROUTE } from './call-path.ts';
import type { PassThrough } from './receiver.ts';

/** The route where the app is mounted in another one; its place in the document is written elsewhere. */
export function passThroughRoutes(passThrough: PassThrough): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.all(ROUTE, (c) => passThrough.fetch(c.req.raw, c.env));
  return router;
}
