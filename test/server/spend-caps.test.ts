import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Capped, startCapped, WORKSPACE, wireTime } from './spend-caps-server.ts';

let its: Capped;
beforeAll(async () => {
  its = await startCapped();
});
afterAll(() => its.stop());

describe('spend caps over HTTP', () => {
  it('are set, listed, replaced and removed, and audited', async () => {
    const advertiserId = await its.account('USD');
    expect((await its.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`)).json).toEqual({ items: [] });
    const cap = await its.cap(advertiserId, '99.5');
    expect(cap).toMatchObject({
      advertiserId,
      campaignId: null,
      campaignName: null,
      currency: 'USD',
      daily: '99.50',
      lifetime: null,
      updatedBy: 'user-1',
    });
    const again = await its.cap(advertiserId, '200', '5000');
    expect(again).toMatchObject({ id: cap.id, daily: '200.00', lifetime: '5000.00' });
    const listed = await its.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`);
    expect(listed.json).toEqual({ items: [again] });
    expect((await its.call('DELETE', `/v1/spend-caps/${cap.id}`)).status).toBe(204);
    expect((await its.call('DELETE', `/v1/spend-caps/${cap.id}`)).status).toBe(204);
    expect((await its.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`)).json).toEqual({ items: [] });

    const log = await its.call('GET', `/v1/audit-log?subjectId=${advertiserId}&limit=10`);
    const entries = (log.json.items as { action: string; detail: unknown }[]).filter(({ action }) =>
      action.startsWith('spend_cap'),
    );
    expect(entries.map(({ action }) => action)).toEqual(['spend_cap.removed', 'spend_cap.saved', 'spend_cap.saved']);
    expect(entries[1]?.detail).toMatchObject({ capId: cap.id, daily: '200.00', dailyBefore: '99.50' });
  });

  it('are set for a campaign, which is named', async () => {
    const advertiserId = await its.account('USD');
    const made = await its.campaign(advertiserId, { campaign_name: 'Frühling' });
    const cap = await its.cap(advertiserId, null, '1000', made.data.campaign_id);
    expect(cap).toMatchObject({ campaignId: made.data.campaign_id, campaignName: 'Frühling', lifetime: '1000.00' });
    await its.cap(advertiserId, '10');
    const listed = await its.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`);
    expect((listed.json.items as { campaignId: string | null }[]).map(({ campaignId }) => campaignId)).toEqual([
      null,
      made.data.campaign_id,
    ]);
  });

  it('are refused for a campaign that is not in the ad account', async () => {
    const [mine, other] = [await its.account('USD'), await its.account('USD')];
    const made = await its.campaign(other);
    for (const campaignId of [made.data.campaign_id, '1700000000000000001']) {
      const answer = await its.call('PUT', '/v1/spend-caps', {
        advertiserId: mine,
        campaignId,
        daily: '5',
        lifetime: null,
      });
      expect(answer.status).toBe(422);
      expect(answer.json).toMatchObject({ code: 'invalid_request', errors: [{ path: 'campaignId' }] });
    }
  });

  it.each([
    ['USD', '10.555', 'must have at most 2 decimals'],
    ['JPY', '100.5', 'must be a whole number'],
    ['IDR', '500000.50', 'must be a whole number'],
    ['USD', '0', 'must be above 0'],
    ['USD', '-5', 'must be an amount'],
    ['USD', '1,000', 'must be an amount'],
    ['USD', 5, ''],
  ])('in %s are not %j', async (currency, daily, why) => {
    const advertiserId = await its.account(currency);
    const answer = await its.call('PUT', '/v1/spend-caps', { advertiserId, daily, lifetime: null });
    expect(answer.status, answer.text).toBe(422);
    expect(answer.json.detail).toContain(why);
    expect(answer.json.errors[0].path).toBe('daily');
  });

  it('need an amount, and an ad account that is imported', async () => {
    const advertiserId = await its.account('USD');
    const none = await its.call('PUT', '/v1/spend-caps', { advertiserId, daily: null, lifetime: null });
    expect(none.status).toBe(422);
    const foreign = { advertiserId: '7100000000000000009', daily: '5', lifetime: null };
    expect((await its.call('PUT', '/v1/spend-caps', foreign)).json.code).toBe('account_not_imported');
    const list = await its.call('GET', '/v1/spend-caps?advertiserId=7100000000000000009');
    expect(list.json.code).toBe('account_not_imported');
  });

  it('are changed with the permission "controls" only, and read with "read"', async () => {
    const advertiserId = await its.account('USD');
    const { id } = await its.cap(advertiserId, '10');
    const { server } = its.together;
    const reader = await server.mintSession({ workspaceId: WORKSPACE, permissions: ['read', 'campaigns'] });
    const json = { advertiserId, daily: '20', lifetime: null };
    expect((await server.call('PUT', '/v1/spend-caps', { as: reader, json })).json.code).toBe('permission_denied');
    expect((await server.call('DELETE', `/v1/spend-caps/${id}`, { as: reader })).json.code).toBe('permission_denied');
    expect((await server.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`, { as: reader })).status).toBe(200);
    expect((await server.call('GET', `/v1/spend-caps/${id}/use`, { as: reader })).status).toBe(200);
    const stranger = await server.mintSession({ workspaceId: 'workspace-2' });
    expect((await server.call('GET', `/v1/spend-caps/${id}/use`, { as: stranger })).json.code).toBe('not_found');
    expect((await server.call('DELETE', `/v1/spend-caps/${id}`, { as: stranger })).status).toBe(204);
    expect((await server.call('GET', `/v1/spend-caps/${id}/use`, { as: reader })).status).toBe(200);
  });

  it('are never changed by an agent, whatever its permissions', async () => {
    const advertiserId = await its.account('USD');
    const { id } = await its.cap(advertiserId, '10');
    const { server } = its.together;
    const json = { advertiserId, daily: '20', lifetime: null };
    const agents = [
      { as: await server.mintSession({ workspaceId: WORKSPACE, actorKind: 'agent' }) },
      { as: server.hostKey, workspaceId: WORKSPACE, headers: { 'X-Actor-Kind': 'agent' } },
    ];
    for (const agent of agents) {
      expect((await server.call('PUT', '/v1/spend-caps', { ...agent, json })).json.code).toBe('permission_denied');
      expect((await server.call('DELETE', `/v1/spend-caps/${id}`, agent)).json.code).toBe('permission_denied');
    }
    const listed = await its.call('GET', `/v1/spend-caps?advertiserId=${advertiserId}`);
    expect(listed.json.items).toMatchObject([{ id, daily: '10.00' }]);
  });

  it('show how much of them is taken up, also when that is more than they allow', async () => {
    const advertiserId = await its.account('JPY');
    const { data: made } = await its.campaign(advertiserId);
    const start = (Math.floor(Date.now() / 86_400_000) + 1.5) * 86_400_000;
    const times = {
      schedule_type: 'SCHEDULE_START_END',
      schedule_start_time: wireTime(start),
      schedule_end_time: wireTime(start + 86_400_000 * 3),
    };
    await its.adgroup(advertiserId, made.campaign_id, { budget: 30_000, adgroup_name: 'Three days', ...times });
    await its.adgroup(advertiserId, made.campaign_id, { budget: 9000, operation_status: 'DISABLE' });
    const cap = await its.cap(advertiserId, '20000', '100000');
    const use = await its.call('GET', `/v1/spend-caps/${cap.id}/use`);
    expect(use.status, use.text).toBe(200);
    expect(use.json.cap).toEqual(cap);
    expect(use.json.sums).toEqual([
      {
        period: 'daily',
        currency: 'JPY',
        cap: '20000',
        total: '30000',
        lines: [
          {
            kind: 'adgroup',
            id: expect.any(String),
            name: 'Three days',
            amount: '30000',
            how: 'daily_budget',
            isChanged: false,
          },
        ],
        moreLines: 0,
        restAmount: '0',
      },
      // From noon to noon four days are touched.
      expect.objectContaining({ period: 'lifetime', cap: '100000', total: '120000' }),
    ]);
  });

  it('cannot be used when TikTok does not answer', async () => {
    const advertiserId = await its.account('USD');
    const cap = await its.cap(advertiserId, '10');
    await its.together.simulator.addFault({ path: '/campaign/get/', kind: 'html', status: 502, times: 20 });
    const use = await its.call('GET', `/v1/spend-caps/${cap.id}/use`);
    await its.together.simulator.clearFaults();
    expect(use.json.code).toBe('tiktok_unavailable');
  });
});
