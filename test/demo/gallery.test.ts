import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { countBends } from '../../demo/gallery/bends.ts';
import { type GalleryEnv, passOn } from '../../demo/gallery/gateway.ts';
import type { Bend, Stage } from '../../demo/gallery/scene.ts';
import { SCENE_GROUPS } from '../../demo/gallery/scenes/index.ts';
import { openStage, type OpenStage } from '../../demo/gallery/stage.ts';
import { type RunningGallery, startGallery } from '../../demo/gallery/start-gallery.ts';
import { listen, type Listening } from '../../demo/listen.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
type Json = any;

const NORDLICHT = 'Nordlicht Schuhe EU';
const ORIGIN = 'https://app.example';

describe('the scenes', () => {
  it('are called in kebab-case, no two of an element alike, and have a title and something to wait for', () => {
    for (const { element, scenes } of SCENE_GROUPS) {
      const ids = scenes.map(({ id }) => id);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        element,
      ).toEqual([]);
      expect(
        ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
        element,
      ).toEqual([]);
      expect(
        scenes.filter(({ title, shows }) => title === '' || shows.length === 0).map(({ id }) => id),
        element,
      ).toEqual([]);
    }
  });
});

describe('a stage', () => {
  const open: OpenStage[] = [];
  afterEach(async () => {
    for (const stage of open.splice(0)) await stage.close();
  });
  const set = async (stage?: Stage, opensAt?: number) => {
    const opened = await openStage(stage === undefined ? {} : { stage }, opensAt === undefined ? {} : { opensAt });
    open.push(opened);
    const { token } = (await opened.session({
      origin: ORIGIN,
      permissions: ['read', 'connect', 'map', 'export'],
    })) as Json;
    const read = async (path: string): Promise<Json> =>
      (await fetch(opened.serverUrl + path, { headers: { authorization: `Bearer ${token}`, origin: ORIGIN } })).json();
    return { stage: opened, read };
  };

  it('holds two ad accounts, the demo’s properties, mapping and segments unless told otherwise', async () => {
    const { read } = await set();
    const accounts = await read('/v1/ad-accounts');
    expect(accounts.items.map((each: Json) => each.status)).toEqual(['connected', 'connected']);
    expect((await read('/v1/properties')).items.length).toBeGreaterThan(30);
    expect((await read('/v1/mapping')).attributes.email).toBe('email');
    expect((await read('/v1/segments')).items.length).toBe(3);
  });

  it('can be empty', async () => {
    const { read } = await set({ connection: null, properties: 'none', mapping: 'none', segments: 'none' });
    for (const path of ['/v1/connections', '/v1/ad-accounts', '/v1/properties', '/v1/segments', '/v1/exports'])
      expect((await read(path)).items, path).toEqual([]);
    expect((await read('/v1/mapping')).version).toBe(0);
  });

  it('shares what is named, imports what is named, and lets things happen afterwards', async () => {
    const { read } = await set({
      connection: { share: [NORDLICHT, 'Ipê Amarelo Decoração'] },
      imported: [NORDLICHT],
      turns: [{ do: 'suspend', account: NORDLICHT }, { do: 'check' }],
    });
    const [connection] = (await read('/v1/connections')).items;
    expect(connection.advertiserCount).toBe(2);
    const accounts = (await read('/v1/ad-accounts')).items;
    expect(accounts.map((each: Json) => [each.name, each.status])).toEqual([[NORDLICHT, 'suspended']]);
  });

  it('takes exports as far as they should go, in its own time', async () => {
    const opensAt = Date.UTC(2026, 2, 12, 9, 30);
    const { stage, read } = await set(
      {
        audiences: 3,
        exports: [
          { audience: 'Running', people: 1_200, until: 'uploading' },
          { audience: 'Finished', people: 1_200, until: 'completed' },
          { audience: { place: 0, action: 'APPEND' }, people: 1_200, until: 'processing' },
          { audience: 'Too few', people: 20, until: 'failed' },
          { audience: 'Left', people: 'email\nana@example.com\n', until: 'ready', attributes: ['email'] },
        ],
      },
      opensAt,
    );
    const { items } = await read('/v1/exports');
    expect(items.map((each: Json) => each.state).sort()).toEqual([
      'completed',
      'failed',
      'processing',
      'ready',
      'uploading',
    ]);
    expect(Math.abs(stage.now() - opensAt)).toBeLessThan(60_000);
    const newest = Math.max(...items.map((each: Json) => Date.parse(each.createdAt)));
    expect(newest).toBeLessThanOrEqual(stage.now());
  });

  it('holds as many properties, segments and audiences as a scene wants', async () => {
    const { read } = await set({ properties: 1_200, segments: 60, audiences: 500 });
    expect((await read('/v1/properties?limit=1000')).nextCursor).not.toBeNull();
    expect((await read('/v1/segments')).items.length).toBe(60);
    const accounts = (await read('/v1/ad-accounts')).items;
    const sizes = await Promise.all(
      accounts.map(async ({ advertiserId }: Json) => {
        let size = 0;
        for (let cursor: string | null = ''; cursor !== null; ) {
          const query = `advertiserId=${advertiserId}&limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`;
          const page: Json = await read(`/v1/audiences?${query}`);
          size += page.items.length;
          cursor = page.nextCursor;
        }
        return size;
      }),
    );
    expect(sizes.sort()).toEqual([0, 500]);
  });

  it('lets a person allow access and somebody else save the mapping while the page is open', async () => {
    const { stage, read } = await set({ connection: null });
    const { token } = (await stage.session({ origin: ORIGIN, permissions: ['read', 'connect'] })) as Json;
    const started: Json = await (
      await fetch(`${stage.serverUrl}/v1/connections/authorize`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, origin: ORIGIN, 'content-type': 'application/json' },
        body: JSON.stringify({ origin: ORIGIN }),
      })
    ).json();
    await stage.allow(started.authorizeUrl, [NORDLICHT]);
    expect((await read('/v1/connections')).items[0].advertiserCount).toBe(1);
    await stage.map({ email: 'billing_email' });
    expect((await read('/v1/mapping')).attributes).toEqual({ email: 'billing_email' });
  });

  it('lets a model ask for a call, and somebody else set rules and caps, and decide', async () => {
    const json = { campaign_name: 'Spring', objective_type: 'TRAFFIC', budget_mode: 'BUDGET_MODE_DAY', budget: 250 };
    const { stage, read } = await set({
      imported: [NORDLICHT],
      turns: [
        { do: 'send', as: 'agent', account: NORDLICHT, path: '/campaign/create/', json },
        { do: 'rules', account: NORDLICHT, cells: [{ actorKind: 'agent', action: 'remove', decision: 'deny' }] },
        { do: 'cap', account: NORDLICHT, daily: '2500', lifetime: null },
      ],
    });
    const [waiting] = (await read('/v1/approvals')).items;
    expect([waiting.status, waiting.subject.name, waiting.requestedBy.actorKind]).toEqual([
      'pending',
      'Spring',
      'agent',
    ]);
    expect((await read('/v1/controls')).advertisersWithRules).toEqual([waiting.advertiserId]);
    const [cap] = (await read(`/v1/spend-caps?advertiserId=${waiting.advertiserId}`)).items;
    expect(cap.daily).toBe('2500.00');
    await stage.take({ do: 'decide', as: 'deny', note: 'Later.' });
    const [denied] = (await read('/v1/approvals')).items;
    expect([denied.status, denied.note]).toEqual(['denied', 'Later.']);
  });

  it('says which ad account it does not know, and leaves nothing running', async () => {
    await expect(openStage({ stage: { imported: ['No such account'] } })).rejects.toThrow(/No such account/);
  });
});

