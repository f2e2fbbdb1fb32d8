import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

const running: SimulatorHarness[] = [];
async function connected(): Promise<SimulatorHarness> {
  const harness = await SimulatorHarness.start();
  running.push(harness);
  await harness.connect();
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

interface Logged {
  path: string;
  status: number | null;
  code: number | null;
  fault: string | null;
  aborted: boolean;
  bodyBytes: number;
  answerBytes: number | null;
}
interface Listing {
  inFlight: number;
  open: { path: string; bodyBytes: number }[];
  requests: Logged[];
}

const listing = async (harness: SimulatorHarness): Promise<Listing> =>
  (await harness.control('/requests')).body as unknown as Listing;

/** Looks again until something holds; the test's own time limit ends it when it never does. */
async function eventually(harness: SimulatorHarness, holds: (listing: Listing) => boolean): Promise<Listing> {
  for (;;) {
    const seen = await listing(harness);
    if (holds(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const campaign = (harness: SimulatorHarness, name: string): Record<string, unknown> => ({
  advertiser_id: harness.advertiser(0),
  campaign_name: name,
  objective_type: 'TRAFFIC',
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 100,
});

const campaignsCalled = async (harness: SimulatorHarness, name: string): Promise<number> => {
  const { body } = await harness.control(`/entities?advertiserId=${harness.advertiser(0)}`);
  return (body['campaigns'] as { name: string }[]).filter((each) => each.name === name).length;
};

describe('/_simulator/requests', () => {
  it('counts the bytes of a body, also of one that nobody wanted', async () => {
    const harness = await connected();
    const body = JSON.stringify(campaign(harness, 'Counted'));
    await harness.post('/campaign/create/', body);
    await harness.post('/campaign/create/', body, 'nobody');
    const { requests, inFlight } = await listing(harness);
    expect(requests.slice(-2).map(({ bodyBytes, code, aborted }) => [bodyBytes, code, aborted])).toEqual([
      [body.length, 0, false],
      [body.length, 40105, false],
    ]);
    expect(inFlight).toBe(0);
  });

  it('shows what is under way', async () => {
    const harness = await connected();
    await harness.control('/faults', { path: '/user/info/', kind: 'delay', delayMs: 60_000 });
    const abort = new AbortController();
    const call = fetch(new URL('/open_api/v1.3/user/info/', harness.running.url), { signal: abort.signal }).catch(
      () => null,
    );
    const seen = await eventually(harness, ({ inFlight }) => inFlight === 1);
    expect(seen.open).toMatchObject([{ path: '/open_api/v1.3/user/info/', method: 'GET', bodyBytes: 0 }]);
    abort.abort();
    await call;
    const after = await eventually(harness, ({ inFlight }) => inFlight === 0);
    expect(after.requests.at(-1)).toMatchObject({ aborted: true, status: null, fault: 'delay' });
  });

  it('tells of a client that hangs up in the middle of its body', async () => {
    const harness = await connected();
    const url = new URL(harness.running.url);
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      `POST /open_api/v1.3/campaign/create/ HTTP/1.1\r\nHost: simulator\r\nAccess-Token: ${harness.accessToken}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"advertiser_id"',
    );
    await eventually(harness, ({ open }) => open.some(({ bodyBytes }) => bodyBytes === 16));
    socket.destroy();
    const { requests } = await eventually(harness, ({ inFlight }) => inFlight === 0);
    expect(requests.at(-1)).toMatchObject({ aborted: true, status: null, code: null, bodyBytes: 16 });
  });

  it('tells of a client that does not wait for the answer to what has been carried out', async () => {
    const harness = await connected();
    await harness.control('/faults', { path: '/campaign/create/', kind: 'delay', delayMs: 60_000, when: 'after' });
    const abort = new AbortController();
    const call = fetch(new URL('/open_api/v1.3/campaign/create/', harness.running.url), {
      method: 'POST',
      headers: { 'access-token': harness.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify(campaign(harness, 'Nobody heard')),
      signal: abort.signal,
    }).catch(() => null);
    for (;;) if ((await campaignsCalled(harness, 'Nobody heard')) === 1) break;
    abort.abort();
    await call;
    const { requests } = await eventually(harness, ({ inFlight }) => inFlight === 0);
    expect(requests.at(-1)).toMatchObject({ aborted: true, status: null, code: 0, fault: 'delay' });
  });

  it('does not take a connection it tore down itself for one', async () => {
    const harness = await connected();
    await harness.control('/faults', { path: '/user/info/', kind: 'reset' });
    await expect(harness.get('/user/info/')).rejects.toThrow();
    const { requests } = await eventually(harness, ({ inFlight }) => inFlight === 0);
    expect(requests.at(-1)).toMatchObject({ aborted: false, status: null, fault: 'reset' });
  });
});

describe('a lost answer', () => {
  const create = async (harness: SimulatorHarness, name: string): Promise<string> => {
    try {
      const answer = await harness.post('/campaign/create/', campaign(harness, name));
      return answer.code === 0 ? 'made' : `${answer.status}`;
    } catch {
      return 'lost';
    }
  };

  it.each([
    [{ kind: 'reset', when: 'after' }, 'lost', 1],
    [{ kind: 'reset', when: 'before' }, 'lost', 0],
    [{ kind: 'html', when: 'after' }, '502', 1],
    [{ kind: 'html', when: 'before' }, '502', 0],
    [{ kind: 'cut', cutAfterBytes: 10 }, 'lost', 1],
    [{ kind: 'delay', delayMs: 1, when: 'before' }, 'made', 1],
    [{ kind: 'delay', delayMs: 1, when: 'after' }, 'made', 1],
  ])('leaves made what was made: %o', async (fault, outcome, made) => {
    const harness = await connected();
    await harness.control('/faults', { path: '/campaign/create/', ...fault });
    expect(await create(harness, 'Once')).toBe(outcome);
    expect(await campaignsCalled(harness, 'Once')).toBe(made);
  });

  it('can strike any write, so that everything is there or not at all', async () => {
    const harness = await connected();
    await harness.control('/faults', { method: 'POST', kind: 'reset', rate: 0.3, when: 'after' });
    await harness.control('/faults', { method: 'POST', kind: 'reset', rate: 0.3 });
    const outcomes = new Map<string, Set<number>>();
    for (let index = 0; index < 60; index += 1) {
      const outcome = await create(harness, `Number ${index}`);
      const made = await campaignsCalled(harness, `Number ${index}`);
      outcomes.set(outcome, (outcomes.get(outcome) ?? new Set()).add(made));
    }
    expect(outcomes.get('made')).toEqual(new Set([1]));
    expect(outcomes.get('lost')).toEqual(new Set([0, 1]));
  });

  it('leaves ad groups, ads, changes and files made as well', async () => {
    const harness = await connected();
    const { body: account } = await harness.control('/advertisers/create', { currency: 'USD' });
    const advertiserId = String(account['advertiserId']);
    const write = (path: string, body: object): Promise<Answer> =>
      harness.post(path, { advertiser_id: advertiserId, ...body });
    const lost = async (path: string, body: object): Promise<void> => {
      await harness.control('/faults', { path, kind: 'reset', when: 'after' });
      await expect(write(path, body)).rejects.toThrow();
    };
    await lost('/campaign/create/', { ...campaign(harness, 'Lost'), advertiser_id: advertiserId });
    const ownCampaign = await write('/campaign/create/', { ...campaign(harness, 'Own'), advertiser_id: advertiserId });
    const parent = ownCampaign.data['campaign_id'];
    await lost('/campaign/update/', { campaign_id: parent, budget: 333 });
    const adgroup = {
      campaign_id: parent,
      adgroup_name: 'Group',
      promotion_type: 'WEBSITE',
      location_ids: ['1'],
      budget_mode: 'BUDGET_MODE_DAY',
      budget: 50,
      schedule_type: 'SCHEDULE_FROM_NOW',
      schedule_start_time: new Date().toISOString().slice(0, 19).replace('T', ' '),
      optimization_goal: 'CLICK',
      billing_event: 'CPC',
      pacing: 'PACING_MODE_SMOOTH',
    };
    await lost('/adgroup/create/', adgroup);
    const seen = async (): Promise<Record<string, Record<string, unknown>[]>> =>
      (await harness.control(`/entities?advertiserId=${advertiserId}`)).body as Record<
        string,
        Record<string, unknown>[]
      >;
    const adgroupId = (await seen())['adgroups']?.[0]?.['adgroupId'];
    const creative = { ad_name: 'Ad', ad_format: 'SINGLE_IMAGE', image_ids: ['a/1'] };
    await lost('/ad/create/', { adgroup_id: adgroupId, creatives: [creative, creative] });
    await lost('/adgroup/status/update/', { adgroup_ids: [adgroupId], operation_status: 'DISABLE' });
    await harness.control('/faults', { path: '/file/image/ad/upload/', kind: 'reset', when: 'after' });
    const content = Buffer.from('pixels');
    const form = new FormData();
    form.append('advertiser_id', advertiserId);
    form.append('image_signature', createHash('md5').update(content).digest('hex'));
    form.append('image_file', new Blob([content]), 'kept.png');
    const headers = { 'access-token': harness.accessToken };
    const upload = new URL('/open_api/v1.3/file/image/ad/upload/', harness.running.url);
    await expect(fetch(upload, { method: 'POST', headers, body: form })).rejects.toThrow();
    const { body: files } = await harness.control(`/files?advertiserId=${advertiserId}`);
    expect(files['images']).toMatchObject([{ fileName: 'kept.png', bytes: content.length }]);
    const { campaigns, adgroups, ads } = await seen();
    expect(campaigns?.map(({ name, budget }) => [name, budget])).toEqual([
      ['Lost', 100],
      ['Own', 333],
    ]);
    expect(adgroups).toMatchObject([{ name: 'Group', operationStatus: 'DISABLE' }]);
    expect(ads?.map(({ name }) => name)).toEqual(['Ad', 'Ad']);
  });

  it('leaves a client that was still sending with an answer when its form is wrong', async () => {
    const harness = await connected();
    const boundary = 'edge';
    const field = Buffer.alloc(100_000, 'a');
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file_name"\r\n\r\n`),
      field,
      Buffer.from(`\r\n--${boundary}--\r\n`),
      Buffer.alloc(4_000_000, 'b'),
    ]);
    const answer = await new Promise<{ code: number }>((resolve, reject) => {
      const call = httpRequest(
        new URL('/open_api/v1.3/dmp/custom_audience/file/upload/', harness.running.url),
        {
          method: 'POST',
          headers: {
            'access-token': harness.accessToken,
            'content-type': `multipart/form-data; boundary=${boundary}`,
            'content-length': body.length,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as { code: number }));
        },
      );
      call.on('error', reject);
      call.end(body);
    });
    expect(answer.code).toBe(40002);
  });
});
