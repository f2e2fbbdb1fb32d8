import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import {
  createExportSchema,
  type Export,
  exportSchema,
  listExportsQuerySchema,
  recordsQuerySchema,
} from '../../shared/exports.ts';
import { ownIdSchema } from '../../shared/fields.ts';
import { pageSchema } from '../../shared/page.ts';
import { UPLOAD_OFFSET_HEADER } from '../../shared/upload.ts';
import { ACCOUNT_PROBLEMS } from '../accounts/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  BOTH,
  createRoute,
  JSON_BODY_PROBLEMS,
  jsonAnswer,
  jsonBody,
  newRouter,
  problemResponses,
  type AppEnv,
} from '../http/index.ts';
import { problemDocument } from '../http/problem.ts';
import type { ExportRecord } from '../store/exports.ts';
import { cancelExport } from './cancel-export.ts';
import { createExport } from './create-export.ts';
import { type CsvDownload, downloadAudience, downloadRejects } from './download.ts';
import { createExportEngine, type ExportEngine } from './engine.ts';
import { pauseExport } from './pause-export.ts';
import { getExport, listExports } from './read-exports.ts';
import { receiveRecords } from './receive-records.ts';
import { readBody } from './request-body.ts';
import { resumeExport } from './resume-export.ts';
import { retryExport } from './retry-export.ts';
import { startExport } from './start-export.ts';
import { showExport } from './view.ts';

const TAGS = ['Exports'];
const params = z.object({ exportId: ownIdSchema });
const anExport = (description: string) => jsonAnswer(description, exportSchema);
const csvAnswer = (description: string) => ({ description, content: { 'text/csv': { schema: z.string() } } });

const openRoute = createRoute({
  operationId: 'createExport',
  tags: TAGS,
  summary: 'Open an export',
  description:
    'For a segment with a source the server begins to fetch its people; otherwise send them with `PUT …/records`.',
  method: 'post',
  path: '/v1/exports',
  security: BOTH,
  request: { body: jsonBody(createExportSchema) },
  responses: {
    201: anExport('The export, a draft'),
    ...problemResponses(
      'permission_denied',
      ...JSON_BODY_PROBLEMS,
      'not_found',
      ...ACCOUNT_PROBLEMS,
      'attribute_not_mapped',
      'no_identifier_chosen',
      'audience_not_found',
      'audience_not_updatable',
      'audience_expired',
      'audience_type_mismatch',
      'audience_limit_reached',
      'delivery_not_possible',
      'tiktok_error',
      'tiktok_unavailable',
      'tiktok_rate_limited',
      'tiktok_not_in_sandbox',
    ),
  },
});

const listRoute = createRoute({
  operationId: 'listExports',
  tags: TAGS,
  summary: 'List exports, newest first',
  description: 'Narrowed by every filter that is given; a cursor goes on under the same filters.',
  method: 'get',
  path: '/v1/exports',
  security: BOTH,
  request: { query: listExportsQuerySchema },
  responses: {
    200: jsonAnswer('A page of exports', pageSchema(exportSchema)),
    ...problemResponses('permission_denied', 'invalid_request'),
  },
});

const getRoute = createRoute({
  operationId: 'getExport',
  tags: TAGS,
  summary: 'State, counts and reasons of an export',
  description: 'Reading an export that TikTok is processing has TikTok asked at once, at most every five seconds.',
  method: 'get',
  path: '/v1/exports/{exportId}',
  security: BOTH,
  request: { params },
  responses: { 200: anExport('The export'), ...problemResponses('permission_denied', 'not_found') },
});

const recordsRoute = createRoute({
  operationId: 'putRecords',
  tags: TAGS,
  summary: 'Send the records of an export',
  description:
    'Any length; read row by row. In several parts, each names with `Upload-Offset` the bytes sent before; a part that breaks off goes on from ' +
    '`receivedBytes`. A request without the header is the whole file. With `more=true` further parts follow and duplicates are not looked for yet.',
  method: 'put',
  path: '/v1/exports/{exportId}/records',
  security: BOTH,
  request: {
    params,
    query: recordsQuerySchema,
    headers: z.object({
      'upload-offset': z
        .string()
        .regex(/^\d{1,15}$/, 'must be a number of bytes')
        .optional(),
    }),
    body: {
      required: true,
      content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } },
    },
  },
  responses: {
    200: anExport('The export with what has come in so far'),
    ...problemResponses(
      'permission_denied',
      'not_found',
      'invalid_request',
      'request_timeout',
      'unsupported_media_type',
      'export_wrong_state',
      'upload_in_progress',
      'upload_offset_mismatch',
      'missing_columns',
      'malformed_records',
      'storage_failed',
    ),
  },
});

