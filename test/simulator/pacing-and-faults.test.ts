import { afterEach, describe, expect, it } from 'vitest';
import { admit, RATE_TIERS, startRateLimit } from '../../demo/simulator/rate-limit.ts';
import { SimulatorHarness } from './harness.ts';

const running: SimulatorHarness[] = [];
async function connected(...options: Parameters<typeof SimulatorHarness.start>): Promise<SimulatorHarness> {
  const harness = await SimulatorHarness.start(...options);
  running.push(harness);
  await harness.connect();
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const probe = async (harness: SimulatorHarness): Promise<[number, string]> => {
  const { code, message } = await harness.get('/user/info/');
  return [code, message];
};

describe('request limits', () => {
  it('admit one second’s worth at once, then name the limit of the tier', async () => {
    let realMs = 1_800_000_000_000;
    const harness = await SimulatorHarness.start({ rateLimits: RATE_TIERS.advanced, clock: () => realMs });
    running.push(harness);
    await harness.connect();
    realMs += 1_000;
    const codes = await Promise.all(Array.from({ length: 25 }, async () => (await probe(harness))[0]));
    expect(codes.filter((code) => code === 0)).toHaveLength(20);
    expect(await probe(harness)).toEqual([40100, 'App reaches the QPS limit 20']);
    realMs += 100;
    expect((await Promise.all([probe(harness), probe(harness), probe(harness)])).map(([code]) => code)).toEqual([
      0, 0, 40100,
    ]);
  });

  it('shut the app out for 5 minutes when a minute is overdrawn', async () => {
    let realMs = 1_800_000_000_000;
    const harness = await connected({ rateLimits: { qps: 100, qpm: 5, qpd: 1_000 }, clock: () => realMs });
    realMs += 60_000;
    for (let call = 0; call < 5; call += 1) expect((await probe(harness))[0]).toBe(0);
    expect(await probe(harness)).toEqual([40100, 'Too many requests. Please retry in some time.']);
    realMs += 299_000;
    expect(await probe(harness)).toEqual([
      40100,
      `Due to too many requests, requests from App ${harness.simulator.info().appId} are temporarily restricted.`,
    ]);
    realMs += 1_000;
    expect((await probe(harness))[0]).toBe(0);
  });

  it('shut the app out until midnight UTC when a day is overdrawn, and move with the control clock', async () => {
    const harness = await connected({
      rateLimits: { qps: 100, qpm: 1_000, qpd: 3 },
      clock: () => Date.UTC(2026, 4, 1, 23, 0, 0),
    });
    expect([(await probe(harness))[0], (await probe(harness))[0], (await probe(harness))[0]]).toEqual([0, 0, 40100]);
    await harness.control('/clock', { advanceSeconds: 3_599 });
    expect((await probe(harness))[0]).toBe(40100);
    await harness.control('/clock', { advanceSeconds: 1 });
    expect((await probe(harness))[0]).toBe(0);
  });

  it('come with the documented figures of each tier', () => {
    expect(RATE_TIERS).toEqual({
      basic: { qps: 10, qpm: 600, qpd: 864_000 },
      advanced: { qps: 20, qpm: 1_200, qpd: 1_728_000 },
      premium: { qps: 30, qpm: 1_800, qpd: 2_592_000 },
      ultimate: { qps: 50, qpm: 3_000, qpd: 4_320_000 },
    });
  });

  it('never catch a client that sends evenly at nine tenths of the limit', () => {
    let state = startRateLimit(RATE_TIERS.basic, 0);
    const decisions = new Set<string>();
    for (let call = 0; call < 20_000; call += 1) {
      const result = admit(RATE_TIERS.basic, state, Math.floor((call * 1_000) / 9));
      state = result.state;
      decisions.add(result.decision);
    }
    expect([...decisions]).toEqual(['admitted']);
  });
});

describe('injected faults', () => {
  it('replace an answer by a code, a status or an edge page, as often as asked', async () => {
    const harness = await connected();
    await harness.control('/faults', {
      path: '/user/info/',
      kind: 'code',
      code: 50002,
      message: 'System timeout.',
      times: 2,
    });
    expect([await probe(harness), await probe(harness), (await probe(harness))[0]]).toEqual([
      [50002, 'System timeout.'],
      [50002, 'System timeout.'],
      0,
    ]);
    await harness.control('/faults', { kind: 'status', status: 503 });
    expect((await harness.get('/user/info/')).status).toBe(503);
    await harness.control('/faults', { kind: 'html', path: '/user/info' });
    const page = await harness.get('/user/info/');
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(page.text).toContain('502 Bad Gateway');
  });

  it('tear the connection down', async () => {
    const harness = await connected();
    await harness.control('/faults', { kind: 'reset', times: 1, method: 'GET' });
    await expect(harness.get('/user/info/')).rejects.toThrow();
    expect((await probe(harness))[0]).toBe(0);
  });

  it('carry the call out and lose only its answer', async () => {
    const harness = await connected();
    const advertiserId = harness.advertiser(0);
    const path = await harness.uploadEmails(advertiserId, 0, 1_000);
    await harness.control('/faults', { path: '/dmp/custom_audience/create/', kind: 'reset', when: 'after' });
    const body = {
      advertiser_id: advertiserId,
      custom_audience_name: 'Lost answer',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
    };
    await expect(harness.post('/dmp/custom_audience/create/', body)).rejects.toThrow();
    const listed = await harness.get('/dmp/custom_audience/list/', { advertiser_id: advertiserId });
    expect((listed.data['list'] as Record<string, unknown>[]).map((row) => row['name'])).toEqual(['Lost answer']);
  });

  it('do not carry the call out when they come before it, even while a big upload is on its way', async () => {
    const harness = await connected();
    const advertiserId = harness.advertiser(0);
    await harness.control('/faults', { path: '/dmp/custom_audience/*', kind: 'status', status: 502 });
    const upload = await harness.upload({ advertiserId, content: Buffer.alloc(8_000_000, 'a') });
    expect(upload.status).toBe(502);
    expect((await harness.control('/faults')).body['faults']).toEqual([]);
  });

  it('delay the answer of the call they name while others go on', async () => {
    const harness = await connected();
    await harness.control('/faults', { kind: 'delay', path: '/user/info/', delayMs: 400 });
    const finished: string[] = [];
    const delayed = harness.get('/user/info/').then((answer) => finished.push(`delayed ${answer.code}`));
    await harness.get('/bc/get/').then((answer) => finished.push(`other ${answer.code}`));
    await delayed;
    expect(finished).toEqual(['other 0', 'delayed 0']);
  });

  it('strike every so many-th call without end, of one endpoint when so asked', async () => {
    const harness = await connected();
    await harness.control('/faults', { path: '/user/info/', kind: 'code', code: 50002, every: 3 });
    const codes: number[] = [];
    for (let call = 0; call < 9; call += 1) {
      codes.push((await probe(harness))[0]);
      expect((await harness.get('/bc/get/')).code).toBe(0);
    }
    expect(codes).toEqual([0, 0, 50002, 0, 0, 50002, 0, 0, 50002]);
    expect((await harness.control('/faults')).body['faults']).toMatchObject([{ every: 3, remaining: null }]);
  });

  it('strike a share of all calls, the same ones for the same seed, and as often as allowed', async () => {
    const runOf = async (seed: string): Promise<string> => {
      const harness = await connected({ seed });
      await harness.control('/faults', { kind: 'status', status: 502, rate: 0.1 });
      let run = '';
      for (let call = 0; call < 200; call += 1) run += (await harness.get('/user/info/')).status === 502 ? 'x' : '.';
      return run;
    };
    const [first, again, other] = [await runOf('a'), await runOf('a'), await runOf('b')];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    const struck = first.split('x').length - 1;
    expect(struck).toBeGreaterThan(8);
    expect(struck).toBeLessThan(36);
    const harness = await connected();
    await harness.control('/faults', { kind: 'status', status: 502, rate: 1, times: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await harness.get('/user/info/')).status);
    expect(statuses).toEqual([502, 502, 200]);
  });

  it('leave the control calls and the consent page alone unless named', async () => {
    const harness = await connected();
    await harness.control('/faults', { kind: 'status', times: 5 });
    expect((await harness.control('/info')).status).toBe(200);
    expect(await harness.signIn()).toContain('/portal/auth/consent');
    await harness.control('/faults', undefined, 'DELETE');
    expect((await probe(harness))[0]).toBe(0);
  });

  it.each([
    { kind: 'explode' },
    { kind: 'status', status: 42 },
    { kind: 'code', times: 0 },
    { kind: 'code', when: 'later' },
    { kind: 'code', every: 0 },
    { kind: 'code', rate: 2 },
    { kind: 'code', every: 2, rate: 0.5 },
    { kind: 'code', typo: 1 },
  ])('refuse a description that makes no sense: %o', async (fault) => {
    const harness = await connected();
    const answer = await harness.control('/faults', fault);
    expect([answer.status, typeof answer.body['error']]).toEqual([400, 'string']);
  });
});
