import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { exportReportSchema } from '../../shared/exports.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import type { Deps } from '../deps.ts';
import { type AppEnv, BOTH, createRoute, jsonAnswer, newRouter, problemResponses } from '../http/index.ts';
import { getExportReport } from './report.ts';

const reportRoute = createRoute({
  operationId: 'getExportReport',
  tags: ['Exports'],
  summary: 'What would be sent, and what TikTok would make of it',
  description:
    'From `ready` on; changes nothing. A blocker is what TikTok would refuse. When TikTok cannot be asked the report says so (`tiktok_not_asked`) and tells the rest.',
  method: 'get',
  path: '/v1/exports/{exportId}/report',
  security: BOTH,
  request: { params: z.object({ exportId: ownIdSchema }) },
  responses: {
    200: jsonAnswer('The report', exportReportSchema),
    ...problemResponses('permission_denied', 'not_found', 'export_wrong_state'),
  },
});

/** `/v1/exports/{id}/report`. */
export function exportReportRoutes(deps: Deps): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(reportRoute, async (c) =>
    c.json(await getExportReport(deps, c.get('actor'), c.req.valid('param').exportId), 200),
  );
  return router;
}