describe('the line between page and server', () => {
  let server: Listening;
  let line: Listening;
  let bends: readonly Bend[] = [];
  let counter = countBends([]);
  let streamEnded: () => void = () => undefined;
  const bend = (...wanted: readonly Bend[]) => {
    bends = wanted;
    counter = countBends(bends);
  };
  beforeAll(async () => {
    const app = new Hono();
    app.get('/v1/events', (c) => {
      c.req.raw.signal.addEventListener('abort', () => streamEnded());
      const open = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(':\n\n')) });
      return c.body(open, 200, { 'content-type': 'text/event-stream' });
    });
    app.all('*', async (c) =>
      c.json(
        { method: c.req.method, path: c.req.path, origin: c.req.header('origin'), body: await c.req.text() },
        200,
        { etag: '"1"' },
      ),
    );
    server = await listen(app, 0);
    const front = new Hono<GalleryEnv>();
    front.all('*', (c) => passOn(c, server.url + c.req.path, c.req.path, counter));
    line = await listen(front, 0);
  });
  afterAll(async () => {
    await line.stop();
    await server.stop();
  });
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(line.url + path, init);
    const json: Json = await response.json();
    return { status: response.status, headers: response.headers, json };
  };

  it('passes calls on as they are, with the page’s origin', async () => {
    bend();
    const { json, headers } = await ask('/v1/mapping', { method: 'PUT', body: '{"a":1}' });
    expect(json).toEqual({ method: 'PUT', path: '/v1/mapping', origin: line.url, body: '{"a":1}' });
    expect(headers.get('etag')).toBe('"1"');
  });

  it('passes a stream on as it comes, and ends it without a word when the page goes', async () => {
    bend();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const ended = new Promise<void>((resolve) => {
      streamEnded = resolve;
    });
    const page = new AbortController();
    const response = await fetch(`${line.url}/v1/events`, { signal: page.signal });
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe(':\n\n');
    page.abort();
    await ended;
    expect((await ask('/v1/mapping')).status).toBe(200);
    expect(said.mock.calls).toEqual([]);
    said.mockRestore();
  });

  it('answers a problem document as often as the scene says, after letting as many through', async () => {
    bend({
      path: '/v1/ad-accounts',
      kind: 'problem',
      status: 502,
      code: 'tiktok_unavailable',
      after: 1,
      times: 1,
      tiktokRequestId: '2026',
    });
    const answers = [await ask('/v1/ad-accounts'), await ask('/v1/ad-accounts'), await ask('/v1/ad-accounts')];
    expect(answers.map(({ status }) => status)).toEqual([200, 502, 200]);
    expect(answers[1]?.json).toMatchObject({
      code: 'tiktok_unavailable',
      requestId: 'req_8d1f0c2a5b7e4936',
      tiktokRequestId: '2026',
    });
    expect(answers[1]?.headers.get('content-type')).toBe('application/problem+json');
  });

  it('bends by path, by what lies below a path, and by method', async () => {
    bend(
      { path: '/v1/exports/*', method: 'post', kind: 'problem', status: 409, code: 'export_wrong_state' },
      { path: '/v1/mapping', kind: 'rewrite', change: (body: object) => ({ ...body, path: 'changed' }) },
    );
    expect((await ask('/v1/exports/exp_1/start', { method: 'POST' })).status).toBe(409);
    expect((await ask('/v1/exports/exp_1')).status).toBe(200);
    expect((await ask('/v1/exports')).status).toBe(200);
    expect((await ask('/v1/mapping')).json.path).toBe('changed');
  });

  it('breaks the connection for a cut, holds an answer for ever, and delays one', async () => {
    bend({ path: '/cut', kind: 'cut' }, { path: '/hold', kind: 'hold' }, { path: '/delay', kind: 'delay', ms: 30 });
    await expect(fetch(`${line.url}/cut`)).rejects.toThrow();
    const giveUp = new AbortController();
    const held = fetch(`${line.url}/hold`, { signal: giveUp.signal });
    expect((await ask('/delay')).status).toBe(200);
    giveUp.abort();
    await expect(held).rejects.toThrow(/abort/);
  });
});

