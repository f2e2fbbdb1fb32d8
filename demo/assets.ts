import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves what the build put into `assets/`; each name holds a hash of its content. To be mounted at `/assets`. */
export function assetRoutes(pageFolder: string): Hono {
  const app = new Hono();
  app.get('/:name', async (c) => {
    const name = c.req.param('name');
    const type = MEDIA_TYPES[extname(name)];
    const bytes =
      type === undefined || !/^[\w.-]+$/.test(name)
        ? null
        : await readFile(join(pageFolder, 'assets', name)).catch(() => null);
    if (bytes === null || type === undefined) return c.notFound();
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  return app;
}
