import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AudienceCalls, audienceCalls, lookalike } from './audiences-support.ts';
import { type Exporting, startExporting } from './exports-support.ts';

let its: Exporting;
let to: AudienceCalls;
beforeAll(async () => {
  its = await startExporting();
  to = audienceCalls(its);
});
afterEach(() => its.simulator.clearFaults());
afterAll(() => its.stop());

describe('a lookalike', () => {
  const CREATE = '/dmp/custom_audience/lookalike/create/';
  const make = (customAudienceId: string, name: string, more?: Record<string, unknown>) =>
    its.call('POST', to.pathOf(customAudienceId, '/lookalikes'), { json: lookalike(name, more) });
  async function namesakes(name: string): Promise<string[]> {
    const { json } = await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}&limit=100`);
    return (json.items as { name: string; customAudienceId: string }[])
      .filter((each) => each.name === name)
      .map(({ customAudienceId }) => customAudienceId);
  }

  test('is made of people that were matched, and not twice', async () => {
    const source = await to.plant();
    const made = await make(source, 'Alike');
    expect(made.status, made.text).toBe(201);
    const { customAudienceId } = made.json;
    expect((await to.get(customAudienceId)).json).toMatchObject({ audienceType: 'Lookalike Audience', name: 'Alike' });
    expect((await make(source, 'Alike')).json).toEqual({ customAudienceId });
    const broader = await make(source, 'Alike', { audienceSize: 'BROAD', mobileOs: 'IOS', includeSource: true });
    expect(broader.json.customAudienceId).not.toBe(customAudienceId);
    expect(await to.audited(customAudienceId)).toMatchObject([
      { action: 'audience.lookalike_created', detail: { sourceAudienceId: source, audienceSize: 'BALANCED' } },
    ]);
    expect(await make(customAudienceId, 'Alike of alike')).toMatchObject({
      status: 422,
      json: { code: 'invalid_request' },
    });
    expect(await make(await to.plant({ people: 40 }), 'Too few')).toMatchObject({
      status: 422,
      json: { code: 'audience_too_small', detail: expect.stringMatching(/at least 100 people/) },
    });
    expect(await make(source, 'Nowhere', { locationIds: ['1'] })).toMatchObject({
      json: { code: 'tiktok_error', tiktokRequestId: expect.any(String) },
    });
  });

  test('is made once when two ask at the same time', async () => {
    const source = await to.plant();
    const both = await Promise.all([make(source, 'Twins'), make(source, 'Twins')]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[0].json).toEqual(both[1].json);
    expect(await namesakes('Twins')).toHaveLength(1);
  });

  test('whose answer was lost is found by its name; never are there two', async () => {
    const source = await to.plant();
    await to.loseAnswer(CREATE, 'after');
    const found = await make(source, 'Found');
    expect(found.status, found.text).toBe(201);
    expect(await namesakes('Found')).toEqual([found.json.customAudienceId]);

    await to.loseAnswer(CREATE, 'before');
    const unknown = await make(source, 'Unknown');
    expect(unknown).toMatchObject({ status: 502, json: { code: 'tiktok_unavailable' } });
    expect(unknown.json.detail).toContain('never two');
    expect((await make(source, 'Unknown')).status).toBe(201);
    expect(await namesakes('Unknown')).toHaveLength(1);
  });

  test('needs a country of TikTok’s list, which is asked for once an hour', async () => {
    const locations = (advertiserId = its.advertiserId) =>
      its.call('GET', `/v1/locations?advertiserId=${advertiserId}`);
    const { json } = await locations();
    expect(json.items).toContainEqual({ locationId: '9000276', name: 'Germany', regionCode: 'DE' });
    expect(json.items.map(({ name }: { name: string }) => name)).toEqual(
      json.items.map(({ name }: { name: string }) => name).toSorted(),
    );
    await locations();
    expect(await to.asked('/tool/region/')).toBe(1);
    its.advance(3_600_000);
    await locations();
    expect(await to.asked('/tool/region/')).toBe(2);
    expect(await locations('42')).toMatchObject({ status: 404, json: { code: 'account_not_imported' } });
  });
});

describe('permissions', () => {
  test('reading needs read, changing needs export', async () => {
    const customAudienceId = await to.plant();
    const reader = await its.session({ permissions: ['read'] });
    const as = { as: reader };
    expect((await its.call('GET', to.pathOf(customAudienceId), as)).status).toBe(200);
    expect((await its.call('GET', to.pathOf(customAudienceId, '/shares'), as)).status).toBe(200);
    for (const answer of [
      await its.call('PATCH', to.pathOf(customAudienceId), { ...as, json: { name: 'x' } }),
      await its.call('DELETE', to.pathOf(customAudienceId), as),
      await its.call('POST', to.pathOf(customAudienceId, '/shares'), { ...as, json: { advertiserIds: ['1'] } }),
      await its.call('DELETE', to.pathOf(customAudienceId, '/shares/1'), as),
      await its.call('POST', to.pathOf(customAudienceId, '/lookalikes'), { ...as, json: lookalike('x') }),
    ])
      expect(answer).toMatchObject({ status: 403, json: { code: 'permission_denied' } });
  });
});

describe('in a sandbox without audiences', () => {
  test('every call says so, with TikTok’s request id', async () => {
    const { sandboxAccessToken: accessToken, sandboxAdvertiserId: advertiserId } = its.simulator.info;
    const connected = await its.call('POST', '/v1/connections/token', {
      json: { environment: 'sandbox', accessToken, advertiserIds: [advertiserId] },
    });
    const json = { connectionId: connected.json.id, advertiserIds: [advertiserId] };
    expect((await its.call('POST', '/v1/ad-accounts', { json })).status).toBe(201);
    for (const answer of [
      await its.call('GET', to.pathOf('42', '', advertiserId)),
      await its.call('PATCH', to.pathOf('42', '', advertiserId), { json: { name: 'x' } }),
      await its.call('DELETE', to.pathOf('42', '', advertiserId)),
      await its.call('GET', to.pathOf('42', '/shares', advertiserId)),
      await its.call('POST', to.pathOf('42', '/shares', advertiserId), { json: { advertiserIds: ['1'] } }),
      await its.call('DELETE', to.pathOf('42', '/shares/1', advertiserId)),
      await its.call('POST', to.pathOf('42', '/lookalikes', advertiserId), { json: lookalike('x') }),
      await its.call('GET', `/v1/locations?advertiserId=${advertiserId}`),
    ])
      expect(answer, answer.text).toMatchObject({
        status: 409,
        json: { code: 'tiktok_not_in_sandbox', tiktokRequestId: expect.any(String) },
      });
  });
});
