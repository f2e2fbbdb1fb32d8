import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import { csvText, DEMO_CSV } from '../../demo/data/index.ts';
import { createHost } from '../../demo/host.ts';
import { listen } from '../../demo/listen.ts';

const SECRET = `whsec_${Buffer.from('a secret of the demo, thirty-two+').toString('base64')}`;
const pageFolder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-page-'));
writeFileSync(
  join(pageFolder, 'index.html'),
  '<tiktok-ads-provider server-url="{{server-url}}"></tiktok-ads-provider>',
);
afterAll(() => rmSync(pageFolder, { recursive: true }));

const host = createHost({
  access: { serverUrl: 'http://127.0.0.1:9', hostApiKey: 'a-host-key', workspaceId: 'fernhill' },
  simulatorUrl: 'http://127.0.0.1:9',
  pageFolder,
  webhookSecret: SECRET,
  origins: ['http://127.0.0.1:4173'],
});

function signed(content: string, { secret = SECRET, at = Date.now() } = {}): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${content}`).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,AAAA v1,${signature}` };
}

describe('the demo’s host', () => {
  it('serves its page under a policy that allows nothing inline and nothing from elsewhere but the server', async () => {
    const response = await host.request('/');
    expect(await response.text()).toContain('server-url="http://127.0.0.1:9"');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:9");
    expect(policy).not.toMatch(/unsafe|\*|blob:/);
  });

  it('mints sessions for its own page only', async () => {
    const foreign = await host.request('/api/tiktok-session', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    const without = await host.request('/api/tiktok-session', { method: 'POST' });
    expect([foreign.status, without.status]).toEqual([403, 403]);
  });

  it('hands the people of a segment to signed requests only', async () => {
    const ok = await host.request('/segments/vip', { headers: signed('/segments/vip') });
    expect(ok.status).toBe(200);
    const page = (await ok.json()) as { records: unknown[]; nextCursor: string | null };
    expect([page.records.length, page.nextCursor]).toEqual([1200, null]);

    const otherSecret = `whsec_${Buffer.from('another secret').toString('base64')}`;
    const refused = [
      {},
      signed('/segments/vip', { secret: otherSecret }),
      signed('/segments/vip', { at: Date.now() - 6 * 60_000 }),
      { ...signed('/segments/vip'), 'webhook-id': 'msg_2' },
      signed('/segments/newsletter'),
    ];
    for (const headers of refused) {
      expect((await host.request('/segments/vip', { headers })).status).toBe(401);
    }
  });

  it('lets people leave and join each segment when its page asks, and tells the server how many there are', async () => {
    const told: [string, unknown][] = [];
    const server = new Hono().put('/v1/segments/:segmentId', async (c) => {
      told.push([c.req.param('segmentId'), (await c.req.json<{ size: unknown }>()).size]);
      return c.json({});
    });
    const listening = await listen(server, 0);
    const moving = createHost({
      access: { serverUrl: listening.url, hostApiKey: 'a-host-key', workspaceId: 'fernhill' },
      simulatorUrl: 'http://127.0.0.1:9',
      pageFolder,
      webhookSecret: SECRET,
      origins: ['http://127.0.0.1:4173'],
    });
    const idsOf = async (): Promise<unknown[]> => {
      const response = await moving.request('/segments/vip', { headers: signed('/segments/vip') });
      const { records } = (await response.json()) as { records: { customer_id: unknown }[] };
      return records.map((record) => record.customer_id);
    };
    try {
      const before = await idsOf();
      const foreign = await moving.request('/api/segments/move', {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      });
      expect(foreign.status).toBe(403);
      const moved = await moving.request('/api/segments/move', {
        method: 'POST',
        headers: { origin: 'http://127.0.0.1:4173' },
      });
      expect(await moved.json()).toEqual({ left: 20, joined: 10 });
      const after = await idsOf();
      expect(before.filter((id) => !after.includes(id))).toEqual(before.slice(0, 20));
      expect(after.filter((id) => !before.includes(id))).toEqual(after.slice(-10));
      expect(told).toEqual([
        ['vip', 1_190],
        ['buyers-90d', 24_990],
        ['newsletter', 249_990],
      ]);
    } finally {
      await listening.stop();
    }
  });

  it('knows no segment and no page of one that it did not announce', async () => {
    expect((await host.request('/segments/nobody', { headers: signed('/segments/nobody') })).status).toBe(404);
    expect(
      (await host.request('/segments/vip?cursor=99999', { headers: signed('/segments/vip?cursor=99999') })).status,
    ).toBe(404);
  });

  it('takes what the server tells it, each event once, and nothing that is not signed', async () => {
    const told = createHost({
      access: { serverUrl: 'http://127.0.0.1:9', hostApiKey: 'a-host-key', workspaceId: 'fernhill' },
      simulatorUrl: 'http://127.0.0.1:9',
      pageFolder,
      webhookSecret: SECRET,
      origins: ['http://127.0.0.1:4173'],
    });
    const tell = async (body: string, headers = signed(body)): Promise<number> =>
      (await told.request('/webhooks/tiktok-ads', { method: 'POST', headers, body })).status;
    const latest = async (): Promise<unknown> => (await told.request('/api/told')).json();
    expect(await latest()).toEqual({ count: 0, last: null });
    const body = JSON.stringify({ type: 'ad.disapproved', timestamp: '2026-03-12T09:30:00.000Z', data: {} });
    expect(await tell(body)).toBe(204);
    expect(await tell(body)).toBe(204);
    expect(await tell(body, {})).toBe(401);
    expect(await latest()).toMatchObject({ count: 1, last: { id: 'msg_1', type: 'ad.disapproved' } });
    expect(await tell('no JSON', { ...signed('no JSON'), 'webhook-id': 'msg_2' })).toBe(401);
  });

  it('lets TikTok turn down an ad that the server has subscribed to, pass it again, and suspend its ad account', async () => {
    const asked: unknown[] = [];
    const server = new Hono().get('/v1/ad-accounts', (c) =>
      c.json({ items: [{ advertiserId: '7101', name: 'Nordlicht' }], nextCursor: null }),
    );
    let decision = 'approve';
    let status = 'STATUS_ENABLE';
    const simulator = new Hono()
      .get('/_simulator/webhooks/subscriptions', (c) =>
        c.json({ subscriptions: [{ isAlive: true, detail: { advertiser_id: '7101', ad_id: '22' } }] }),
      )
      .get('/_simulator/ads', (c) =>
        c.json({
          ads: [
            { adId: '11', name: 'Unheard', decision: 'approve' },
            { adId: '22', name: 'Rain cape', decision },
          ],
        }),
      )
      .post('/_simulator/ads/review', async (c) => {
        const body = await c.req.json<{ decision: string }>();
        asked.push(body);
        ({ decision } = body);
        return c.json({ notified: 1 });
      })
      .post('/_simulator/advertisers/status', async (c) => {
        const body = await c.req.json<{ status: string }>();
        asked.push(body);
        const before = status;
        ({ status } = body);
        return c.json({ before, notified: before === status ? 0 : 1 });
      });
    const [listening, tiktok] = [await listen(server, 0), await listen(simulator, 0)];
    const acting = createHost({
      access: { serverUrl: listening.url, hostApiKey: 'a-host-key', workspaceId: 'fernhill' },
      simulatorUrl: tiktok.url,
      pageFolder,
      webhookSecret: SECRET,
      origins: ['http://127.0.0.1:4173'],
    });
    const press = async (name: string, origin = 'http://127.0.0.1:4173'): Promise<unknown> => {
      const response = await acting.request(`/api/simulator/${name}`, { method: 'POST', headers: { origin } });
      return response.ok ? response.json() : response.status;
    };
    try {
      expect(await press('disapprove', 'https://evil.example')).toBe(403);
      expect(await press('approve')).toEqual({ ad: null, account: 'Nordlicht', notified: 0 });
      expect(await press('disapprove')).toEqual({ ad: 'Rain cape', account: 'Nordlicht', notified: 1 });
      expect(await press('approve')).toEqual({ ad: 'Rain cape', account: 'Nordlicht', notified: 1 });
      expect(await press('suspend')).toEqual({ ad: null, account: 'Nordlicht', notified: 1 });
      expect(await press('suspend')).toEqual({ ad: null, account: 'Nordlicht', notified: 0, isAlready: true });
      expect(await press('lift')).toEqual({ ad: null, account: 'Nordlicht', notified: 1 });
      expect(asked).toMatchObject([
        { adId: '22', decision: 'reject' },
        { adId: '22', decision: 'approve' },
        { advertiserId: '7101', status: 'STATUS_LIMIT' },
        { advertiserId: '7101', status: 'STATUS_LIMIT' },
        { advertiserId: '7101', status: 'STATUS_ENABLE' },
      ]);
    } finally {
      await listening.stop();
      await tiktok.stop();
    }
    expect(await press('suspend')).toBe(502);
  });

  it('lets an agent and a program make campaigns through the server, and says what came of it', async () => {
    const calls: { headers: Record<string, string>; body: Record<string, unknown> }[] = [];
    const minted: unknown[] = [];
    let accounts = [{ advertiserId: '7100', name: 'Watched', currency: 'EUR', role: 'ANALYST', status: 'connected' }];
    const server = new Hono()
      .get('/v1/ad-accounts', (c) => c.json({ items: accounts, nextCursor: null }))
      .post('/v1/sessions', async (c) => {
        minted.push(await c.req.json());
        return c.json({ token: 'an-agents-token', expiresAt: '2026-03-12T09:30:00.000Z' }, 201);
      })
      .post('/v1/tiktok/open_api/v1.3/campaign/create/', async (c) => {
        const body = await c.req.json<Record<string, unknown>>();
        calls.push({ headers: c.req.header(), body });
        if (c.req.header('access-token') !== undefined)
          return c.json({ code: 'approval_pending', message: 'It waits.', approvalId: 'apr_1', approval: {} }, 202);
        if (body['budget'] === 8_000) return c.json({ code: 40002, message: 'Too low.', data: {} });
        const isSecond = calls.filter(({ headers }) => headers['idempotency-key'] === c.req.header('idempotency-key'));
        if (isSecond.length > 1) c.header('idempotency-replayed', 'true');
        return c.json({ code: 0, message: 'OK', data: { campaign_id: '1801' } });
      });
    const listening = await listen(server, 0);
    const acting = createHost({
      access: { serverUrl: listening.url, hostApiKey: 'a-host-key', workspaceId: 'fernhill' },
      simulatorUrl: 'http://127.0.0.1:9',
      pageFolder,
      webhookSecret: SECRET,
      origins: ['http://127.0.0.1:4173'],
    });
    const press = async (name: string, origin = 'http://127.0.0.1:4173'): Promise<unknown> => {
      const response = await acting.request(`/api/campaigns/${name}`, { method: 'POST', headers: { origin } });
      return response.ok ? response.json() : response.status;
    };
    try {
      expect(await press('agent', 'https://evil.example')).toBe(403);
      expect(await press('agent')).toMatchObject({ account: null, outcome: 'refused' });
      expect(calls).toEqual([]);

      const usable = {
        advertiserId: '7101',
        name: 'Nordlicht',
        currency: 'EUR',
        role: 'OPERATOR',
        status: 'connected',
      };
      accounts = [...accounts, usable];
      expect(await press('agent')).toMatchObject({ account: 'Nordlicht', outcome: 'waits', id: 'apr_1' });
      expect(minted).toEqual([
        { workspaceId: 'fernhill', userId: 'demo-agent', permissions: ['read', 'campaigns'], actorKind: 'agent' },
      ]);
      expect(calls.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
      expect(calls[0]?.body).toMatchObject({ advertiser_id: '7101', budget: 80 });
      expect(calls[0]?.body).not.toHaveProperty('operation_status');

      expect(await press('program')).toMatchObject({ outcome: 'made', id: '1801', wasRepeated: true });
      expect(calls).toHaveLength(3);
      expect(calls[2]?.body).toEqual(calls[1]?.body);
      expect(calls[1]?.headers).toMatchObject({ authorization: 'Bearer a-host-key', 'x-workspace-id': 'fernhill' });

      accounts = [{ ...usable, currency: 'JPY' }];
      expect(await press('program')).toMatchObject({ outcome: 'refused', said: 'Too low.', wasRepeated: false });
    } finally {
      await listening.stop();
    }
    expect(await press('program')).toBe(502);
  });

  it('offers the customer file as a download', async () => {
    const response = await host.request('/demo-customers.csv');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="demo-customers.csv"');
    expect(Buffer.from(await response.arrayBuffer()).toString('utf8')).toBe([...csvText(DEMO_CSV)].join(''));
  });

  it('serves no file outside its built assets', async () => {
    for (const path of [
      '/assets/..%2findex.html',
      '/assets/../index.html',
      '/assets/index.html',
      '/assets/nothing.js',
    ]) {
      expect((await host.request(path)).status).toBe(404);
    }
  });
});
