import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../../demo/simulator/index.ts';
import { sign } from '../../demo/simulator/webhooks/signature.ts';
import { SimulatorHarness } from './harness.ts';
import { eventually, openSignature, readTikTokSignature, Receiver } from './receiver.ts';

const SECRET = 'synthetic-app-secret';
const LEAD =
  '{"object":1,"time":1773331872,"entry":[{"id":7126000000000000641,"lead_source":"INSTANT_FORM","page_id":6873000000000000769,"page_name":"Newsletter","advertiser_id":7104856021930123265,"advertiser_name":"Synthetic Shoes EU","library_id":0,"campaign_id":1790000000000000017,"campaign_name":"Spring launch","adgroup_id":1790000000000000033,"adgroup_name":"DE 25-44","ad_id":1790000000000000065,"ad_name":"Video A","create_time":1773331860,"changes":[{"field":"name","value":"Zoë Müller"},{"field":"email","value":"zoe@example.com"}]}]}';

interface DeliveryView {
  id: number;
  state: string;
  entries: number;
  duplicateOf: number | null;
  attemptCount: number;
  attempts: { status: number | null; error: string | null }[];
}

let harness: SimulatorHarness;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  harness = await SimulatorHarness.start({ appSecret: SECRET });
  receiver.received.length = 0;
  receiver.mostOpen = 0;
  receiver.answer = () => 200;
});
afterEach(() => harness.stop());

const emit = (input: object): ReturnType<SimulatorHarness['control']> =>
  harness.control('/webhooks/emit', { callbackUrl: receiver.url, entity: 'AD', deliver: 'retry', ...input });

const settings = (changes: object): ReturnType<SimulatorHarness['control']> =>
  harness.control('/webhooks/settings', changes);

const advance = (advanceSeconds: number): ReturnType<SimulatorHarness['control']> =>
  harness.control('/clock', { advanceSeconds });

const counts = async (): Promise<Record<string, number>> =>
  (await harness.control('/webhooks?limit=0')).body['counts'] as Record<string, number>;

const until = (isRight: (value: Record<string, number>) => boolean): Promise<Record<string, number>> =>
  eventually(counts, isRight);

const newest = async (): Promise<DeliveryView> => {
  const [first] = (await harness.control('/webhooks?limit=1')).body['deliveries'] as DeliveryView[];
  if (first === undefined) throw new Error('nothing was delivered');
  return first;
};

