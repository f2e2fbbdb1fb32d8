import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator } from '../../demo/simulator/index.ts';
import { runSimulator } from '../../demo/simulator/main.ts';
import { sign } from '../../demo/simulator/webhooks/signature.ts';
import { emails, SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
beforeAll(async () => {
  harness = await SimulatorHarness.start({ appId: '7012345678901234561', appSecret: 'synthetic-app-secret' });
});
afterAll(() => harness.stop());

describe('/_simulator/info', () => {
  it('tells a client all it needs', async () => {
    const { body } = await harness.control('/info');
    expect(body).toMatchObject({
      appId: '7012345678901234561',
      appSecret: 'synthetic-app-secret',
      apiUrl: harness.running.url,
      authUrl: harness.running.url,
      accountAuthUrl: harness.running.url,
      profile: 'small',
    });
    expect(body['sandboxApiUrl']).toBe(harness.running.sandboxUrl);
    expect(body['sandboxAdvertiserId']).toMatch(/^\d{19}$/);
  });

  it('gives the people and accounts of the world', async () => {
    const { body } = await harness.control('/world');
    const users = body['users'] as { email: string; advertisers: { role: string }[] }[];
    expect(users.map((user) => [user.email, user.advertisers.length])).toEqual([
      ['mira.lang@example.com', 8],
      ['jun.seo@example.com', 3],
      ['ida.holm@example.com', 0],
      ['tomas.vale@example.com', 0],
    ]);
  });
});

describe('/_simulator/audiences', () => {
  it('plants audiences that have been there for long, past the limit for new ones', async () => {
    const { body: world } = await harness.control('/world');
    const [user] = world['users'] as { advertisers: { advertiserId: string }[] }[];
    const advertiserId = user?.advertisers.at(-1)?.advertiserId ?? '';
    const audiences = Array.from({ length: 450 }, (_, index) => ({ name: `Planted ${index}`, people: 1_500 + index }));
    const planted = await harness.control('/audiences', { advertiserId, audiences });
    expect(planted.status).toBe(201);
    const { body } = await harness.control(`/audiences?advertiserId=${advertiserId}`);
    const held = body['audiences'] as { name: string; coverNum: number; isValid: boolean }[];
    expect(held.length).toBe(450);
    expect(held.find(({ name }) => name === 'Planted 7')).toMatchObject({ coverNum: 1_507, isValid: true });
  });

  it('plants any type, and one that is about to expire', async () => {
    const { body: world } = await harness.control('/world');
    const [user] = world['users'] as { advertisers: { advertiserId: string }[] }[];
    const advertiserId = user?.advertisers[1]?.advertiserId ?? '';
    const audiences = [
      { name: 'Stream', people: 2_000, type: 'Partner' },
      { name: 'Alike', people: 90_000, type: 'Lookalike Audience' },
      { name: 'Old', people: 2_000, ageDays: 330 },
      { name: 'Fixed', people: 2_000, ageDays: 10, retentionDays: 30 },
    ];
    expect((await harness.control('/audiences', { advertiserId, audiences })).status).toBe(201);
    const { body } = await harness.control(`/audiences?advertiserId=${advertiserId}`);
    expect(body['audiences']).toMatchObject([
      { name: 'Fixed', type: 'Customer File Audience', isValid: true, isExpiring: true },
      { name: 'Old', type: 'Customer File Audience', isValid: true, isExpiring: true },
      { name: 'Alike', type: 'Lookalike Audience', calculateType: null, coverNum: 90_000, isExpiring: false },
      { name: 'Stream', type: 'Partner', calculateType: 'MULTIPLE_TYPES', coverNum: 2_000, isValid: true },
    ]);
  });

  it('refuses an audience it cannot read, and an ad account it does not know', async () => {
    const unknown = await harness.control('/audiences', { advertiserId: '1', audiences: [] });
    expect(unknown.status).toBe(404);
    const { body: world } = await harness.control('/world');
    const [user] = world['users'] as { advertisers: { advertiserId: string }[] }[];
    const advertiserId = user?.advertisers[0]?.advertiserId;
    const wrong = [
      { name: 'A', people: 1, type: 'Website Audience' },
      { name: 'A', people: 1, retentionDays: 400 },
      { people: 1 },
      { name: 'A', people: -1 },
      { name: 'A', people: 1, calculateType: 'FIRST_NORMAL' },
    ];
    for (const audience of wrong)
      expect((await harness.control('/audiences', { advertiserId, audiences: [audience] })).status).toBe(400);
  });
});

describe('/_simulator/audiences/{id}/members', () => {
  it('can be limited, or be a summary with a digest that the order does not change', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const id = await own.createAudience(own.advertiser(0), 0, 50);
    const digest = emails(0, 50).reduce((mixed, email) => mixed ^ BigInt(`0x${email.slice(0, 16)}`), 0n);
    const none = { count: 0, digest: '0000000000000000' };
    expect((await own.control(`/audiences/${id}/members?summary=true`)).body).toEqual({
      total: 50,
      people: 50,
      email: { count: 50, digest: digest.toString(16).padStart(16, '0') },
      phone: none,
      maid: none,
    });
    expect((await own.control(`/audiences/${id}/members?limit=3`)).body).toEqual({
      total: 50,
      email: emails(0, 3).toSorted(),
      phone: [],
      maid: [],
    });
    expect((await own.control(`/audiences/${id}/members?limit=some`)).status).toBe(400);
    await own.stop();
  });
});

