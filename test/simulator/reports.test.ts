import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

const NOW = Date.UTC(2026, 2, 27, 15, 0, 0);
let realMs = NOW;
let harness: SimulatorHarness;
let advertiserId = '';
beforeEach(async () => {
  realMs = NOW;
  harness = await SimulatorHarness.start({ clock: () => realMs });
  await harness.connect();
  advertiserId = harness.advertiser(0);
});
afterEach(() => harness.stop());

interface Row {
  dimensions: Record<string, string>;
  metrics: Record<string, string>;
}
const rows = (answer: Answer): Row[] => answer.data['list'] as Row[];

const week = {
  report_type: 'BASIC',
  data_level: 'AUCTION_CAMPAIGN',
  dimensions: ['campaign_id', 'stat_time_day'],
  start_date: '2026-03-20',
  end_date: '2026-03-26',
  page_size: '1000',
};
const report = (query: object = {}): Promise<Answer> =>
  harness.get('/report/integrated/get/', { advertiser_id: advertiserId, ...week, ...query });

describe('a synchronous report', () => {
  it('has rows of dimensions and metrics, every value text', async () => {
    const metrics = [
      'campaign_name',
      'spend',
      'impressions',
      'clicks',
      'complete_payment',
      'total_complete_payment_rate',
      'complete_payment_roas',
      'currency',
    ];
    const answer = await report({ metrics });
    expect(answer).toMatchObject({ code: 0, message: 'OK' });
    const found = rows(answer);
    expect(found.length).toBeGreaterThan(3);
    for (const row of found) {
      expect(row).toEqual({
        dimensions: {
          campaign_id: expect.stringMatching(/^\d{19}$/),
          stat_time_day: expect.stringMatching(/^2026-03-2[0-6] 00:00:00$/),
        },
        metrics: {
          campaign_name: expect.any(String),
          spend: expect.stringMatching(/^\d+\.\d\d$/),
          impressions: expect.stringMatching(/^\d+$/),
          clicks: expect.stringMatching(/^\d+$/),
          complete_payment: expect.stringMatching(/^\d+$/),
          total_complete_payment_rate: expect.stringMatching(/^\d+\.\d\d$/),
          complete_payment_roas: expect.stringMatching(/^(\d+\.\d\d|-)$/),
          currency: 'EUR',
        },
      });
    }
    expect(answer.data['page_info']).toEqual({
      page: 1,
      page_size: 1_000,
      total_number: found.length,
      total_page: 1,
    });
  });

  it('says the same for the same seed, also after a reset and in whatever pages', async () => {
    const all = rows(await report());
    const paged: Row[] = [];
    for (let page = 1; page <= all.length; page += 1)
      paged.push(...rows(await report({ page: String(page), page_size: '1' })));
    expect(paged).toEqual(all);
    await harness.control('/reset', {});
    await harness.connect();
    expect(rows(await report())).toEqual(all);
    const other = await SimulatorHarness.start({ clock: () => realMs, seed: 2 });
    await other.connect();
    const query = { advertiser_id: other.advertiser(0), ...week };
    expect(rows(await other.get('/report/integrated/get/', query))).not.toEqual(all);
    await other.stop();
  });

  it('adds up from ads to the ad account', async () => {
    const spend = async (level: string, id: string): Promise<number> => {
      const found = rows(await report({ data_level: `AUCTION_${level}`, dimensions: [id] }));
      return Math.round(found.reduce((sum, { metrics }) => sum + Number(metrics['spend']) * 100, 0));
    };
    const total = await spend('ADVERTISER', 'advertiser_id');
    expect(total).toBeGreaterThan(0);
    expect(await spend('CAMPAIGN', 'campaign_id')).toBe(total);
    expect(await spend('ADGROUP', 'adgroup_id')).toBe(total);
    expect(await spend('AD', 'ad_id')).toBe(total);
    const answer = await report({ enable_total_metrics: 'true', dimensions: ['campaign_id'] });
    expect(answer.data['total_metrics']).toMatchObject({ spend: (total / 100).toFixed(2) });
  });

  it('leaves out days without data, but not entities when there is no time', async () => {
    expect(rows(await report({ start_date: '2001-01-01', end_date: '2001-01-07' }))).toEqual([]);
    const zeros = rows(
      await report({
        start_date: '2001-01-01',
        end_date: '2001-01-07',
        dimensions: ['campaign_id'],
        metrics: ['impressions', 'ctr', 'cpc'],
      }),
    );
    expect(zeros.map(({ metrics }) => metrics)).toEqual([
      { impressions: '0', ctr: '-', cpc: '-' },
      { impressions: '0', ctr: '-', cpc: '-' },
    ]);
  });

  it('counts days in the zone of the ad account, and ends today', async () => {
    const usa = harness.advertiser(1);
    realMs = Date.UTC(2026, 2, 27, 3, 0, 0);
    const days = async (advertiser: string): Promise<string | undefined> => {
      const found = rows(await report({ advertiser_id: advertiser, end_date: '2026-03-31' }));
      return found
        .map(({ dimensions }) => dimensions['stat_time_day'])
        .toSorted()
        .at(-1);
    };
    // Three in the morning in London is still yesterday evening in New York; `Etc/GMT+5` is five hours behind.
    expect(await days(usa)).toBe('2026-03-26 00:00:00');
    expect(await days(harness.advertiser(2))).toBe('2026-03-27 00:00:00');
  });

  it('restates yesterday once its numbers are final', async () => {
    const payments = async (): Promise<number> =>
      rows(await report({ start_date: '2026-03-26', metrics: ['complete_payment', 'spend'] })).reduce(
        (sum, { metrics }) => sum + Number(metrics['complete_payment']),
        0,
      );
    const final = await payments();
    realMs = Date.UTC(2026, 2, 27, 11, 0, 0);
    expect(await payments()).toBeLessThan(final);
  });

  it('goes by hour for one day', async () => {
    const hourly = { dimensions: ['campaign_id', 'stat_time_hour'], start_date: '2026-03-26' };
    const found = rows(await report(hourly));
    expect(found).toHaveLength(24);
    expect(found[0]?.dimensions['stat_time_hour']).toBe('2026-03-26 00:00:00');
    const day = rows(await report({ start_date: '2026-03-26' }))[0];
    const sum = found.reduce((total, { metrics }) => total + Number(metrics['impressions']), 0);
    expect(String(sum)).toBe(day?.metrics['impressions']);
    expect((await report({ ...hourly, end_date: '2026-03-27' })).code).toBe(40002);
  });

  it.each([
    ['31 days by day', { start_date: '2026-02-24' }, 40002],
    ['30 days by day', { start_date: '2026-02-25' }, 0],
    ['366 days without a time', { start_date: '2025-03-26', dimensions: ['campaign_id'] }, 40002],
    ['365 days without a time', { start_date: '2025-03-27', dimensions: ['campaign_id'] }, 0],
    ['an end before the start', { end_date: '2026-03-19' }, 40002],
    ['no dates', { start_date: '' }, 40002],
    ['another id than its level', { dimensions: ['ad_id', 'stat_time_day'] }, 40002],
    ['an unknown metric', { metrics: ['luck'] }, 40002],
    ['a name of a finer level', { metrics: ['ad_name'] }, 40002],
    ['a currency without an id', { dimensions: ['stat_time_day'], metrics: ['currency'] }, 40002],
    ['a lifetime by day', { query_lifetime: 'true' }, 40002],
    ['a lifetime', { query_lifetime: 'true', dimensions: ['campaign_id'] }, 0],
    ['a gender in a basic report', { dimensions: ['campaign_id', 'gender'] }, 40002],
    ['no level', { data_level: '' }, 40002],
    ['an order by what is not there', { order_field: 'ctr' }, 40002],
    ['pages of 1,001', { page_size: '1001' }, 40002],
  ])('with %s is taken or refused as it should be', async (_, query, code) => {
    expect((await report(query)).code).toBe(code);
  });

  it('tells what has no relation in TikTok’s words', async () => {
    expect((await report({ metrics: ['luck'] })).message).toBe(
      'Conflict occurs. The input params including metrics and dimensions have no relation.',
    );
  });

  it('is empty for another kind of buying', async () => {
    expect(await report({ service_type: 'RESERVATION' })).toMatchObject({ code: 0, data: { list: [] } });
  });

  it('breaks audiences down so that the parts add up', async () => {
    const audience = {
      report_type: 'AUDIENCE',
      dimensions: ['campaign_id', 'gender', 'age'],
      metrics: ['impressions'],
    };
    const found = rows(await report(audience));
    expect(new Set(found.map(({ dimensions }) => dimensions['gender']))).toEqual(new Set(['FEMALE', 'MALE', 'NONE']));
    const sum = found.reduce((total, { metrics }) => total + Number(metrics['impressions']), 0);
    const whole = rows(await report({ dimensions: ['campaign_id'] }));
    expect(sum).toBe(whole.reduce((total, { metrics }) => total + Number(metrics['impressions']), 0));
  });

  it('filters by ids, names and amounts, and sorts', async () => {
    const found = rows(await report({ order_field: 'spend', order_type: 'ASC' }));
    const spent = found.map(({ metrics }) => Number(metrics['spend']));
    expect(spent).toEqual(spent.toSorted((one, other) => one - other));
    const [first] = found;
    const campaignId = first?.dimensions['campaign_id'] ?? '';
    const filter = (field: string, type: string, value: string): Promise<Answer> =>
      report({ filtering: [{ field_name: field, filter_type: type, filter_value: value }] });
    expect(rows(await filter('campaign_ids', 'IN', JSON.stringify([campaignId])))).toHaveLength(found.length);
    expect(rows(await filter('campaign_ids', 'NOT_IN', JSON.stringify([campaignId])))).toEqual([]);
    expect(rows(await filter('spend', 'GREATER_THAN', String(spent.at(-2))))).toHaveLength(1);
    expect(rows(await filter('campaign_name', 'MATCH', 'nobody'))).toEqual([]);
    expect((await filter('campaign_ids', 'IN', JSON.stringify(Array(101).fill('1')))).code).toBe(40011);
    expect((await filter('luck', 'IN', '[]')).code).toBe(40002);
  });

  it('hides what is deleted unless asked for', async () => {
    const [row] = rows(await report());
    const campaignId = row?.dimensions['campaign_id'];
    await harness.control('/campaigns/status', { campaignId, status: 'DELETE' });
    expect(rows(await report())).toEqual([]);
    const all = [{ field_name: 'campaign_status', filter_type: 'IN', filter_value: '["STATUS_ALL"]' }];
    expect(rows(await report({ filtering: all })).length).toBeGreaterThan(0);
  });

  it('shows what a control call says was spent today', async () => {
    const today = { start_date: '2026-03-27', end_date: '2026-03-27', dimensions: ['advertiser_id'] };
    await harness.control('/spend', { advertiserId, spent: 123.45 });
    const found = rows(await report({ ...today, data_level: 'AUCTION_ADVERTISER' }));
    expect(found.map(({ metrics }) => metrics['spend'])).toEqual(['123.45']);
  });

  it('is for up to five ad accounts at once, each in its zone or all in UTC', async () => {
    const advertiserIds = [advertiserId, harness.advertiser(1)];
    const query = {
      ...week,
      advertiser_ids: advertiserIds,
      dimensions: ['advertiser_id', 'stat_time_day'],
      data_level: 'AUCTION_ADVERTISER',
    };
    const found = rows(await harness.get('/report/integrated/get/', query));
    expect(new Set(found.map(({ dimensions }) => dimensions['advertiser_id']))).toEqual(new Set(advertiserIds));
    const six = { ...query, advertiser_ids: harness.advertiserIds().slice(0, 6) };
    expect((await harness.get('/report/integrated/get/', six)).code).toBe(40011);
    const foreign = { ...query, advertiser_ids: [harness.advertiser(0, 1)] };
    expect((await harness.get('/report/integrated/get/', foreign)).code).toBe(40001);
  });

  it('looks at the newest 20,000 ads of an ad account that has more, and says so', async () => {
    expect((await report()).headers.get('x-tt-ads-throttle')).toBeNull();
    await harness.control('/ads/create', { advertiserId, count: 20_000 });
    expect((await report()).headers.get('x-tt-ads-throttle')).not.toBeNull();
  });
});

