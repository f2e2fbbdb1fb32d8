// A customer's own little product: one settings page and the back end behind it. Everything an integration needs is here,
// in the order in which a newcomer meets it; the widget and the server know nothing of it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { assetRoutes } from './assets.ts';
import { csvText, DEMO_CSV, pageOf } from './data/index.ts';
import { elementPages } from './elements/routes.ts';
import type { GalleryEnv } from './gallery/gateway.ts';
import { JOINING, LEAVING, movingSegments } from './moving-segments.ts';
import { importedAdAccounts, mintSession, sendSegments, type ServerAccess } from './server-api.ts';
import { escapeHtml, readSnippet, scriptTagRoutes } from './script-tag.ts';
import { isSignedRequest } from './signed-request.ts';
import { reviewAnAd, suspendAnAccount, type TikTokSide } from './tiktok-side.ts';
import { agentMakesCampaign, type CampaignCall, programMakesCampaign } from './tiktok-calls.ts';
import { toldEvents } from './told-events.ts';

export interface HostOptions {
  readonly access: ServerAccess;
  /** Origin of the simulated TikTok, for the demo's own controls. */
  readonly simulatorUrl: string;
  /** Folder of the built page: `index.html` and `assets/`. */
  readonly pageFolder: string;
  /** When set, the people of a segment are handed only to requests signed with it (Standard Webhooks). */
  readonly webhookSecret: string | null;
  /** Origins this page is opened under. */
  readonly origins: readonly string[];
  /** Every state of every element, to look at; no product has it. Mounted at `/gallery`. */
  readonly gallery?: Hono<GalleryEnv>;
}

/** Stands for the person whom the host's own sign-in would have recognised. */
const SIGNED_IN_USER = 'demo-marketer';
const CAMPAIGN_NAME = 'Boots for rainy days';
const SKIPPED_SECONDS = 48 * 3_600;
const NOT_FROM_THE_PAGE = 'This call is for the page of this product only.';
const NO_ANSWER = 'The simulator did not answer.';

