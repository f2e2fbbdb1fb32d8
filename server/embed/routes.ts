import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { embedManifestSchema } from '../../shared/embed.ts';
import { AppError } from '../errors.ts';
import { type AppEnv, createRoute, jsonAnswer, newRouter, openProblemResponses } from '../http/index.ts';
import { chooseEncoding, isKnown } from './content-encoding.ts';
import type { EmbedFiles } from './embed-files.ts';

const TAGS = ['Script tag'];

const manifestRoute = createRoute({
  operationId: 'getEmbedManifest',
  tags: TAGS,
  summary: 'What the script tag of this release is made of, with integrity hashes',
  method: 'get',
  path: '/embed/v1/manifest.json',
  responses: {
    200: jsonAnswer('The build', embedManifestSchema),
    304: { description: '`If-None-Match` names it' },
    ...openProblemResponses('not_found'),
  },
});

const fileRoute = createRoute({
  operationId: 'getEmbedFile',
  tags: TAGS,
  summary: 'A file of the script tag, of this release or one before it',
  description:
    'Its name holds a hash of its content: it never changes and may be kept for a year. Sent compressed with brotli or gzip where `Accept-Encoding` takes it.',
  method: 'get',
  path: '/embed/v1/{name}',
  request: { params: z.object({ name: z.string() }) },
  responses: {
    200: { description: 'The file', content: { 'text/javascript': { schema: z.string() } } },
    304: { description: '`If-None-Match` names it' },
    ...openProblemResponses('not_found'),
  },
});

// A worker lives under the policy of its own file: where the files come from the page's origin, the worker loads its parts.
const SCRIPT_POLICY = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";
const FOR_A_YEAR = 'public, max-age=31536000, immutable';
const FOR_A_MINUTE = 'public, max-age=60';

/** The script tag. No session is asked for: a page loads it before it has one. */
export function embedRoutes(files: EmbedFiles): OpenAPIHono<AppEnv> {
  const router = newRouter();
  router.openapi(manifestRoute, async (c) => {
    const manifest = await files.manifest();
    if (manifest === null) throw notBuilt();
    const headers = { ETag: `"${manifest.entry}"`, 'Cache-Control': FOR_A_MINUTE };
    if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers);
    return c.json(manifest, 200, headers);
  });
  router.openapi(fileRoute, (c) => answerFile(c, files, c.req.valid('param').name));
  return router;
}

async function answerFile(c: Context<AppEnv>, files: EmbedFiles, name: string): Promise<Response> {
  const encoding = chooseEncoding(c.req.header('Accept-Encoding'));
  const found = await files.read(name, encoding);
  if (found === null) {
    if ((await files.manifest()) === null) throw notBuilt();
    throw new AppError(
      'not_found',
      `No release that this server has given out has ${name}. /embed/v1/manifest.json names the files of this one.`,
    );
  }
  // Each encoding is a representation of its own, and RFC 9110 wants a strong tag for each.
  const etag = `"${found.file.integrity.slice('sha384-'.length)}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': FOR_A_YEAR,
    Vary: 'Accept-Encoding',
    'Timing-Allow-Origin': '*',
    'Content-Security-Policy': SCRIPT_POLICY,
  };
  if (isKnown(c.req.header('If-None-Match'), etag)) return c.body(null, 304, headers);
  return c.body(found.content, 200, {
    ...headers,
    'Content-Type': 'text/javascript; charset=utf-8',
    'Content-Length': String(found.content.length),
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  });
}

function notBuilt(): AppError {
  return new AppError(
    'not_found',
    'This server runs from sources and has no script tag yet. `npm run build:widget` makes it; no restart is needed.',
  );
}
