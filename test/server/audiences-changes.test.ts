import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Exporting, startExporting } from './exports-support.ts';

const DELETE = '/dmp/custom_audience/delete/';
const UPDATE = '/dmp/custom_audience/update/';

let its: Exporting;
beforeAll(async () => {
  its = await startExporting();
});
afterEach(() => its.simulator.clearFaults());
afterAll(() => its.stop());

/** An audience that TikTok has finished; @returns its id. */
async function plant(audience: Record<string, unknown> = {}, advertiserId = its.advertiserId): Promise<string> {
  const planted = (await its.simulator.control('audiences', {
    advertiserId,
    audiences: [{ name: 'Planted', people: 5000, ...audience }],
  })) as { customAudienceIds: string[] };
  return planted.customAudienceIds[0] ?? '';
}
const pathOf = (customAudienceId: string, more = '', advertiserId = its.advertiserId) =>
  `/v1/audiences/${customAudienceId}${more}?advertiserId=${advertiserId}`;
const get = (customAudienceId: string) => its.call('GET', pathOf(customAudienceId));
const change = (customAudienceId: string, json: unknown) => its.call('PATCH', pathOf(customAudienceId), { json });
const remove = (customAudienceId: string) => its.call('DELETE', pathOf(customAudienceId));
/** The answer to one call of TikTok's is lost, after or before TikTok did what was asked. */
const loseAnswer = (path: string, when: 'before' | 'after', times = 1) =>
  its.simulator.addFault({ kind: 'reset', path, when, times });
const asked = async (path: string) => (await its.simulator.requests(path)).length;
async function audited(customAudienceId: string): Promise<{ action: string; detail: Record<string, unknown> }[]> {
  return (await its.call('GET', `/v1/audit-log?subjectId=${customAudienceId}`)).json.items;
}