export function createHost(options: HostOptions): Hono<GalleryEnv> {
  const { access, pageFolder, simulatorUrl } = options;
  const app = new Hono<GalleryEnv>();
  const segments = movingSegments();
  const told = toldEvents();

  app.use(async (c, next) => {
    c.header('content-security-policy', contentSecurityPolicy(access.serverUrl));
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    await next();
  });

  app.get('/', async (c) => {
    const page = await readFile(join(pageFolder, 'index.html'), 'utf8');
    const snippet = page.includes('{{snippet}}') ? (await readSnippet(access.serverUrl)).text : '';
    const html = page
      .replaceAll('{{server-url}}', escapeHtml(access.serverUrl))
      .replaceAll('{{snippet}}', escapeHtml(snippet));
    return c.html(html, 200, { 'cache-control': 'no-store' });
  });

  // The same product without a bundle of its own.
  const { serverUrl } = access;
  app.route('/script-tag', scriptTagRoutes(serverUrl, pageFolder, contentSecurityPolicy(serverUrl, serverUrl)));

  // The one call an integration must have: the page asks its own back end, which knows who is signed in and holds the host key.
  app.post('/api/tiktok-session', async (c) => {
    const origin = ownOrigin(c, options);
    if (origin === null) return c.json({ error: 'This call is for the page of this product only.' }, 403);
    return c.json(await mintSession(access, SIGNED_IN_USER, origin), 201, { 'cache-control': 'no-store' });
  });

  // The server fetches the people of a segment from here, page by page. A GET has no body: path and query are signed instead.
  app.get('/segments/:segmentId', async (c) => {
    const { pathname, search } = new URL(c.req.url);
    if (!isFromServer(c, pathname + search, options))
      return c.json({ error: 'The signature is missing or wrong.' }, 401);
    const segment = segments.find(c.req.param('segmentId'));
    const page = segment === null ? null : pageOf(segment, c.req.query('cursor') ?? null);
    return page === null ? c.json({ error: 'There is no such page.' }, 404) : c.json(page);
  });

  // What the server has to tell this product: each event that people see in the feed too. A product would store its id, so that one
  // that is told twice counts once, and do something about it. Here it is shown at the foot of the page.
  app.post('/webhooks/tiktok-ads', async (c) => {
    const body = await c.req.text();
    if (!isFromServer(c, body, options)) return c.json({ error: 'The signature is missing or wrong.' }, 401);
    told.take(c.req.header('webhook-id') ?? '', body);
    return c.body(null, 204);
  });
  app.get('/api/told', (c) => c.json(told.latest()));

  app.get('/demo-customers.csv', () => {
    const body = Readable.toWeb(Readable.from(csvText(DEMO_CSV)).map((text: string) => Buffer.from(text, 'utf8')));
    return new Response(body as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="demo-customers.csv"',
      },
    });
  });

  // Customers come and go by themselves in a product. Here somebody presses a button, to see what a mirror makes of it.
  app.post('/api/segments/move', async (c) => {
    const origin = ownOrigin(c, options);
    if (origin === null) return c.json({ error: NOT_FROM_THE_PAGE }, 403);
    segments.move();
    await sendSegments(access, options.origins[0] ?? origin, segments.all());
    return c.json({ left: LEAVING, joined: JOINING });
  });

  // Calls to TikTok of the product's own, through the server. In a product nobody presses a button for them.
  let campaigns = 0;
  const makesCampaign = (path: string, make: (access: ServerAccess, name: string) => Promise<CampaignCall>): void => {
    app.post(path, async (c) => {
      if (ownOrigin(c, options) === null) return c.json({ error: NOT_FROM_THE_PAGE }, 403);
      campaigns += 1;
      // Whatever it was, the person is told that the server did not answer.
      const call = await make(access, `${CAMPAIGN_NAME} ${campaigns}`).catch(() => null);
      return call === null ? c.json({ error: 'The server did not answer.' }, 502) : c.json(call);
    });
  };
  makesCampaign('/api/campaigns/agent', agentMakesCampaign);
  makesCampaign('/api/campaigns/program', programMakesCampaign);

  // No product has what follows. TikTok takes a day or two, and nobody wants to wait that long in a demo.
  app.post('/api/simulator/skip', async (c) => {
    if (ownOrigin(c, options) === null) return c.json({ error: NOT_FROM_THE_PAGE }, 403);
    const moved = await askSimulator(simulatorUrl, '/clock', { advanceSeconds: SKIPPED_SECONDS });
    return moved === null ? c.json({ error: NO_ANSWER }, 502) : c.json({ skippedSeconds: SKIPPED_SECONDS });
  });

  // What a person does in TikTok's own settings, under connected apps.
  app.post('/api/simulator/withdraw', async (c) => {
    if (ownOrigin(c, options) === null) return c.json({ error: NOT_FROM_THE_PAGE }, 403);
    const live = await askSimulator<{ tokens: { coreUserId: string; environment: string }[] }>(simulatorUrl, '/tokens');
    if (live === null) return c.json({ error: NO_ANSWER }, 502);
    const people = new Set(
      live.tokens.filter(({ environment }) => environment === 'production').map(({ coreUserId }) => coreUserId),
    );
    for (const coreUserId of people) {
      if ((await askSimulator(simulatorUrl, '/tokens/revoke', { coreUserId })) === null)
        return c.json({ error: NO_ANSWER }, 502);
    }
    return c.json({ withdrawn: people.size });
  });

  // What TikTok's reviewers and its enforcement do, to an ad account that is imported.
  const controls: TikTokSide = {
    imported: () => importedAdAccounts(access),
    ask: (path, body) => askSimulator(simulatorUrl, path, body),
  };
  const tiktokDoes = (path: string, act: (side: TikTokSide) => Promise<unknown>): void => {
    app.post(path, async (c) => {
      if (ownOrigin(c, options) === null) return c.json({ error: NOT_FROM_THE_PAGE }, 403);
      // Whatever went wrong on the way to the simulator, the page is told that there was no answer.
      const done = await act(controls).catch(() => null);
      return done === null ? c.json({ error: NO_ANSWER }, 502) : c.json(done);
    });
  };
  tiktokDoes('/api/simulator/disapprove', (side) => reviewAnAd(side, 'reject'));
  tiktokDoes('/api/simulator/approve', (side) => reviewAnAd(side, 'approve'));
  tiktokDoes('/api/simulator/suspend', (side) => suspendAnAccount(side, true));
  tiktokDoes('/api/simulator/lift', (side) => suspendAnAccount(side, false));

  app.route('/assets', assetRoutes(pageFolder));
  app.route('/elements', elementPages({ pageFolder, serverUrl: access.serverUrl }));
  if (options.gallery !== undefined) app.route('/gallery', options.gallery);
  return app;
}

/** The answer of a control call of the simulator, null when it gave none. */
async function askSimulator<Answer>(simulatorUrl: string, path: string, body?: unknown): Promise<Answer | null> {
  const response = await fetch(`${simulatorUrl}/_simulator${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  return response?.ok === true ? ((await response.json()) as Answer) : null;
}

/**
 * Nothing inline, nothing from elsewhere but calls to the server: the widget has to be content with this.
 *
 * @param scripts where scripts come from besides the page's own origin
 */
function contentSecurityPolicy(serverUrl: string, scripts = ''): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts}`.trim(),
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${serverUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html tiktok-ads-connect',
  ].join('; ');
}

/** The page's origin, when the request comes from one of ours; browsers send `Origin` with every POST. */
function ownOrigin(c: Context, options: HostOptions): string | null {
  const origin = c.req.header('origin');
  return origin !== undefined && options.origins.includes(origin) ? origin : null;
}

function isFromServer(c: Context, content: string, { webhookSecret }: HostOptions): boolean {
  return webhookSecret === null || isSignedRequest(c.req.raw.headers, content, webhookSecret, Date.now());
}
