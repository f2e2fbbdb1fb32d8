import { Hono } from 'hono';
import { findSegment, pageOf } from '../data/index.ts';
import { listen, type Listening } from '../listen.ts';

/**
 * The host's back end of a stage: hands out the people of any segment, page by page. Segments that the demo does not know
 * hold its smallest one's people. It checks no signature, since everybody in it is invented; the demo's own host does.
 */
export function servePeople(): Promise<Listening> {
  const app = new Hono();
  app.get('/segments/:segmentId', (c) => {
    const segment = findSegment(c.req.param('segmentId')) ?? findSegment('vip');
    const page = segment === null ? null : pageOf(segment, c.req.query('cursor') ?? null);
    return page === null ? c.json({ error: 'There is no such page.' }, 404) : c.json(page);
  });
  app.post('/webhooks/tiktok-ads', (c) => c.body(null, 204));
  return listen(app, 0);
}
