import { afterEach, describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

const START = Date.UTC(2026, 4, 4, 12, 0, 0);
const running: SimulatorHarness[] = [];
let realMs = START;

async function connected(options: Parameters<typeof SimulatorHarness.start>[0] = {}): Promise<SimulatorHarness> {
  realMs = START;
  const harness = await SimulatorHarness.start({ clock: () => realMs, ...options });
  running.push(harness);
  await harness.connect();
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

/** The code of a creation of ads that is wrong in itself: limits count before anything is looked at. */
const createAd = async (harness: SimulatorHarness): Promise<number> =>
  (await harness.post('/ad/create/', { advertiser_id: harness.advertiser(0) })).code;
const times = async (count: number, call: () => Promise<number>): Promise<number[]> => {
  const codes: number[] = [];
  for (let index = 0; index < count; index += 1) codes.push(await call());
  return codes;
};

describe('limits of single endpoints', () => {
  it('let an app create ads five times a second while its other calls go on', async () => {
    const harness = await connected({ rateLimits: { qps: 100, qpm: 10_000, qpd: 1_000_000 } });
    expect(await times(6, () => createAd(harness))).toEqual([40002, 40002, 40002, 40002, 40002, 40100]);
    const refused = await harness.post('/ad/create/', { advertiser_id: harness.advertiser(0) });
    expect(refused.message).toBe('App reaches the QPS limit 5');
    expect((await harness.get('/user/info/')).code).toBe(0);
    realMs += 1_000;
    expect(await createAd(harness)).toBe(40002);
  });

  it('shut that endpoint alone for five minutes when its minute is overdrawn', async () => {
    const harness = await connected({ adCreateLimits: { qps: 100, qpm: 3, qpd: 1_000 } });
    expect(await times(4, () => createAd(harness))).toEqual([40002, 40002, 40002, 40100]);
    realMs += 299_000;
    expect(await createAd(harness)).toBe(40100);
    expect((await harness.get('/user/info/')).code).toBe(0);
    realMs += 1_000;
    expect(await createAd(harness)).toBe(40002);
  });

  it('count against the app as well', async () => {
    const harness = await connected({ rateLimits: { qps: 3, qpm: 1_000, qpd: 10_000 } });
    realMs += 1_000;
    expect(await times(4, () => createAd(harness))).toEqual([40002, 40002, 40002, 40100]);
    expect((await harness.get('/user/info/')).code).toBe(40100);
  });

  it('are documented figures, and can be switched off and on again while it runs', async () => {
    const harness = await connected({ rateLimits: { qps: 100, qpm: 1_000, qpd: 100_000 } });
    expect((await harness.control('/limits')).body).toEqual({
      app: { qps: 100, qpm: 1_000, qpd: 100_000 },
      segmentMapping: { qps: 50, qpm: null, qpd: null },
      adCreate: { qps: 5, qpm: 150, qpd: 86_400 },
      reportTask: { qps: 1, qpm: null, qpd: 4_500 },
      advertiser: 'off',
    });
    const off = await harness.control('/limits', { app: 'off', adCreate: 'off', segmentMapping: 'off' });
    expect(off.body).toMatchObject({ app: 'off', adCreate: 'off', segmentMapping: 'off' });
    expect(new Set(await times(20, () => createAd(harness)))).toEqual(new Set([40002]));
    await harness.control('/limits', { app: 'ultimate', adCreate: { qps: 1 } });
    expect(await times(2, () => createAd(harness))).toEqual([40002, 40100]);
    expect((await harness.control('/limits', { adCreate: 'default' })).body).toMatchObject({
      app: { qps: 50, qpm: 3_000, qpd: 4_320_000 },
      adCreate: { qps: 5, qpm: 150, qpd: 86_400 },
    });
  });

  it.each([
    { app: 'fast' },
    { adCreate: { qps: 0 } },
    { adCreate: { qpx: 1 } },
    { reportTask: true },
    { other: 'off' },
  ])('refuse a description that makes no sense: %o', async (limits) => {
    const harness = await connected();
    const answer = await harness.control('/limits', limits);
    expect([answer.status, typeof answer.body['error']]).toEqual([400, 'string']);
  });
});

describe('the limit of an ad account', () => {
  it('answers 40133 for that ad account alone, also for an upload', async () => {
    const harness = await connected({ advertiserLimits: { qps: 2, qpm: 100, qpd: 1_000 } });
    const [busy, quiet] = [harness.advertiser(0), harness.advertiser(1)];
    const read = async (advertiserId: string): Promise<number> =>
      (await harness.get('/campaign/get/', { advertiser_id: advertiserId })).code;
    expect(await times(3, () => read(busy))).toEqual([0, 0, 40133]);
    expect((await harness.upload({ advertiserId: busy, content: 'x' })).code).toBe(40133);
    expect(await read(quiet)).toBe(0);
    realMs += 1_000;
    expect(await read(busy)).toBe(0);
  });

  it('is off unless asked for', async () => {
    const harness = await connected();
    const read = async (): Promise<number> =>
      (await harness.get('/campaign/get/', { advertiser_id: harness.advertiser(0) })).code;
    expect(new Set(await times(30, read))).toEqual(new Set([0]));
    await harness.control('/limits', { advertiser: { qps: 1 } });
    expect(await times(2, read)).toEqual([0, 40133]);
    await harness.control('/limits', { advertiser: 'off' });
    expect(new Set(await times(3, read))).toEqual(new Set([0]));
  });
});

describe('an edge that limits', () => {
  it('answers 429 and says when to come back', async () => {
    const harness = await connected();
    await harness.control('/faults', { kind: 'html', status: 429, retryAfterSeconds: 7 });
    const page = await harness.get('/user/info/');
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '7']);
    expect(page.text).toContain('429 Too Many Requests');
    await harness.control('/faults', { kind: 'status', status: 429 });
    expect((await harness.get('/user/info/')).headers.get('retry-after')).toBeNull();
  });

  it.each([
    { kind: 'reset', retryAfterSeconds: 1 },
    { kind: 'status', retryAfterSeconds: -1 },
    { kind: 'cut', when: 'before' },
  ])('is not mistaken for another fault: %o', async (fault) => {
    const harness = await connected();
    expect((await harness.control('/faults', fault)).status).toBe(400);
  });
});
