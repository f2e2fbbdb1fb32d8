import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Capped, startCapped, wireTime } from './spend-caps-server.ts';

const DAY_MS = 86_400_000;
const keys = {
  ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
  SESSION_SIGNING_KEYS: randomBytes(32).toString('base64'),
};

let folder: string;
let its: Capped;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spend-caps-'));
  its = await startCapped({ ...keys, DATABASE_URL: `file:${join(folder, 'shared.db')}` });
});
afterAll(async () => {
  await its.stop();
  await rm(folder, { recursive: true, force: true });
});

const on = (ids: object) => ({ ...ids, operation_status: 'ENABLE' });

describe.each([
  // One ad group, the cap for two of them, and what three come to.
  {
    currency: 'USD',
    timezone: 'America/New_York',
    budget: 500.25,
    cap: '1000.50',
    three: '1,500.75',
    said: '1,000.50',
  },
  { currency: 'JPY', timezone: 'Asia/Tokyo', budget: 50_001, cap: '100002', three: '150,003', said: '100,002' },
  {
    currency: 'IDR',
    timezone: 'Asia/Jakarta',
    budget: 5_000_001,
    cap: '10000002',
    three: '15,000,003',
    said: '10,000,002',
  },
])('a spend cap in $currency', ({ currency, timezone, budget, cap, three, said }) => {
  it('lets through what fits to the last part, and refuses what does not, with the sum', async () => {
    const advertiserId = await its.account(currency, timezone);
    await its.cap(advertiserId, cap);
    const { data: made } = await its.campaign(advertiserId);
    for (let index = 0; index < 2; index += 1) {
      const fits = await its.adgroup(advertiserId, made.campaign_id, { budget });
      expect(fits).toMatchObject({ status: 200, code: 0 });
    }
    const refused = await its.adgroup(advertiserId, made.campaign_id, { budget, adgroup_name: 'One too many' });
    expect(refused).toMatchObject({
      status: 409,
      code: 'spend_cap_exceeded',
      detail: `With this call, budgets could spend ${three} ${currency} a day; the cap of this ad account is ${said} ${currency} a day.`,
    });
    const plain = (text: string): string => text.replaceAll(',', '');
    expect(refused.spend).toMatchObject({ period: 'daily', currency, cap, total: plain(three), moreLines: 0 });
    expect(refused.spend.lines).toHaveLength(3);
    expect(refused.spend.lines.filter(({ isChanged }: { isChanged: boolean }) => isChanged)).toEqual([
      {
        kind: 'adgroup',
        id: null,
        name: 'One too many',
        amount: currency === 'USD' ? '500.25' : String(budget),
        how: 'daily_budget',
        isChanged: true,
      },
    ]);
    // Paused it may be made, and counts when it is turned on.
    const paused = await its.adgroup(advertiserId, made.campaign_id, { budget, operation_status: 'DISABLE' });
    expect(paused).toMatchObject({ status: 200, code: 0 });
    const ids = { advertiser_id: advertiserId, adgroup_ids: [paused.data.adgroup_id] };
    expect(await its.send('/adgroup/status/update/', on(ids))).toMatchObject({ code: 'spend_cap_exceeded' });
  });

  it('holds for a lifetime, over the days of the ad account', async () => {
    const advertiserId = await its.account(currency, timezone);
    await its.cap(advertiserId, null, cap);
    const { data: made } = await its.campaign(advertiserId);
    const start = Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS;
    const total = {
      budget_mode: 'BUDGET_MODE_TOTAL',
      schedule_type: 'SCHEDULE_START_END',
      schedule_start_time: wireTime(start),
      schedule_end_time: wireTime(start + 7 * DAY_MS),
    };
    const fits = await its.adgroup(advertiserId, made.campaign_id, { ...total, budget: budget * 2 });
    expect(fits).toMatchObject({ status: 200, code: 0 });
    const more = await its.adgroup(advertiserId, made.campaign_id, { ...total, budget });
    expect(more).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { period: 'lifetime', cap, total: expect.any(String) },
    });
    const open = await its.adgroup(advertiserId, made.campaign_id, { budget });
    expect(open).toMatchObject({ code: 'spend_cap_exceeded', spend: { total: null } });
    expect(open.detail).toBe(
      `With this call, budgets could spend without end; the cap of this ad account is ${said} ${currency} in all.`,
    );
  });
});

