import type { OpenAPIHono } from '@hono/zod-openapi';
import { auditEntrySchema, listAuditLogQuerySchema } from '../../shared/audit.ts';
import { pageSchema } from '../../shared/page.ts';
import type { Deps } from '../deps.ts';
import { type AppEnv, BOTH, createRoute, jsonAnswer, newRouter, problemResponses } from '../http/index.ts';
import { listAuditLog } from './list-audit-log.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/audit-log',
  operationId: 'listAuditLog',
  tags: ['Audit log'],
  summary: 'Who did what, newest first',
  description:
    'Append-only: no call changes or removes an entry. Needs a host key, or a session with the permission `connect`.',
  security: BOTH,
  request: { query: listAuditLogQuerySchema },
  responses: {
    200: jsonAnswer('A page of entries', pageSchema(auditEntrySchema)),
    ...problemResponses('invalid_request', 'permission_denied'),
  },
});

export function auditRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(listRoute, async (c) => c.json(await listAuditLog(deps, c.get('actor'), c.req.valid('query')), 200));
  return router;
}