describe('the agency', () => {
  it('has as many ad accounts as wanted', () => {
    const { world } = createSimulator({ profile: 'agency', advertisers: 50 });
    expect(world.users[0]?.roles.size).toBe(50);
    expect(() => createSimulator({ profile: 'agency', advertisers: 0 })).toThrow(RangeError);
  });
});

describe('/_simulator/clock', () => {
  it('moves forward only', async () => {
    const before = Date.parse(harness.simulator.info().now);
    const { body } = await harness.control('/clock', { advanceSeconds: 3_600 });
    expect(Date.parse(String(body['now'])) - before).toBeGreaterThanOrEqual(3_600_000);
    expect((await harness.control('/clock', { advanceSeconds: -1 })).status).toBe(400);
    expect((await harness.control('/clock', {})).status).toBe(400);
  });
});

describe('/_simulator/requests', () => {
  it('counts every answer by its code, also those the list no longer holds', async () => {
    const counting = await SimulatorHarness.start();
    await counting.connect();
    await counting.get('/user/info/', {}, 'nonsense');
    await counting.control('/faults', { kind: 'html' });
    await counting.get('/user/info/');
    const { body } = await counting.control('/requests/codes');
    expect(body).toEqual({ total: 3, codes: { '0': 1, '40105': 1, none: 1 } });
    await counting.stop();
  });

  it('logs calls without secrets', async () => {
    await harness.connect();
    const { appSecret } = harness.simulator.info();
    await harness.get('/oauth2/advertiser/get/', { app_id: '7012345678901234561', secret: appSecret });
    await harness.upload({ advertiserId: harness.advertiser(0), content: 'x' });
    const { body } = await harness.control('/requests');
    const text = JSON.stringify(body);
    expect(text).not.toContain(appSecret);
    expect(text).not.toContain(harness.accessToken);
    const requests = body['requests'] as Record<string, unknown>[];
    expect(requests.map((entry) => [entry['method'], entry['path'], entry['code']])).toEqual([
      ['POST', '/open_api/v1.3/oauth2/access_token/', 0],
      ['GET', '/open_api/v1.3/oauth2/advertiser/get/', 0],
      ['POST', '/open_api/v1.3/dmp/custom_audience/file/upload/', 40909],
    ]);
    expect(requests[2]?.['body']).toMatchObject({
      advertiser_id: harness.advertiser(0),
      file: { fileName: 'audience.csv', bytes: 1 },
    });
    const filtered = (await harness.control('/requests?path=/oauth2/access_token/')).body['requests'];
    expect(filtered).toHaveLength(1);
  });
});

describe('/_simulator/reset', () => {
  it('brings the first state back: same accounts, no tokens, no audiences, no log', async () => {
    const token = await harness.connect();
    const id = await harness.createAudience(harness.advertiser(0), 0, 10);
    const accounts = harness.advertiserIds();
    await harness.control('/reset', {});
    expect(harness.advertiserIds()).toEqual(accounts);
    expect((await harness.control(`/audiences/${id}/members`)).status).toBe(404);
    expect((await harness.control('/requests')).body).toEqual({
      total: 0,
      inFlight: 0,
      open: [],
      requests: [],
    });
    expect((await harness.get('/user/info/', {}, token)).code).toBe(40105);
    expect(await harness.connect()).not.toBe(token);
  });
});

