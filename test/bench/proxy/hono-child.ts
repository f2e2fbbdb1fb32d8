// The proxy that Hono brings, as its documentation shows it: no checks, no limits, no log.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';

const origin = `http://127.0.0.1:${process.env['UPSTREAM_PORT']}`;
const app = new Hono();
app.all('/v1/tiktok/*', (c) => {
  const { pathname, search } = new URL(c.req.url);
  return proxy(`${origin}${pathname.slice('/v1/tiktok'.length)}${search}`, c.req);
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
process.on('disconnect', () => process.exit());