describe('one audience', () => {
  test('is shown as TikTok has it, with the way it takes people', async () => {
    const customAudienceId = await plant({ name: 'Buyers' });
    expect(await get(customAudienceId)).toMatchObject({
      status: 200,
      json: {
        customAudienceId,
        name: 'Buyers',
        audienceType: 'Customer File Audience',
        audienceSubType: 'NORMAL',
        coverNum: expect.any(Number),
        isCreator: true,
        shared: false,
        updatable: true,
        delivery: 'file',
        mirrorId: null,
        message: null,
        history: [],
        checkedAt: expect.any(String),
      },
    });
    expect((await get(await plant({ type: 'Partner' }))).json).toMatchObject({ delivery: 'stream', updatable: true });
    expect((await get(await plant({ type: 'Lookalike Audience' }))).json).toMatchObject({
      delivery: null,
      updatable: false,
    });
    expect(await get('42')).toMatchObject({ status: 404, json: { code: 'audience_not_found' } });
    expect(await its.call('GET', pathOf(customAudienceId, '', '42'))).toMatchObject({
      status: 404,
      json: { code: 'account_not_imported' },
    });
  });

  test('that has expired takes nobody; it can only be deleted', async () => {
    const customAudienceId = await plant({ ageDays: 40, retentionDays: 30 });
    expect((await get(customAudienceId)).json).toMatchObject({ delivery: null, updatable: false });
    for (const answer of [
      await change(customAudienceId, { name: 'Later' }),
      await its.call('POST', pathOf(customAudienceId, '/shares'), { json: { advertiserIds: ['1'] } }),
      await its.call('POST', pathOf(customAudienceId, '/lookalikes'), { json: lookalike('Never') }),
    ])
      expect(answer).toMatchObject({ status: 409, json: { code: 'audience_expired' } });
    expect((await remove(customAudienceId)).status).toBe(204);
    expect((await get(customAudienceId)).status).toBe(404);
  });

  test('is renamed once, and the audit log knows who did it but not the name', async () => {
    const customAudienceId = await plant({ name: 'Before' });
    const calls = await asked(UPDATE);
    expect(await change(customAudienceId, { name: 'After' })).toMatchObject({ status: 200, json: { name: 'After' } });
    expect((await change(customAudienceId, { name: 'After' })).status).toBe(200);
    expect(await asked(UPDATE)).toBe(calls + 1);
    const entries = await audited(customAudienceId);
    expect(entries).toMatchObject([{ action: 'audience.renamed', detail: { advertiserId: its.advertiserId } }]);
    expect(JSON.stringify(entries)).not.toContain('After');
    expect(await change(customAudienceId, { name: '' })).toMatchObject({ status: 422 });
    expect(await change(customAudienceId, { name: 'x', audienceSubType: 'REACH_FREQUENCY' })).toMatchObject({
      status: 422,
    });
  });

  test('becomes one for reach and frequency, for good; a lookalike does not', async () => {
    const customAudienceId = await plant();
    const wanted = { audienceSubType: 'REACH_FREQUENCY' };
    expect((await change(customAudienceId, wanted)).json).toMatchObject(wanted);
    expect((await change(customAudienceId, wanted)).status).toBe(200);
    expect(await audited(customAudienceId)).toMatchObject([{ action: 'audience.sub_type_changed', detail: wanted }]);
    expect(await change(await plant({ type: 'Lookalike Audience' }), wanted)).toMatchObject({
      status: 422,
      json: { code: 'audience_not_updatable' },
    });
  });

  test('is renamed although the answer is lost, and is asked about before it is tried again', async () => {
    const done = await plant();
    await loseAnswer(UPDATE, 'after');
    const before = await asked(UPDATE);
    expect(await change(done, { name: 'Done' })).toMatchObject({ status: 200, json: { name: 'Done' } });
    expect(await asked(UPDATE)).toBe(before + 1);
    const notDone = await plant();
    await loseAnswer(UPDATE, 'before');
    expect(await change(notDone, { name: 'Second try' })).toMatchObject({ status: 200, json: { name: 'Second try' } });
    const never = await plant({ name: 'Unchanged' });
    await loseAnswer(UPDATE, 'before', 2);
    expect(await change(never, { name: 'Never' })).toMatchObject({
      status: 502,
      json: { code: 'tiktok_unavailable', detail: expect.stringMatching(/nothing has changed/) },
    });
    expect(await audited(never)).toEqual([]);
  });

  test('stays a mystery when TikTok cannot be asked after a lost answer, and the answer says so', async () => {
    const customAudienceId = await plant();
    await loseAnswer(UPDATE, 'after');
    // The reading before the change is answered, the one after it is not.
    await its.simulator.addFault({ kind: 'code', code: 60001, path: '/dmp/custom_audience/get/', every: 2 });
    expect(await change(customAudienceId, { name: 'Perhaps' })).toMatchObject({
      status: 502,
      json: { code: 'tiktok_unavailable', detail: expect.stringMatching(/may have reached TikTok or not/) },
    });
    await its.simulator.clearFaults();
    expect((await get(customAudienceId)).json.name).toBe('Perhaps');
  });
});