describe('signatures', () => {
  it('are those of the recorded sample', () => {
    expect(sign('X-Open-Signature', SECRET, LEAD, 0)).toBe(
      '25e296bf0a76aedfce44a9d82bb51ede6f857f60352ac56f5b1948890e231e68',
    );
    expect(sign('X-Open-Signature', SECRET, LEAD, 0, 'raw')).toBe(
      '7c934b32c98d1aff01d58e3671a3887bebbcc3ac17c87910389e42b20c2a6fe3',
    );
    expect(sign('TikTok-Signature', SECRET, LEAD, 1_773_331_872)).toBe(
      't=1773331872,s=048d80d392bfedf893cc1bc4a808d8ea7c2a1c470d8e17144e8680b0a288c76f',
    );
    expect(openSignature(SECRET, LEAD)).toBe(sign('X-Open-Signature', SECRET, LEAD, 0));
  });

  it('are over the escaped text while the wire carries the plain one', async () => {
    await emit({ entity: undefined, body: LEAD });
    await receiver.until(1);
    expect(receiver.received[0]?.body).toBe(LEAD);
    expect(receiver.received[0]?.headers['x-open-signature']).toBe(openSignature(SECRET, LEAD));
    expect(receiver.received[0]?.headers).not.toHaveProperty('tiktok-signature');
  });

  it('can be over the raw bytes, or the wire can carry the escaped text', async () => {
    await settings({ escapeBody: true });
    await emit({ entity: undefined, body: LEAD });
    await receiver.until(1);
    expect(receiver.received[0]?.body).toContain('Zo\\u00eb M\\u00fcller');
    expect(receiver.received[0]?.headers['x-open-signature']).toBe(openSignature(SECRET, LEAD));
    await settings({ escapeBody: false, signedText: 'raw' });
    await emit({ entity: undefined, body: LEAD });
    await receiver.until(2);
    expect(receiver.received[1]?.headers['x-open-signature']).toBe(
      '7c934b32c98d1aff01d58e3671a3887bebbcc3ac17c87910389e42b20c2a6fe3',
    );
  });

  it('carry the moment of each attempt under the other scheme', async () => {
    const own = await SimulatorHarness.start({ appSecret: SECRET, webhookScheme: 'TikTok-Signature' });
    receiver.answer = () => (receiver.received.length < 2 ? 500 : 200);
    await own.control('/webhooks/emit', { callbackUrl: receiver.url, entity: 'LEAD', deliver: 'retry' });
    await eventually(
      async () => (await own.control('/webhooks')).body['counts'] as Record<string, number>,
      ({ waiting }) => waiting === 1,
    );
    await own.control('/clock', { advanceSeconds: 1_000 });
    await receiver.until(2);
    const [first, second] = receiver.received.map(({ body, headers }) =>
      readTikTokSignature(SECRET, headers['tiktok-signature'], body),
    );
    expect([first?.isRight, second?.isRight]).toEqual([true, true]);
    expect((second?.t ?? 0) - (first?.t ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    await own.stop();
  });

  it('follow the app’s secret, and that of another app when it is named', async () => {
    await harness.control('/apps', { appId: '7000000000000000123', appSecret: 'another secret' });
    await emit({ appId: '7000000000000000123' });
    await receiver.until(1);
    expect(receiver.received[0]?.headers['x-open-signature']).toBe(
      openSignature('another secret', receiver.received[0]?.body ?? ''),
    );
    expect((await emit({ appId: '1' })).status).toBe(400);
  });
});

describe('batches', () => {
  it('hold 1,000 updates at most, with ids exactly as recorded', async () => {
    const entries = Array.from({ length: 2_500 }, (_, index) => ({ ad_name: `Größe ${index}` }));
    const answer = await emit({ entries });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ queued: 3, deliveryIds: [1, 2, 3] });
    await until(({ delivered }) => delivered === 3);
    expect(
      receiver
        .bodies()
        .map((body) => (body['entry'] as unknown[]).length)
        .sort(),
    ).toEqual([1_000, 1_000, 500]);
    expect(new Set(receiver.entries().map((entry) => entry['ad_name'])).size).toBe(2_500);
    expect(new Set(receiver.received.flatMap(({ body }) => body.match(/"log_id":"\d+"/g) ?? [])).size).toBe(2_500);
    expect(receiver.received[0]?.body).toMatch(/"adv_id":\d{19},"campaign_id":"\d{19}"/);
  });

  it('of leads have no request_id and nothing but numbers as ids', async () => {
    await emit({ entity: 'LEAD', entries: [{ id: '7126000000000000641' }, {}] });
    await receiver.until(1);
    expect(receiver.received[0]?.body).toMatch(/^\{"object":1,"time":\d+,"entry":\[\{"id":7126000000000000641,/);
    expect(receiver.received[0]?.body).toContain('"library_id":0,');
  });

  it('do not exist for suspensions, which come one by one', async () => {
    await emit({ entity: 'AD_ACCOUNT_SUSPENSION', entries: [{ status: 'STATUS_ENABLE' }, {}] });
    await receiver.until(2);
    expect(
      receiver
        .bodies()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['STATUS_ENABLE', 'STATUS_LIMIT']);
  });
});

describe('retries', () => {
  it.each([500, 302, 204, 401])('follow an answer of %i, at once and then later', async (status) => {
    await settings({ retryDelaysSeconds: [0, 3_600] });
    receiver.answer = () => (receiver.received.length < 3 ? status : 200);
    await emit({});
    await until(({ waiting, attempts }) => waiting === 1 && attempts === 2);
    expect((await newest()).attempts).toMatchObject([{ status }, { status }]);
    await advance(2_400);
    expect(await counts()).toMatchObject({ attempts: 2, waiting: 1 });
    await advance(1_200);
    await until(({ delivered }) => delivered === 1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it('follow a refused connection and reach the callback once it is back', async () => {
    const away = await Receiver.start();
    await away.close();
    await settings({ retryDelaysSeconds: [0, 0.02] });
    await emit({ callbackUrl: away.url });
    await until(({ attempts }) => (attempts ?? 0) >= 3);
    expect((await newest()).attempts[0]).toMatchObject({
      status: null,
      error: expect.stringContaining('ECONNREFUSED'),
    });
    await away.listen();
    await until(({ delivered }) => delivered === 1);
    expect(away.received).toHaveLength(1);
    await away.close();
  });

  it('follow silence', async () => {
    await settings({ timeoutMs: 20, retryDelaysSeconds: [3_600] });
    receiver.answer = () => null;
    await emit({});
    await until(({ waiting }) => waiting === 1);
    expect((await newest()).attempts).toMatchObject([{ status: null, error: 'no answer within 20 ms' }]);
    receiver.answer = () => 200;
    await settings({ timeoutMs: 10_000 });
    await advance(3_600);
    await until(({ delivered }) => delivered === 1);
  });

  it.each([
    ['X-Open-Signature', 24],
    ['TikTok-Signature', 72],
  ])('end with %s after %i hours', async (scheme, hours) => {
    await settings({ scheme });
    receiver.answer = () => 503;
    await emit({});
    for (let hour = 0; hour <= hours; hour += 1) {
      await until(({ queued, sending }) => queued === 0 && sending === 0);
      await advance(3_600);
    }
    await until(({ given_up: givenUp }) => givenUp === 1);
    expect(await newest()).toMatchObject({ state: 'given_up', attemptCount: receiver.received.length });
    const before = receiver.received.length;
    await advance(864_000);
    expect(await counts()).toMatchObject({ given_up: 1, attempts: before });
  });

  it('that a jump of the clock left behind are made up by one', async () => {
    await settings({ retryDelaysSeconds: [0, 600] });
    receiver.answer = () => 503;
    await emit({});
    await until(({ waiting, attempts }) => waiting === 1 && attempts === 2);
    await advance(7_300);
    await until(({ waiting, attempts }) => waiting === 1 && attempts === 3);
  });

  it('end after the time that was set', async () => {
    await settings({ retryForSeconds: 0 });
    receiver.answer = () => 503;
    await emit({});
    await until(({ given_up: givenUp }) => givenUp === 1);
  });
});

describe('duplicates and disorder', () => {
  it('deliver a share twice, body and all, the same ones for the same seed', async () => {
    const run = async (): Promise<(number | null)[]> => {
      const own = await SimulatorHarness.start({ seed: 7, webhooks: { duplicates: 0.3, batchSize: 1 } });
      const entries = Array.from({ length: 100 }, () => ({}));
      await own.control('/webhooks/emit', { callbackUrl: receiver.url, entity: 'AD', deliver: 'retry', entries });
      await eventually(
        async () => (await own.control('/webhooks')).body['counts'] as Record<string, number>,
        ({ delivered, total }) => delivered === total,
      );
      const { deliveries } = (await own.control('/webhooks?limit=2000')).body as { deliveries: DeliveryView[] };
      await own.stop();
      return deliveries.map(({ duplicateOf }) => duplicateOf);
    };
    const first = await run();
    const again = first.filter((id) => id !== null);
    expect(again.length).toBeGreaterThan(10);
    expect(again.length).toBeLessThan(60);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(100);
    expect(receiver.received.length).toBe(100 + again.length);
    expect(await run()).toEqual(first);
  });

  it('let some overtake others without losing one', async () => {
    await settings({ disorder: 0.5, batchSize: 1, maxConcurrent: 1 });
    const entries = Array.from({ length: 200 }, (_, index) => ({ ad_name: String(index) }));
    await emit({ entries });
    await until(({ delivered }) => delivered === 200);
    const order = receiver.entries().map((entry) => Number(entry['ad_name']));
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(200);
  });

  it('do not happen unless asked for', async () => {
    await settings({ batchSize: 1, maxConcurrent: 1 });
    await emit({ entries: Array.from({ length: 50 }, (_, index) => ({ ad_name: String(index) })) });
    await until(({ delivered }) => delivered === 50);
    expect(receiver.entries().map((entry) => Number(entry['ad_name']))).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
  });
});

describe('many deliveries', () => {
  it('are 16 at a time unless told otherwise, and 20,000 all arrive', async () => {
    await settings({ batchSize: 1 });
    const seen = new Set<string>();
    receiver.answer = ({ body }) => {
      seen.add(/"log_id":"(\d+)"/.exec(body)?.[1] ?? '');
      return 200;
    };
    expect((await emit({ entries: Array.from({ length: 20_000 }, () => ({})) })).body['queued']).toBe(20_000);
    await receiver.until(20_000);
    expect(await until(({ delivered }) => delivered === 20_000)).toMatchObject({ attempts: 20_000, total: 20_000 });
    expect(seen.size).toBe(20_000);
    expect(receiver.mostOpen).toBeLessThanOrEqual(16);
    const { deliveries } = (await harness.control('/webhooks?limit=2000')).body as { deliveries: unknown[] };
    expect(deliveries).toHaveLength(2_000);
  });

  it('all arrive at a callback that dies in the middle and comes back', async () => {
    const mortal = await Receiver.start();
    await settings({ batchSize: 1, retryDelaysSeconds: [0, 0.05] });
    await emit({ callbackUrl: mortal.url, entries: Array.from({ length: 3_000 }, () => ({})) });
    await mortal.until(1_000);
    await mortal.close();
    await until(({ waiting }) => (waiting ?? 0) > 100);
    await mortal.listen();
    await until(({ delivered }) => delivered === 3_000);
    expect(new Set(mortal.received.map(({ body }) => body)).size).toBe(3_000);
    await mortal.close();
  });

  it('end cleanly with the simulator while callbacks keep silent', async () => {
    const own = await SimulatorHarness.start();
    receiver.answer = () => null;
    const entries = Array.from({ length: 100 }, () => ({}));
    await own.control('/webhooks/settings', { batchSize: 1 });
    await own.control('/webhooks/emit', { callbackUrl: receiver.url, entity: 'AD', deliver: 'retry', entries });
    await receiver.until(16);
    await own.stop();
    await receiver.close();
    expect(receiver.received).toHaveLength(16);
    await receiver.listen();
  });
});

describe('settings', () => {
  it('can be read and changed one by one', async () => {
    expect((await harness.control('/webhooks/settings')).body).toEqual({
      scheme: 'X-Open-Signature',
      signedText: 'escaped',
      escapeBody: false,
      duplicates: 0,
      disorder: 0,
      batchWindowMs: 50,
      batchSize: 1_000,
      retryDelaysSeconds: null,
      retryForSeconds: null,
      timeoutMs: 10_000,
      maxConcurrent: 16,
      deadSubscriptions: 'gone',
    });
    expect((await settings({ duplicates: 0.5 })).body).toMatchObject({ duplicates: 0.5, disorder: 0 });
  });

  it.each([
    [{ speed: 1 }, 'unknown field "speed"'],
    [{ scheme: 'none' }, 'scheme must be X-Open-Signature or TikTok-Signature'],
    [{ duplicates: 1.5 }, 'duplicates must be a number from 0 to 1'],
    [{ batchSize: 1_001 }, 'batchSize must be a whole number from 1 to 1000'],
    [{ retryDelaysSeconds: [1, 0] }, 'retryDelaysSeconds must end with a wait of at least 0.01 seconds'],
    [{ maxConcurrent: 0 }, 'maxConcurrent must be a whole number from 1 to 1000'],
  ])('refuse %j with a sentence and change nothing', async (changes, sentence) => {
    const answer = await settings({ disorder: 1, ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(sentence);
    expect((await harness.control('/webhooks/settings')).body['disorder']).toBe(0);
  });

  it('of a new simulator are checked as well', () => {
    expect(() => createSimulator({ webhooks: { duplicates: 2 } })).toThrow(RangeError);
  });
});

describe('a webhook sent once', () => {
  it('tells every answer, for several batches too', async () => {
    receiver.answer = () => (receiver.received.length === 1 ? 500 : 200);
    await settings({ batchSize: 1 });
    const { status, body } = await emit({ deliver: 'once', entries: [{}, {}] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      body: receiver.received[0]?.body,
      attempts: [
        { status: 500, error: null },
        { status: 200, error: null },
      ],
    });
    expect((await counts())['total']).toBe(0);
  });

  it.each([
    [{ deliver: 'never' }, 'deliver must be once or retry'],
    [{ entries: [] }, 'entries must be a list'],
    [{ entries: ['x'] }, 'entries must be a list'],
    [{ payload: [] }, 'payload must be an object'],
    [{ scheme: 'X' }, 'scheme must be'],
  ])('is refused with a sentence for %j', async (input, sentence) => {
    const answer = await emit(input);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(sentence);
  });

  it('is listed by state', async () => {
    await emit({});
    await until(({ delivered }) => delivered === 1);
    expect((await harness.control('/webhooks?state=delivered')).body['deliveries']).toMatchObject([
      { id: 1, entity: 'AD', entries: 1, state: 'delivered', callbackUrl: receiver.url },
    ]);
    expect((await harness.control('/webhooks?state=waiting')).body['deliveries']).toEqual([]);
    expect((await harness.control('/webhooks?state=lost')).status).toBe(400);
  });
});