describe('webhooks', () => {
  const rawBody =
    '{"object":1,"time":1773331872,"entry":[{"id":7126000000000000641,"lead_source":"INSTANT_FORM","page_id":6873000000000000769,"page_name":"Newsletter","advertiser_id":7104856021930123265,"advertiser_name":"Synthetic Shoes EU","library_id":0,"campaign_id":1790000000000000017,"campaign_name":"Spring launch","adgroup_id":1790000000000000033,"adgroup_name":"DE 25-44","ad_id":1790000000000000065,"ad_name":"Video A","create_time":1773331860,"changes":[{"field":"name","value":"Zoë Müller"},{"field":"email","value":"zoe@example.com"}]}]}';

  it('are signed like the recorded sample, under both schemes', () => {
    expect(sign('X-Open-Signature', 'synthetic-app-secret', rawBody, 0)).toBe(
      '25e296bf0a76aedfce44a9d82bb51ede6f857f60352ac56f5b1948890e231e68',
    );
    expect(sign('TikTok-Signature', 'synthetic-app-secret', rawBody, 1_773_331_872)).toBe(
      `t=1773331872,s=${createHmac('sha256', 'synthetic-app-secret').update(`1773331872.${rawBody}`).digest('hex')}`,
    );
  });

  it('arrive with ids as bare 19-digit numbers', async () => {
    const received: { body: string; signature: unknown }[] = [];
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          received.push({ body: Buffer.concat(chunks).toString(), signature: incoming.headers['x-open-signature'] });
          outgoing.writeHead(200).end();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
    const answer = await harness.control('/webhooks/emit', {
      callbackUrl,
      entity: 'LEAD',
      payload: { id: '7126000000000000641' },
      times: 2,
    });
    expect(answer.body['attempts']).toEqual([
      { status: 200, error: null },
      { status: 200, error: null },
    ]);
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toContain('"id":7126000000000000641,');
    expect(received[0]?.body).toMatch(/"advertiser_id":\d{19},/);
    expect(received[0]?.signature).toBe(sign('X-Open-Signature', 'synthetic-app-secret', received[0]?.body ?? '', 0));

    await harness.control('/webhooks/emit', {
      callbackUrl,
      entity: 'AD_ACCOUNT_SUSPENSION',
      payload: { advertiser_id: harness.advertiser(1) },
    });
    expect(JSON.parse(received[2]?.body ?? '{}')).toMatchObject({
      advertiser_id: harness.advertiser(1),
      status: 'STATUS_LIMIT',
      suspension_reason: expect.any(String),
    });
    await new Promise((resolve) => server.close(resolve));

    const unreachable = await harness.control('/webhooks/emit', { callbackUrl, entity: 'AD' });
    expect(unreachable.body['attempts']).toEqual([{ status: null, error: expect.any(String) }]);
    expect((await harness.control('/webhooks/emit', { callbackUrl, entity: 'NOPE' })).status).toBe(400);
    expect((await harness.control('/webhooks/emit', { callbackUrl: 'file:///x', entity: 'AD' })).status).toBe(400);
  });
});

describe('the simulate command', () => {
  const run = async (
    argv: string[],
    env: Record<string, string>,
    onLine?: (line: string) => Promise<void>,
  ): Promise<{ code: number; out: string; err: string }> => {
    const stop = new AbortController();
    let out = '';
    let err = '';
    let visited = Promise.resolve();
    const code = await runSimulator(argv, env, {
      stdout: {
        write(text: string) {
          out += text;
          visited = (onLine?.(text) ?? Promise.resolve()).finally(() => stop.abort());
        },
      },
      stderr: { write: (text: string) => (err += text) },
      signal: stop.signal,
    });
    await visited;
    return { code, out, err };
  };

  it('prints one line with the address, uses the given app and stops cleanly', async () => {
    let info: Record<string, unknown> = {};
    const result = await run(
      ['--port', '0', '--seed', 'demo'],
      { TIKTOK_APP_ID: '7000000000000000009', TIKTOK_APP_SECRET: 's', TIKTOK_RATE_TIER: 'premium' },
      async (line) => {
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
        info = (await (await fetch(`${url}/_simulator/info`)).json()) as Record<string, unknown>;
      },
    );
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(result.out).toMatch(/^TikTok simulator listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(info).toMatchObject({ appId: '7000000000000000009', appSecret: 's', seed: 'demo' });
  });

  it('says so when the port is taken', async () => {
    const result = await run(['--port', String(harness.running.port)], {});
    expect(result.code).toBe(1);
    expect(result.err).toBe(
      `simulate: port ${harness.running.port} is taken. Stop what listens there, or choose another with --port (0 picks a free one).\n`,
    );
  });

  it.each([
    [['--port', 'abc'], {}, '--port'],
    [['--profile', 'huge'], {}, '--profile'],
    [['--bogus'], {}, '--bogus'],
    [['--clock-rate', '-1'], {}, '--clock-rate'],
    [[], { PORT: '99999' }, 'PORT'],
    [['--port', '0'], { TIKTOK_RATE_TIER: 'gold' }, 'TIKTOK_RATE_TIER'],
  ])('refuses %j with one line', async (argv, env, name) => {
    const result = await run(argv, env);
    expect(result.code).toBe(1);
    expect(result.err).toContain(name);
    expect(result.err.trim().split('\n')).toHaveLength(1);
  });
});