describe('deleting an audience', () => {
  test('can be asked for again, and takes each kind the way TikTok wants it', async () => {
    const file = await plant();
    expect((await remove(file)).status).toBe(204);
    expect((await remove(file)).status).toBe(204);
    expect(await audited(file)).toMatchObject([
      { action: 'audience.deleted', detail: { audienceType: 'Customer File Audience', coverNum: expect.any(Number) } },
    ]);
    const [deletions, segments] = [await asked(DELETE), await asked('/segment/audience/')];
    const stream = await plant({ type: 'Partner' });
    expect((await remove(stream)).status).toBe(204);
    expect([await asked(DELETE), await asked('/segment/audience/')]).toEqual([deletions, segments + 1]);
    expect((await remove(await plant({ type: 'Lookalike Audience' }))).status).toBe(204);
  });

  test('is done although the answer is lost', async () => {
    const first = await plant();
    await loseAnswer(DELETE, 'after');
    const before = await asked(DELETE);
    expect((await remove(first)).status).toBe(204);
    expect(await asked(DELETE)).toBe(before + 1);
    const second = await plant();
    await loseAnswer(DELETE, 'before');
    expect((await remove(second)).status).toBe(204);
    expect((await get(second)).status).toBe(404);
    expect(await audited(second)).toHaveLength(1);
  });

  test('waits until no export is at work on it', async () => {
    const customAudienceId = await plant();
    const opened = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    await its.fill(opened.id, 'Email\na@example.com\n');
    await its.act(opened.id, 'start');
    await its.act(opened.id, 'pause');
    const refused = await remove(customAudienceId);
    expect(refused).toMatchObject({ status: 409, json: { code: 'audience_in_use' } });
    expect(refused.json.detail).toContain(opened.id);
    expect(refused.json.detail).toContain('paused');
    await its.act(opened.id, 'cancel');
    expect((await remove(customAudienceId)).status).toBe(204);
  });

  test('is refused while a mirror keeps the audience', async () => {
    const customAudienceId = await plant();
    const now = its.server.deps.clock.now();
    const { mirrors } = its.server.deps.store.workspace('workspace-1');
    await mirrors.create({
      id: 'mir_0000000000000000000001',
      advertiserId: its.advertiserId,
      segmentId: 'buyers',
      attributes: ['email'],
      target: { update: { customAudienceId } },
      customAudienceId,
      audienceName: 'Planted',
      calculateType: 'MULTIPLE_TYPES',
      delivery: 'file',
      schedule: null,
      timezone: 'UTC',
      defaultCountry: null,
      emailRule: null,
      nextRunAt: null,
      pausedAt: null,
      currentExportId: null,
      lastExportId: null,
      skipped: 0,
      version: 1,
      createdBy: null,
      createdAt: now,
      updatedAt: now,
    });
    expect((await get(customAudienceId)).json.mirrorId).toBe('mir_0000000000000000000001');
    expect((await remove(customAudienceId)).json).toMatchObject({
      code: 'audience_in_use',
      detail: expect.stringContaining('mir_0000000000000000000001'),
    });
    await change(customAudienceId, { name: 'Kept in sync' });
    expect((await mirrors.get('mir_0000000000000000000001'))?.audienceName).toBe('Kept in sync');
    await mirrors.remove('mir_0000000000000000000001');
    expect((await remove(customAudienceId)).status).toBe(204);
  });
});