describe('an asynchronous report', () => {
  const create = (query: object = {}): Promise<Answer> =>
    harness.post('/report/task/create/', { advertiser_id: advertiserId, ...week, page_size: undefined, ...query });
  const at = (path: string, taskId: unknown): Promise<Answer> =>
    harness.get(`/report/task/${path}/`, { advertiser_id: advertiserId, task_id: taskId });

  it('is queued, worked on and then downloaded as a table', async () => {
    await harness.control('/reports', { readySeconds: 30 });
    const { task_id: taskId } = (await create({ start_date: '2025-01-01' })).data;
    const statuses: unknown[] = [];
    for (const seconds of [0, 15, 15]) {
      realMs += seconds * 1_000;
      if (seconds === 0) expect((await at('download', taskId)).code).toBe(40201);
      statuses.push((await at('check', taskId)).data);
    }
    expect(statuses).toEqual([
      { status: 'QUEUING', message: '' },
      { status: 'PROCESSING', message: '' },
      { status: 'SUCCESS', message: '' },
    ]);
    const table = await at('download', taskId);
    expect(table.headers.get('content-type')).toContain('text/csv');
    const lines = table.text.trimEnd().split('\n');
    expect(lines[0]).toBe('campaign_id,stat_time_day,spend,impressions');
    expect(lines.length).toBeGreaterThan(300);
    expect(lines[1]).toMatch(/^\d{19},2025-01-\d\d 00:00:00,\d+\.\d\d,\d+$/);
  });

  it('can be as long as a test wants, and is made while it is sent', async () => {
    await harness.control('/reports', { readySeconds: 0, rows: 200_000 });
    const { task_id: taskId } = (await create()).data;
    const table = await at('download', taskId);
    expect(table.text.split('\n')).toHaveLength(200_002);
    await harness.control('/reports', { rows: 1_000_000_000 });
    const url = new URL('/open_api/v1.3/report/task/download/', harness.running.url);
    url.search = new URLSearchParams({ advertiser_id: advertiserId, task_id: String(taskId) }).toString();
    const abort = new AbortController();
    const response = await fetch(url, { headers: { 'access-token': harness.accessToken }, signal: abort.signal });
    await response.body?.getReader().read();
    abort.abort();
    for (;;) {
      const { body } = await harness.control('/requests?path=/report/task/download/');
      const last = (body['requests'] as { aborted: boolean; answerBytes: number }[]).at(-1);
      if (body['inFlight'] !== 0 || last?.aborted !== true) continue;
      expect(last.answerBytes).toBeGreaterThan(0);
      return;
    }
  });

  it('may be had from an address that needs no token, for an hour', async () => {
    await harness.control('/reports', { readySeconds: 0 });
    const { task_id: taskId } = (await create({ output_format: 'CSV_DOWNLOAD', file_name: 'march' })).data;
    const { data } = await at('download', taskId);
    expect(data).toEqual({
      download_url: expect.stringContaining('http'),
      file_name: 'march.csv',
      output_format: 'CSV_DOWNLOAD',
    });
    const look = (): Promise<Response> => fetch(String(data['download_url']));
    expect((await (await look()).text()).split('\n')[0]).toContain('campaign_id');
    realMs += 3_600_000;
    expect((await look()).status).toBe(403);
  });

  it('can be called off while it is not ready', async () => {
    const { task_id: taskId } = (await create()).data;
    const body = { advertiser_id: advertiserId, task_id: taskId };
    expect((await harness.post('/report/task/cancel/', body)).code).toBe(0);
    expect((await at('check', taskId)).data).toMatchObject({ status: 'CANCELED' });
    expect((await at('download', taskId)).code).toBe(40200);
    expect((await harness.post('/report/task/cancel/', body)).code).toBe(40200);
  });

  it('belongs to its ad account and is kept for 30 days', async () => {
    const { task_id: taskId } = (await create()).data;
    const foreign = { advertiser_id: harness.advertiser(1), task_id: taskId };
    expect((await harness.get('/report/task/check/', foreign)).code).toBe(40002);
    expect((await at('check', '1')).code).toBe(40002);
    realMs += 30 * 86_400_000;
    expect((await at('check', taskId)).code).toBe(40002);
  });

  it('is created once a second', async () => {
    await harness.control('/limits', { reportTask: 'default' });
    expect((await create()).code).toBe(0);
    expect(await create()).toMatchObject({ code: 40100, message: 'App reaches the QPS limit 1' });
    expect((await report()).code).toBe(0);
  });

  it.each([{ rows: -1 }, { readySeconds: 1.5 }, { other: 1 }])(
    'refuses settings that make no sense: %o',
    async (settings) => {
      expect((await harness.control('/reports', settings)).status).toBe(400);
    },
  );
});