describe('the gallery', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-gallery-'));
  let gallery: RunningGallery;
  const [firstGroup] = SCENE_GROUPS.filter(({ scenes }) => scenes.length > 0);
  const path = `/gallery/${firstGroup?.element}/${firstGroup?.scenes[0]?.id}`;
  beforeAll(async () => {
    mkdirSync(join(folder, 'gallery'));
    writeFileSync(join(folder, 'gallery', 'index.html'), '<h1>Gallery</h1>');
    writeFileSync(join(folder, 'gallery', 'scene.html'), '<main></main>');
    gallery = await startGallery(folder, { build: false, stages: { most: 2 } });
  });
  afterAll(async () => {
    await gallery.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const openPage = async (): Promise<Json> =>
    (await fetch(`${gallery.url}${path}/stage`, { method: 'POST', headers: { origin: gallery.url } })).json();

  it('serves its pages under a policy that allows nothing inline and frames of its own only', async () => {
    for (const page of ['/gallery', path]) {
      const response = await fetch(gallery.url + page);
      expect(response.status).toBe(200);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).not.toMatch(/unsafe|\*|blob:/);
    }
  });

  it('knows no scene that is not written', async () => {
    expect((await fetch(`${gallery.url}/gallery/settings/no-such-scene`)).status).toBe(404);
    expect((await fetch(`${gallery.url}/gallery/nothing/at-all`)).status).toBe(404);
  });

  it('opens stages for its own pages only', async () => {
    const foreign = await fetch(`${gallery.url}${path}/stage`, { method: 'POST', headers: { origin: ORIGIN } });
    expect([foreign.status, (await fetch(`${gallery.url}${path}/stage`, { method: 'POST' })).status]).toEqual([
      403, 403,
    ]);
  });

  it('gives every opened page a stage of its own and closes the least recently used one', async () => {
    const pages = [await openPage(), await openPage(), await openPage()];
    expect(new Set(pages.map(({ ticket }) => ticket)).size).toBe(3);
    expect(gallery.stages.size).toBe(2);
    const statuses = await Promise.all(
      pages.map(async ({ serverUrl }) => (await fetch(`${gallery.url}${serverUrl}/healthz`)).status),
    );
    expect(statuses).toEqual([410, 200, 200]);
  });

  it('passes on to the stage of the ticket and nowhere else, however the address is spelled', async () => {
    const elsewhere = new Hono();
    const asked: string[] = [];
    elsewhere.all('*', (c) => {
      asked.push(c.req.path);
      return c.text('elsewhere');
    });
    const other = await listen(elsewhere, 0);
    const { ticket, serverUrl } = await openPage();
    const { port } = new URL(other.url);
    const escaped = `%${ticket.charCodeAt(0).toString(16)}${ticket.slice(1)}`;
    const [, second] = firstGroup?.scenes ?? [];
    const refused = [
      // What follows the port of the stage would be read as a host.
      `/gallery/abc@127.0.0.1:${port}/scene/server/${escaped}/v1/session`,
      `/gallery/abc%40127.0.0.1:${port}/scene/server/${escaped}/v1/session`,
      `/gallery/${ticket}/@127.0.0.1:${port}/server/${ticket}/v1/session`,
      serverUrl.replace(ticket, escaped) + '/healthz',
      `${serverUrl}/../../../../../../@127.0.0.1:${port}/`,
      `/gallery/${firstGroup?.element}/${second?.id}/server/${ticket}/healthz`,
      `${serverUrl.slice(0, -1)}/healthz`,
    ];
    const statuses = [];
    for (const each of refused) statuses.push([each, await statusOf(gallery.url, each)]);
    expect(statuses.filter(([, status]) => Number(status) < 400)).toEqual([]);
    expect(asked).toEqual([]);
    for (const rest of [`//127.0.0.1:${port}/`, `/%2e%2e/%2e%2e/@127.0.0.1:${port}/`, `/\\127.0.0.1:${port}/`])
      await statusOf(gallery.url, serverUrl + rest);
    expect(asked).toEqual([]);
    expect(await statusOf(gallery.url, `${serverUrl}/healthz`)).toBe(200);
    await other.stop();
  });

  it('answers 400 to what it cannot read', async () => {
    const { ticket } = await openPage();
    for (const [what, body] of [
      ['turn', '{'],
      ['turn', '{"do":"explode"}'],
      ['mapping', '{"attributes":{"__proto__":"a","nobody":"b"}}'],
      ['allow', '{"authorizeUrl":"javascript:alert(1)","share":"all"}'],
      ['allow', '{"authorizeUrl":"https://example.com/portal/auth","share":"all"}'],
    ]) {
      const url = `${gallery.url}${path}/stage/${ticket}/${what}`;
      const headers = { origin: gallery.url, 'content-type': 'application/json' };
      expect((await fetch(url, { method: 'POST', headers, body: body ?? '' })).status, body).toBe(400);
    }
  });

  it('closes every stage when it stops', async () => {
    const page = await openPage();
    const stage = gallery.stages.find(page.ticket)?.stage;
    await gallery.stop();
    expect(gallery.stages.size).toBe(0);
    await expect(fetch(`${stage?.serverUrl}/healthz`)).rejects.toThrow();
  });
});

/** Asks for exactly this address: `fetch` would tidy it up first. */
function statusOf(origin: string, path: string): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