describe('sharing an audience', () => {
  const shares = (customAudienceId: string, advertiserId?: string) =>
    its.call('GET', pathOf(customAudienceId, '/shares', advertiserId));
  const share = (customAudienceId: string, advertiserIds: string[]) =>
    its.call('POST', pathOf(customAudienceId, '/shares'), { json: { advertiserIds } });
  const unshare = (customAudienceId: string, receiver: string) =>
    its.call('DELETE', pathOf(customAudienceId, `/shares/${receiver}`));

  /** The person's ad accounts are all in one Business Center but the last, which is in none. */
  function neighbours(): { same: string[]; other: string[] } {
    const ids = its.simulator
      .person()
      .advertisers.filter(({ role, status }) => role !== 'ANALYST' && status === 'STATUS_ENABLE')
      .map(({ advertiserId }) => advertiserId)
      .filter((advertiserId) => advertiserId !== its.advertiserId);
    return { same: ids.slice(0, -1), other: ids.slice(-1) };
  }

  test('reaches ad accounts of the same Business Center and ends again, both as often as asked', async () => {
    const [receiver = ''] = neighbours().same;
    const customAudienceId = await plant();
    expect((await shares(customAudienceId)).json).toEqual({ items: [] });
    const shared = { items: [{ advertiserId: receiver, name: null, sharedAt: null }] };
    expect((await share(customAudienceId, [receiver])).json).toEqual(shared);
    expect((await share(customAudienceId, [receiver])).json).toEqual(shared);
    expect((await get(customAudienceId)).json).toMatchObject({ shared: true, isCreator: true });
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await shares(customAudienceId)).json).toEqual({ items: [] });
    expect((await audited(customAudienceId)).map(({ action, detail }) => [action, detail['receiverId']])).toEqual([
      ['audience.unshared', receiver],
      ['audience.shared', receiver],
    ]);
  });

  test('is refused by TikTok outside the Business Center, with its request id, and to the ad account itself by us', async () => {
    const customAudienceId = await plant();
    expect(await share(customAudienceId, [neighbours().other[0] ?? '99'])).toMatchObject({
      json: { tiktokRequestId: expect.any(String), tiktokCode: expect.any(Number) },
    });
    expect(await share(customAudienceId, [its.advertiserId])).toMatchObject({
      status: 422,
      json: { code: 'invalid_request' },
    });
    expect(
      await share(
        customAudienceId,
        Array.from({ length: 11 }, (_, index) => `${index + 1}`),
      ),
    ).toMatchObject({
      status: 422,
    });
    expect((await shares(customAudienceId)).json.items).toEqual([]);
  });

  test('leaves the receiver to look on only', async () => {
    const [receiver = ''] = neighbours().same;
    const customAudienceId = await plant();
    await share(customAudienceId, [receiver]);
    const json = { connectionId: its.connectionId, advertiserIds: [receiver] };
    expect((await its.call('POST', '/v1/ad-accounts', { json })).status).toBe(201);
    expect((await its.call('GET', pathOf(customAudienceId, '', receiver))).json).toMatchObject({
      isCreator: false,
      shared: true,
      updatable: false,
      delivery: null,
    });
    for (const answer of [
      await its.call('PATCH', pathOf(customAudienceId, '', receiver), { json: { name: 'Mine' } }),
      await its.call('DELETE', pathOf(customAudienceId, '', receiver)),
      await shares(customAudienceId, receiver),
    ])
      expect(answer).toMatchObject({ status: 422, json: { code: 'audience_not_updatable' } });
    expect((await shares(customAudienceId)).json.items).toEqual([
      { advertiserId: receiver, name: expect.any(String), sharedAt: null },
    ]);
    await its.call('DELETE', `/v1/ad-accounts/${receiver}`);
  });

  test('is done although answers are lost', async () => {
    const [receiver = ''] = neighbours().same;
    const customAudienceId = await plant();
    await loseAnswer('/dmp/custom_audience/share/', 'after');
    expect((await share(customAudienceId, [receiver])).json.items).toHaveLength(1);
    await loseAnswer('/dmp/custom_audience/share/cancel/', 'before');
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await shares(customAudienceId)).json.items).toEqual([]);
  });
});

function lookalike(name: string, more: Record<string, unknown> = {}) {
  return { name, audienceSize: 'BALANCED', locationIds: ['9000276'], ...more };
}

