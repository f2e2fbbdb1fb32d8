import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AudienceCalls, audienceCalls, lookalike } from './audiences-support.ts';
import { type Exporting, startExporting } from './exports-support.ts';

const DELETE = '/dmp/custom_audience/delete/';
const UPDATE = '/dmp/custom_audience/update/';

let its: Exporting;
let to: AudienceCalls;
beforeAll(async () => {
  its = await startExporting();
  to = audienceCalls(its);
});
afterEach(() => its.simulator.clearFaults());
afterAll(() => its.stop());

describe('one audience', () => {
  test('is shown as TikTok has it, with the way it takes people', async () => {
    const customAudienceId = await to.plant({ name: 'Buyers' });
    expect(await to.get(customAudienceId)).toMatchObject({
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
    expect((await to.get(await to.plant({ type: 'Partner' }))).json).toMatchObject({
      delivery: 'stream',
      updatable: true,
    });
    expect((await to.get(await to.plant({ type: 'Lookalike Audience' }))).json).toMatchObject({
      delivery: null,
      updatable: false,
    });
    expect(await to.get('42')).toMatchObject({ status: 404, json: { code: 'audience_not_found' } });
    expect(await its.call('GET', to.pathOf(customAudienceId, '', '42'))).toMatchObject({
      status: 404,
      json: { code: 'account_not_imported' },
    });
  });

  test('that has expired takes nobody; it can only be deleted', async () => {
    const customAudienceId = await to.plant({ ageDays: 40, retentionDays: 30 });
    expect((await to.get(customAudienceId)).json).toMatchObject({ delivery: null, updatable: false });
    for (const answer of [
      await to.change(customAudienceId, { name: 'Later' }),
      await its.call('POST', to.pathOf(customAudienceId, '/shares'), { json: { advertiserIds: ['1'] } }),
      await its.call('POST', to.pathOf(customAudienceId, '/lookalikes'), { json: lookalike('Never') }),
    ])
      expect(answer).toMatchObject({ status: 409, json: { code: 'audience_expired' } });
    expect((await to.remove(customAudienceId)).status).toBe(204);
    expect((await to.get(customAudienceId)).status).toBe(404);
  });

  test('is renamed once, and the audit log knows who did it but not the name', async () => {
    const customAudienceId = await to.plant({ name: 'Before' });
    const calls = await to.asked(UPDATE);
    expect(await to.change(customAudienceId, { name: 'After' })).toMatchObject({
      status: 200,
      json: { name: 'After' },
    });
    expect((await to.change(customAudienceId, { name: 'After' })).status).toBe(200);
    expect(await to.asked(UPDATE)).toBe(calls + 1);
    const entries = await to.audited(customAudienceId);
    expect(entries).toMatchObject([{ action: 'audience.renamed', detail: { advertiserId: its.advertiserId } }]);
    expect(JSON.stringify(entries)).not.toContain('After');
    expect(await to.change(customAudienceId, { name: '' })).toMatchObject({ status: 422 });
    expect(await to.change(customAudienceId, { name: 'x', audienceSubType: 'REACH_FREQUENCY' })).toMatchObject({
      status: 422,
    });
  });

  test('becomes one for reach and frequency, for good; a lookalike does not', async () => {
    const customAudienceId = await to.plant();
    const wanted = { audienceSubType: 'REACH_FREQUENCY' };
    expect((await to.change(customAudienceId, wanted)).json).toMatchObject(wanted);
    expect((await to.change(customAudienceId, wanted)).status).toBe(200);
    expect(await to.audited(customAudienceId)).toMatchObject([{ action: 'audience.sub_type_changed', detail: wanted }]);
    expect(await to.change(await to.plant({ type: 'Lookalike Audience' }), wanted)).toMatchObject({
      status: 422,
      json: { code: 'audience_not_updatable' },
    });
  });

  test('is renamed although the answer is lost, and is asked about before it is tried again', async () => {
    const done = await to.plant();
    await to.loseAnswer(UPDATE, 'after');
    const before = await to.asked(UPDATE);
    expect(await to.change(done, { name: 'Done' })).toMatchObject({ status: 200, json: { name: 'Done' } });
    expect(await to.asked(UPDATE)).toBe(before + 1);
    const notDone = await to.plant();
    await to.loseAnswer(UPDATE, 'before');
    expect(await to.change(notDone, { name: 'Second try' })).toMatchObject({
      status: 200,
      json: { name: 'Second try' },
    });
    const never = await to.plant({ name: 'Unchanged' });
    await to.loseAnswer(UPDATE, 'before', 2);
    expect(await to.change(never, { name: 'Never' })).toMatchObject({
      status: 502,
      json: { code: 'tiktok_unavailable', detail: expect.stringMatching(/nothing has changed/) },
    });
    expect(await to.audited(never)).toEqual([]);
  });

  test('stays a mystery when TikTok cannot be asked after a lost answer, and the answer says so', async () => {
    const customAudienceId = await to.plant();
    await to.loseAnswer(UPDATE, 'after');
    // The reading before the change is answered, the one after it is not.
    await its.simulator.addFault({ kind: 'code', code: 60001, path: '/dmp/custom_audience/get/', every: 2 });
    expect(await to.change(customAudienceId, { name: 'Perhaps' })).toMatchObject({
      status: 502,
      json: { code: 'tiktok_unavailable', detail: expect.stringMatching(/may have reached TikTok or not/) },
    });
    await its.simulator.clearFaults();
    expect((await to.get(customAudienceId)).json.name).toBe('Perhaps');
  });
});

describe('a page', () => {
  test('may change audiences from another origin', async () => {
    const preflight = await its.call('OPTIONS', '/v1/audiences/42', {
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'PATCH' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toMatch(/\bPATCH\b/);
  });
});

describe('deleting an audience', () => {
  test('can be asked for again, and takes each kind the way TikTok wants it', async () => {
    const file = await to.plant();
    expect((await to.remove(file)).status).toBe(204);
    expect((await to.remove(file)).status).toBe(204);
    expect(await to.audited(file)).toMatchObject([
      { action: 'audience.deleted', detail: { audienceType: 'Customer File Audience', coverNum: expect.any(Number) } },
    ]);
    const [deletions, segments] = [await to.asked(DELETE), await to.asked('/segment/audience/')];
    const stream = await to.plant({ type: 'Partner' });
    expect((await to.remove(stream)).status).toBe(204);
    expect([await to.asked(DELETE), await to.asked('/segment/audience/')]).toEqual([deletions, segments + 1]);
    expect((await to.remove(await to.plant({ type: 'Lookalike Audience' }))).status).toBe(204);
  });

  test('is done although the answer is lost', async () => {
    const first = await to.plant();
    await to.loseAnswer(DELETE, 'after');
    const before = await to.asked(DELETE);
    expect((await to.remove(first)).status).toBe(204);
    expect(await to.asked(DELETE)).toBe(before + 1);
    const second = await to.plant();
    await to.loseAnswer(DELETE, 'before');
    expect((await to.remove(second)).status).toBe(204);
    expect((await to.get(second)).status).toBe(404);
    expect(await to.audited(second)).toHaveLength(1);
  });

  test('waits until no export is at work on it', async () => {
    const customAudienceId = await to.plant();
    const opened = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    await its.fill(opened.id, 'Email\na@example.com\n');
    await its.act(opened.id, 'start');
    await its.act(opened.id, 'pause');
    const refused = await to.remove(customAudienceId);
    expect(refused).toMatchObject({ status: 409, json: { code: 'audience_in_use' } });
    expect(refused.json.detail).toContain(opened.id);
    expect(refused.json.detail).toContain('paused');
    await its.act(opened.id, 'cancel');
    expect((await to.remove(customAudienceId)).status).toBe(204);
  });

  test('is refused while a mirror keeps the audience', async () => {
    const customAudienceId = await to.plant();
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
    expect((await to.get(customAudienceId)).json.mirrorId).toBe('mir_0000000000000000000001');
    expect((await to.remove(customAudienceId)).json).toMatchObject({
      code: 'audience_in_use',
      detail: expect.stringContaining('mir_0000000000000000000001'),
    });
    await to.change(customAudienceId, { name: 'Kept in sync' });
    expect((await mirrors.get('mir_0000000000000000000001'))?.audienceName).toBe('Kept in sync');
    await mirrors.remove('mir_0000000000000000000001');
    expect((await to.remove(customAudienceId)).status).toBe(204);
  });
});

describe('sharing an audience', () => {
  const shares = (customAudienceId: string, advertiserId?: string) =>
    its.call('GET', to.pathOf(customAudienceId, '/shares', advertiserId));
  const share = (customAudienceId: string, advertiserIds: string[]) =>
    its.call('POST', to.pathOf(customAudienceId, '/shares'), { json: { advertiserIds } });
  const unshare = (customAudienceId: string, receiver: string) =>
    its.call('DELETE', to.pathOf(customAudienceId, `/shares/${receiver}`));

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
    const customAudienceId = await to.plant();
    expect((await shares(customAudienceId)).json).toEqual({ items: [] });
    const shared = { items: [{ advertiserId: receiver, name: null, sharedAt: null }] };
    expect((await share(customAudienceId, [receiver])).json).toEqual(shared);
    expect((await share(customAudienceId, [receiver])).json).toEqual(shared);
    expect((await to.get(customAudienceId)).json).toMatchObject({ shared: true, isCreator: true });
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await shares(customAudienceId)).json).toEqual({ items: [] });
    expect((await to.audited(customAudienceId)).map(({ action, detail }) => [action, detail['receiverId']])).toEqual([
      ['audience.unshared', receiver],
      ['audience.shared', receiver],
    ]);
  });

  test('is refused by TikTok outside the Business Center, with its request id, and to the ad account itself by us', async () => {
    const customAudienceId = await to.plant();
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
    const customAudienceId = await to.plant();
    await share(customAudienceId, [receiver]);
    const json = { connectionId: its.connectionId, advertiserIds: [receiver] };
    expect((await its.call('POST', '/v1/ad-accounts', { json })).status).toBe(201);
    expect((await its.call('GET', to.pathOf(customAudienceId, '', receiver))).json).toMatchObject({
      isCreator: false,
      shared: true,
      updatable: false,
      delivery: null,
    });
    for (const answer of [
      await its.call('PATCH', to.pathOf(customAudienceId, '', receiver), { json: { name: 'Mine' } }),
      await its.call('DELETE', to.pathOf(customAudienceId, '', receiver)),
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
    const customAudienceId = await to.plant();
    await to.loseAnswer('/dmp/custom_audience/share/', 'after');
    expect((await share(customAudienceId, [receiver])).json.items).toHaveLength(1);
    await to.loseAnswer('/dmp/custom_audience/share/cancel/', 'before');
    expect((await unshare(customAudienceId, receiver)).status).toBe(204);
    expect((await shares(customAudienceId)).json.items).toEqual([]);
  });
});