function actionRoute<Action extends 'start' | 'cancel' | 'retry' | 'pause' | 'resume'>(
  action: Action,
  summary: string,
  description: string,
) {
  return createRoute({
    operationId: `${action}Export`,
    tags: TAGS,
    summary,
    description,
    method: 'post',
    path: `/v1/exports/{exportId}/${action}`,
    security: BOTH,
    request: { params },
    responses: {
      202: anExport('The export in its new state'),
      ...problemResponses(
        'permission_denied',
        'not_found',
        'export_wrong_state',
        'export_dry_run',
        'export_empty',
        'segment_has_no_source',
        'storage_failed',
        ...ACCOUNT_PROBLEMS,
      ),
    },
  });
}
const startRoute = actionRoute(
  'start',
  'Send an export to TikTok',
  'Ends the intake. From `ready` only; of two callers one wins.',
);
const cancelRoute = actionRoute(
  'cancel',
  'Stop an export for good',
  'The hashes leave the disk, rejects.csv and the counts stay. What TikTok has by then is left as it is.',
);
const retryRoute = actionRoute(
  'retry',
  'Go on with a failed export',
  'It continues where it stopped; nothing that was done is done again.',
);
const pauseRoute = actionRoute(
  'pause',
  'Hold an export still',
  'While it uploads, or while the server fetches a segment’s people. The file or page on its way ends and counts, nothing new begins, ' +
    'and a restart changes nothing about it; `pausedAt` says since when. Once more is harmless.',
);
const resumeRoute = actionRoute(
  'resume',
  'Let a paused export go on',
  'With the step that comes next; nothing is sent again. Where its sign-in is lost it waits for the next one (`waiting`) and goes on by itself. ' +
    'Once more is harmless.',
);

const audienceCsvRoute = createRoute({
  operationId: 'downloadAudience',
  tags: TAGS,
  summary: 'The hashed audience file',
  description: 'All 13 attributes as columns; those that were not chosen are blank.',
  method: 'get',
  path: '/v1/exports/{exportId}/audience.csv',
  security: BOTH,
  request: { params },
  responses: {
    200: csvAnswer('The file'),
    ...problemResponses('permission_denied', 'not_found', 'export_wrong_state', 'export_expired', 'storage_failed'),
  },
});

const rejectsCsvRoute = createRoute({
  operationId: 'downloadRejects',
  tags: TAGS,
  summary: 'What was left out and why',
  description:
    '`row,attribute,reason`; row 1 is the first record after the header. The attribute is blank where the reason speaks of the whole row.',
  method: 'get',
  path: '/v1/exports/{exportId}/rejects.csv',
  security: BOTH,
  request: { params },
  responses: {
    200: csvAnswer('The file'),
    ...problemResponses('permission_denied', 'not_found', 'export_wrong_state', 'export_expired', 'storage_failed'),
  },
});

/** `/v1/exports`. */
export function exportRoutes(deps: Deps, engine: ExportEngine = createExportEngine()): OpenAPIHono<AppEnv> {
  const router = newRouter();
  const show = (c: { get(key: 'actor'): Actor }, record: ExportRecord): Promise<Export> =>
    showExport(deps, c.get('actor').workspaceId, record);
  router.openapi(openRoute, async (c) =>
    c.json(await show(c, await createExport(deps, engine, c.get('actor'), c.req.valid('json'))), 201),
  );
  router.openapi(listRoute, async (c) => c.json(await listExports(deps, c.get('actor'), c.req.valid('query')), 200));
  router.openapi(getRoute, async (c) =>
    c.json(await show(c, await getExport(deps, engine, c.get('actor'), c.req.valid('param').exportId)), 200),
  );
  router.openapi(recordsRoute, async (c) => {
    const offset = c.req.valid('header')['upload-offset'];
    const { columns, more } = c.req.valid('query');
    if (!['identity', undefined].includes(c.req.header('Content-Encoding'))) {
      throw new AppError('unsupported_media_type', 'Send the records as they are, without Content-Encoding.');
    }
    try {
      const record = await receiveRecords(deps, engine, c.get('actor'), {
        exportId: c.req.valid('param').exportId,
        columns,
        contentType: c.req.header('Content-Type'),
        offset: offset === undefined ? null : Number(offset),
        hasMore: more === 'true',
        body: readBody(c.req.raw, c.env),
      });
      const shown = await showExport(deps, c.get('actor').workspaceId, record);
      return c.json(shown, 200, { [UPLOAD_OFFSET_HEADER]: String(record.receivedBytes) });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'upload_offset_mismatch') throw error;
      const answer = problemDocument(error, { requestId: c.get('requestId'), publicUrl: deps.config.publicUrl });
      const { receivedBytes } = error.members;
      if (typeof receivedBytes === 'number') answer.headers.set(UPLOAD_OFFSET_HEADER, String(receivedBytes));
      return answer as never;
    }
  });
  router.openapi(startRoute, async (c) =>
    c.json(await show(c, await startExport(deps, engine, c.get('actor'), c.req.valid('param').exportId)), 202),
  );
  router.openapi(cancelRoute, async (c) =>
    c.json(await show(c, await cancelExport(deps, engine, c.get('actor'), c.req.valid('param').exportId)), 202),
  );
  router.openapi(retryRoute, async (c) =>
    c.json(await show(c, await retryExport(deps, c.get('actor'), c.req.valid('param').exportId)), 202),
  );
  router.openapi(pauseRoute, async (c) =>
    c.json(await show(c, await pauseExport(deps, c.get('actor'), c.req.valid('param').exportId)), 202),
  );
  router.openapi(resumeRoute, async (c) =>
    c.json(await show(c, await resumeExport(deps, c.get('actor'), c.req.valid('param').exportId)), 202),
  );
  router.openapi(
    audienceCsvRoute,
    async (c) => c.body(...csv(await downloadAudience(deps, c.get('actor'), c.req.valid('param').exportId))) as never,
  );
  router.openapi(
    rejectsCsvRoute,
    async (c) => c.body(...csv(await downloadRejects(deps, c.get('actor'), c.req.valid('param').exportId))) as never,
  );
  return router;
}

function csv({ fileName, body }: CsvDownload): [ReadableStream<Uint8Array>, 200, Record<string, string>] {
  return [
    body,
    200,
    {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  ];
}