describe('a spend cap', () => {
  it('weighs a campaign that was made paused when it is turned on, whole', async () => {
    const advertiserId = await its.account('USD');
    await its.cap(advertiserId, '250');
    // Nobody said that it runs.
    const { data: made } = await its.campaign(advertiserId, {
      operation_status: null,
      budget_mode: 'BUDGET_MODE_DAY',
      budget: 900,
    });
    expect(made.operation_status).toBe('DISABLE');
    const ids = { advertiser_id: advertiserId, campaign_ids: [made.campaign_id] };
    for (const budget of [100, 200]) {
      expect(await its.adgroup(advertiserId, made.campaign_id, { budget })).toMatchObject({ code: 0 });
    }
    const refused = await its.send('/campaign/status/update/', on(ids));
    expect(refused).toMatchObject({ code: 'spend_cap_exceeded', spend: { total: '300.00', cap: '250.00' } });
    expect(refused.spend.lines).toMatchObject([
      { amount: '200.00', isChanged: true },
      { amount: '100.00', isChanged: true },
    ]);
    await its.cap(advertiserId, '300');
    expect(await its.send('/campaign/status/update/', on(ids))).toMatchObject({ code: 0 });
  });

  it('counts a campaign’s own budget where it optimises, or holds nothing yet', async () => {
    const advertiserId = await its.account('USD');
    await its.cap(advertiserId, '500');
    const shared = { budget_mode: 'BUDGET_MODE_DAY', budget_optimize_on: true };
    expect(await its.campaign(advertiserId, { ...shared, budget: 501 })).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { total: '501.00', lines: [{ kind: 'campaign', id: null, isChanged: true }] },
    });
    const { data: made } = await its.campaign(advertiserId, { ...shared, budget: 400 });
    // Its ad groups share the 400.
    for (let index = 0; index < 2; index += 1) {
      expect(await its.adgroup(advertiserId, made.campaign_id, { budget: 450 })).toMatchObject({ code: 0 });
    }
    const update = { advertiser_id: advertiserId, campaign_id: made.campaign_id };
    expect(await its.send('/campaign/update/', { ...update, budget: 600 })).toMatchObject({
      code: 'spend_cap_exceeded',
    });
    expect(await its.send('/campaign/update/', { ...update, budget: 500 })).toMatchObject({ code: 0 });
  });

  it('counts 125 % of a dynamic daily budget', async () => {
    const advertiserId = await its.account('USD');
    await its.cap(advertiserId, '125');
    const { data: made } = await its.campaign(advertiserId);
    const dynamic = { budget_mode: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET' };
    expect(await its.adgroup(advertiserId, made.campaign_id, { ...dynamic, budget: 100.01 })).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { total: '125.02' },
    });
    expect(await its.adgroup(advertiserId, made.campaign_id, { ...dynamic, budget: 100 })).toMatchObject({ code: 0 });
  });

  it('weighs a list of budgets together, at once and from tomorrow on', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { data } = await its.adgroup(advertiserId, made.campaign_id, { budget: 100 });
      ids.push(data.adgroup_id);
    }
    await its.cap(advertiserId, '400');
    const budgets = (...amounts: number[]) => amounts.map((budget, index) => ({ adgroup_id: ids[index], budget }));
    const update = (value: object) => its.send('/adgroup/budget/update/', { advertiser_id: advertiserId, ...value });
    expect(await update({ budget: budgets(150, 150, 101) })).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { total: '401.00' },
    });
    expect(await update({ budget: budgets(150, 150, 100) })).toMatchObject({ code: 0 });
    const tomorrow = [{ adgroup_id: ids[2], schedule_budget: 101 }];
    expect(await update({ schedule_budget: tomorrow })).toMatchObject({ code: 'spend_cap_exceeded' });
    expect(await update({ budget: budgets(100) })).toMatchObject({ code: 0 });
    expect(await update({ schedule_budget: tomorrow })).toMatchObject({ code: 0 });
    // What is planned counts already.
    expect(await update({ budget: budgets(150) })).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { total: '401.00' },
    });
  });

  it('a day counts a lifetime budget over the days of the week on which ads run', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    await its.cap(advertiserId, '200');
    const now = its.deps.clock.now();
    const week = {
      budget: 1000,
      budget_mode: 'BUDGET_MODE_TOTAL',
      pacing: 'PACING_MODE_SMOOTH',
      schedule_type: 'SCHEDULE_START_END',
      schedule_start_time: wireTime(now + DAY_MS),
      schedule_end_time: wireTime(now + 8 * DAY_MS),
    };
    const daysOn = (days: number) => ({ dayparting: '1'.repeat(48 * days) + '0'.repeat(48 * (7 - days)) });
    const create = (days: number) => its.adgroup(advertiserId, made.campaign_id, { ...week, ...daysOn(days) });
    expect(await create(4)).toMatchObject({ code: 'spend_cap_exceeded' });
    const { data: group } = await create(5);
    const update = { advertiser_id: advertiserId, adgroup_id: group.adgroup_id, ...daysOn(1) };
    expect(await its.send('/adgroup/update/', update)).toMatchObject({ code: 'spend_cap_exceeded' });
  });

  it('of a campaign holds beside that of the ad account, and for that campaign alone', async () => {
    const advertiserId = await its.account('USD');
    const [{ data: capped }, { data: other }] = [await its.campaign(advertiserId), await its.campaign(advertiserId)];
    await its.cap(advertiserId, '100', null, capped.campaign_id);
    expect(await its.adgroup(advertiserId, other.campaign_id, { budget: 500 })).toMatchObject({ code: 0 });
    expect(await its.adgroup(advertiserId, capped.campaign_id, { budget: 101 })).toMatchObject({
      code: 'spend_cap_exceeded',
      detail: 'With this call, budgets could spend 101.00 USD a day; the cap of this campaign is 100.00 USD a day.',
    });
    const { data: fits } = await its.adgroup(advertiserId, capped.campaign_id, { budget: 100 });
    const update = (id: string, budget: number) =>
      its.send('/adgroup/update/', { advertiser_id: advertiserId, adgroup_id: id, budget });
    expect(await update(fits.adgroup_id, 120)).toMatchObject({ code: 'spend_cap_exceeded' });
    await its.cap(advertiserId, '550');
    expect(await update(fits.adgroup_id, 90)).toMatchObject({ code: 0 });
    expect(await update(fits.adgroup_id, 95)).toMatchObject({
      code: 'spend_cap_exceeded',
      spend: { cap: '550.00', total: '595.00' },
    });
  });

  it('asks TikTok for the capped campaign only, and not at all about others', async () => {
    const advertiserId = await its.account('USD');
    const [{ data: capped }, { data: other }] = [await its.campaign(advertiserId), await its.campaign(advertiserId)];
    const { data: elsewhere } = await its.adgroup(advertiserId, other.campaign_id, { budget: 500 });
    await its.cap(advertiserId, '100', null, capped.campaign_id);
    const { simulator } = its.together;
    const reads = async (): Promise<number> => (await simulator.requests('/campaign/get/')).length;
    const before = await reads();
    expect(await its.adgroup(advertiserId, other.campaign_id, { budget: 500 })).toMatchObject({ code: 0 });
    expect(await its.campaign(advertiserId)).toMatchObject({ code: 0 });
    expect(
      await its.send('/smart_plus/campaign/create/', { advertiser_id: advertiserId, budget: 5 }),
    ).not.toMatchObject({
      status: 409,
    });
    expect(await reads()).toBe(before);
    const raised = { advertiser_id: advertiserId, adgroup_id: elsewhere.adgroup_id, budget: 900 };
    expect(await its.send('/adgroup/update/', raised)).toMatchObject({ code: 0 });
    const last = (await simulator.requests('/campaign/get/')).at(-1);
    expect(JSON.parse(last?.query['filtering'] ?? '{}')).toEqual({ campaign_ids: [capped.campaign_id] });
    const unknown = { ...raised, adgroup_id: '1700000000000000001' };
    expect(await its.send('/adgroup/update/', unknown)).toMatchObject({ code: 'spend_cap_unprovable' });
  });

  it('refuses what cannot be added up, names it, and sends nothing', async () => {
    const advertiserId = await its.account('USD');
    await its.cap(advertiserId, '1000');
    const paths = ['/smart_plus/campaign/create/', '/campaign/update/', '/split_test/promote/'];
    const counts = () => Promise.all(paths.map((path) => its.sent(path)));
    const before = await counts();
    const refused = await its.send('/smart_plus/campaign/create/', on({ advertiser_id: advertiserId, budget: 60 }));
    expect(refused).toMatchObject({ status: 409, code: 'spend_cap_unprovable' });
    expect(refused.detail).toContain('because what it may spend is in no budget');
    const odd = { advertiser_id: advertiserId, campaign_id: '1700000000000000001', budget: 60 };
    expect((await its.send('/campaign/update/', odd)).detail).toContain('does not list campaign 1700000000000000001');
    const nameless = await its.send('/split_test/promote/', { split_test_group_id: '1', winning_object_id: '2' });
    expect(nameless).toMatchObject({
      code: 'spend_cap_unprovable',
      detail: expect.stringContaining('names no ad account'),
    });
    expect(await counts()).toEqual(before);
  });

  it('is not waited for longer than the caller likes', async () => {
    const advertiserId = await its.account('USD');
    await its.cap(advertiserId, '1000');
    const { leases } = its.deps.store;
    const [key, now] = [`spend:${advertiserId}`, its.deps.clock.now()];
    expect(await leases.take(key, 'another process', now, now + 600_000)).toBe(true);
    const json = { advertiser_id: advertiserId, campaign_name: 'Impatient', budget: 60, ...on({}) };
    const answer = await its.together.server.call('POST', '/v1/tiktok/open_api/v1.3/campaign/create/', {
      as: its.token,
      json: { ...json, budget_mode: 'BUDGET_MODE_DAY', objective_type: 'TRAFFIC' },
      headers: { 'X-Max-Wait-Seconds': '1' },
    });
    await leases.release(key, 'another process');
    expect(answer.json).toMatchObject({ code: 'spend_cap_unprovable', retryAfterSeconds: 5 });
  });

  it('refuses rather than guesses when TikTok does not answer', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    await its.cap(advertiserId, '1000');
    const { simulator } = its.together;
    for (const path of ['/campaign/get/', '/adgroup/get/']) {
      const before = await its.sent('/adgroup/create/');
      await simulator.addFault({ path, kind: 'html', status: 502, times: 20 });
      const refused = await its.adgroup(advertiserId, made.campaign_id, { budget: 50 });
      await simulator.clearFaults();
      expect(refused).toMatchObject({ status: 502, code: 'tiktok_unavailable' });
      expect(refused.detail).toMatch(/^The spend cap could not be checked, so the call was not sent\. /);
      expect(await its.sent('/adgroup/create/')).toBe(before);
    }
    // Nothing is held on to.
    expect(await its.adgroup(advertiserId, made.campaign_id, { budget: 50 })).toMatchObject({ code: 0 });
  });

  it('in another currency than the ad account’s proves nothing, until it is set again', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    const cap = await its.cap(advertiserId, '1000');
    const { world } = its.together.simulator.simulator;
    const advertiser = world.advertisers.get(advertiserId);
    if (advertiser === undefined) throw new Error('no such ad account');
    world.advertisers.set(advertiserId, { ...advertiser, currency: 'JPY' });
    expect((await its.call('POST', `/v1/connections/${its.connectionId}/check`)).status).toBe(200);
    const refused = await its.adgroup(advertiserId, made.campaign_id, { budget: 5000 });
    expect(refused).toMatchObject({ code: 'spend_cap_unprovable', detail: expect.stringContaining('was set in USD') });
    expect((await its.call('GET', `/v1/spend-caps/${cap.id}/use`)).json.code).toBe('spend_cap_unprovable');
    expect(await its.cap(advertiserId, '5000')).toMatchObject({ id: cap.id, currency: 'JPY', daily: '5000' });
    expect(await its.adgroup(advertiserId, made.campaign_id, { budget: 5000 })).toMatchObject({ code: 0 });
  });

  it('lets exactly one of two through that fit singly, on two servers with one database', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    await its.cap(advertiserId, '100');
    const { simulator } = its.together;
    const second = await startTestServer({
      simulator,
      env: { ...keys, DATABASE_URL: `file:${join(folder, 'shared.db')}` },
      jobs: 'manual',
    });
    try {
      // Long enough for both to have weighed before either is done, were there no lease.
      await simulator.addFault({ path: '/adgroup/create/', kind: 'delay', delayMs: 150, every: 1 });
      const create = (server: TestServer) =>
        its.send(
          '/adgroup/create/',
          {
            advertiser_id: advertiserId,
            campaign_id: made.campaign_id,
            adgroup_name: `Race ${Math.random()}`,
            promotion_type: 'WEBSITE',
            location_ids: ['6252001'],
            billing_event: 'CPC',
            optimization_goal: 'CLICK',
            pacing: 'PACING_MODE_SMOOTH',
            schedule_type: 'SCHEDULE_FROM_NOW',
            schedule_start_time: wireTime(Date.now()),
            budget_mode: 'BUDGET_MODE_DAY',
            budget: 60,
            operation_status: 'ENABLE',
          },
          server,
        );
      const before = await its.sent('/adgroup/create/');
      const outcomes = await Promise.all([its.together.server, second, its.together.server, second].map(create));
      expect(outcomes.map(({ code }) => code).sort()).toEqual([
        0,
        'spend_cap_exceeded',
        'spend_cap_exceeded',
        'spend_cap_exceeded',
      ]);
      expect(await its.sent('/adgroup/create/')).toBe(before + 1);
    } finally {
      await simulator.clearFaults();
      await second.stop();
    }
  });
});