describe('a lookalike', () => {
  const CREATE = '/dmp/custom_audience/lookalike/create/';
  const make = (customAudienceId: string, name: string, more?: Record<string, unknown>) =>
    its.call('POST', pathOf(customAudienceId, '/lookalikes'), { json: lookalike(name, more) });
  async function namesakes(name: string): Promise<string[]> {
    const { json } = await its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}&limit=100`);
    return (json.items as { name: string; customAudienceId: string }[])
      .filter((each) => each.name === name)
      .map(({ customAudienceId }) => customAudienceId);
  }

  test('is made of people that were matched, and not twice', async () => {
    const source = await plant();
    const made = await make(source, 'Alike');
    expect(made.status, made.text).toBe(201);
    const { customAudienceId } = made.json;
    expect((await get(customAudienceId)).json).toMatchObject({ audienceType: 'Lookalike Audience', name: 'Alike' });
    expect((await make(source, 'Alike')).json).toEqual({ customAudienceId });
    const broader = await make(source, 'Alike', { audienceSize: 'BROAD', mobileOs: 'IOS', includeSource: true });
    expect(broader.json.customAudienceId).not.toBe(customAudienceId);
    expect(await audited(customAudienceId)).toMatchObject([
      { action: 'audience.lookalike_created', detail: { sourceAudienceId: source, audienceSize: 'BALANCED' } },
    ]);
    expect(await make(customAudienceId, 'Alike of alike')).toMatchObject({
      status: 422,
      json: { code: 'invalid_request' },
    });
    expect(await make(await plant({ people: 40 }), 'Too few')).toMatchObject({
      status: 422,
      json: { code: 'audience_too_small', detail: expect.stringMatching(/at least 100 people/) },
    });
    expect(await make(source, 'Nowhere', { locationIds: ['1'] })).toMatchObject({
      json: { code: 'tiktok_error', tiktokRequestId: expect.any(String) },
    });
  });

  test('is made once when two ask at the same time', async () => {
    const source = await plant();
    const both = await Promise.all([make(source, 'Twins'), make(source, 'Twins')]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[0].json).toEqual(both[1].json);
    expect(await namesakes('Twins')).toHaveLength(1);
  });

  test('whose answer was lost is found by its name; never are there two', async () => {
    const source = await plant();
    await loseAnswer(CREATE, 'after');
    const found = await make(source, 'Found');
    expect(found.status, found.text).toBe(201);
    expect(await namesakes('Found')).toEqual([found.json.customAudienceId]);

    await loseAnswer(CREATE, 'before');
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
    expect(await asked('/tool/region/')).toBe(1);
    its.advance(3_600_000);
    await locations();
    expect(await asked('/tool/region/')).toBe(2);
    expect(await locations('42')).toMatchObject({ status: 404, json: { code: 'account_not_imported' } });
  });
});

describe('permissions', () => {
  test('reading needs read, changing needs export', async () => {
    const customAudienceId = await plant();
    const reader = await its.session({ permissions: ['read'] });
    const as = { as: reader };
    expect((await its.call('GET', pathOf(customAudienceId), as)).status).toBe(200);
    expect((await its.call('GET', pathOf(customAudienceId, '/shares'), as)).status).toBe(200);
    for (const answer of [
      await its.call('PATCH', pathOf(customAudienceId), { ...as, json: { name: 'x' } }),
      await its.call('DELETE', pathOf(customAudienceId), as),
      await its.call('POST', pathOf(customAudienceId, '/shares'), { ...as, json: { advertiserIds: ['1'] } }),
      await its.call('DELETE', pathOf(customAudienceId, '/shares/1'), as),
      await its.call('POST', pathOf(customAudienceId, '/lookalikes'), { ...as, json: lookalike('x') }),
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
      await its.call('GET', pathOf('42', '', advertiserId)),
      await its.call('PATCH', pathOf('42', '', advertiserId), { json: { name: 'x' } }),
      await its.call('DELETE', pathOf('42', '', advertiserId)),
      await its.call('GET', pathOf('42', '/shares', advertiserId)),
      await its.call('POST', pathOf('42', '/shares', advertiserId), { json: { advertiserIds: ['1'] } }),
      await its.call('DELETE', pathOf('42', '/shares/1', advertiserId)),
      await its.call('POST', pathOf('42', '/lookalikes', advertiserId), { json: lookalike('x') }),
      await its.call('GET', `/v1/locations?advertiserId=${advertiserId}`),
    ])
      expect(answer, answer.text).toMatchObject({
        status: 409,
        json: { code: 'tiktok_not_in_sandbox', tiktokRequestId: expect.any(String) },
      });
  });
});
