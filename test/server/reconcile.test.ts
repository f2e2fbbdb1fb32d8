import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallStatus } from '../../shared/control-kinds.ts';
import { sha256Hex } from '../../server/crypto/index.ts';
import { AppError } from '../../server/errors.ts';
import type { Sent } from '../../server/guard-shapes/index.ts';
import { okAnswer } from '../../server/reconcile/made-answer.ts';
import { listAllAudiences } from '../../server/tiktok/index.ts';
import { adgroupJson, adJson, campaignJson, dataOf, type Lab, parse, startLab } from './reconcile-support.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab.together.simulator.clearFaults();
});
afterAll(async () => {
  await lab.stop();
});

const sent = async (path: string) => (await lab.together.simulator.requests(path)).length;
const fault = (path: string, kind: 'reset' | 'html' | 'code' | 'delay', when: 'before' | 'after', times = 1) =>
  lab.together.simulator.addFault({ path, kind, when, times, delayMs: 400, code: 50002 });
const named = async (level: 'campaign' | 'adgroup' | 'ad', name: string) =>
  (await lab.made(level)).filter((entity) => entity.name === name);
const recordOf = (callId: string) => lab.together.server.deps.store.workspace('workspace-1').calls.get(callId);
const statusOf = async (callId: string): Promise<CallStatus | undefined> => (await recordOf(callId))?.status;
const newCampaign = async (name: string) =>
  String(dataOf(await lab.make(lab.callOf('/campaign/create/', campaignJson(name))))['campaign_id']);
const newAdgroup = async (name: string) => {
  const campaignId = await newCampaign(`Campaign of ${name}`);
  const made = await lab.make(lab.callOf('/adgroup/create/', adgroupJson(campaignId, name)));
  return String(dataOf(made)['adgroup_id']);
};

describe('a write whose answer arrives', () => {
  it('is sent once, with a request_id of the server where the caller gives none', async () => {
    const before = await sent('/campaign/create/');
    const made = await lab.make(lab.callOf('/campaign/create/', campaignJson('Plain')));
    expect(made.isReconciled).toBe(false);
    expect(await sent('/campaign/create/')).toBe(before + 1);
    const record = await recordOf(made.callId);
    expect(record).toMatchObject({ status: 'succeeded', entityIds: [dataOf(made)['campaign_id']], error: null });
    expect(BigInt(record?.createRequestId ?? '0')).toBeGreaterThan(0n);
    expect(BigInt(record?.createRequestId ?? '0')).toBeLessThan(2n ** 63n);
    expect(record?.attempts).toMatchObject([{ purpose: 'send', outcome: 'answered', tiktokCode: 0, httpStatus: 200 }]);
  });

  it('keeps the request_id of the caller', async () => {
    const made = await lab.make(
      lab.callOf('/campaign/create/', { ...campaignJson('Own id'), request_id: '1234567890123456789' }),
    );
    expect((await recordOf(made.callId))?.createRequestId).toBe('1234567890123456789');
  });

  it('is refused with what TikTok says, and sent no second time', async () => {
    const before = await sent('/campaign/create/');
    const refused = await lab.make(lab.callOf('/campaign/create/', { ...campaignJson('Bad'), objective_type: 'NONE' }));
    expect(parse(refused.answer.body)).toMatchObject({ code: 40002 });
    expect(await sent('/campaign/create/')).toBe(before + 1);
    expect(await recordOf(refused.callId)).toMatchObject({ status: 'failed', error: { code: 'tiktok_error' } });
  });
});

describe('a create whose answer is lost', () => {
  it.each([
    ['reset', 'before'],
    ['reset', 'after'],
    ['html', 'before'],
    ['html', 'after'],
    ['code', 'before'],
    ['code', 'after'],
    ['delay', 'before'],
    ['delay', 'after'],
  ] as const)('makes a campaign and ads once (%s %s)', async (kind, when) => {
    const name = `Lost ${kind} ${when}`;
    await fault('/campaign/create/', kind, when);
    const campaign = await lab.make(lab.callOf('/campaign/create/', campaignJson(name)));
    expect(await named('campaign', name)).toMatchObject([{ id: dataOf(campaign)['campaign_id'] }]);
    expect(dataOf(campaign)).toMatchObject({ campaign_name: name, objective_type: 'TRAFFIC' });

    const adgroupId = await newAdgroup(`Ads ${name}`);
    await fault('/ad/create/', kind, when);
    const ads = await lab.make(lab.callOf('/ad/create/', adJson(adgroupId, [`${name} 1`, `${name} 2`, `${name} 1`])));
    const [one, two, three] = dataOf(ads)['ad_ids'] as string[];
    expect((await named('ad', `${name} 1`)).map(({ id }) => id).toSorted()).toEqual([one, three].toSorted());
    expect(await named('ad', `${name} 2`)).toMatchObject([{ id: two }]);
    expect(dataOf(ads)['creatives']).toMatchObject([{ ad_id: one }, { ad_id: two }, { ad_id: three }]);
  });

  it('writes every try and look down', async () => {
    await fault('/campaign/create/', 'reset', 'after');
    const made = await lab.make(lab.callOf('/campaign/create/', campaignJson('Written down')));
    expect(made.isReconciled).toBe(true);
    const record = await recordOf(made.callId);
    expect(record?.attempts).toMatchObject([
      { purpose: 'send', outcome: 'lost' },
      { purpose: 'send', outcome: 'answered', tiktokCode: 40050 },
      { purpose: 'look_up', outcome: 'found' },
    ]);
    expect(record).toMatchObject({ status: 'succeeded', entityIds: [dataOf(made)['campaign_id']] });
  });

  it('is found although somebody has deleted it meanwhile', async () => {
    const adgroupId = await newAdgroup('Deleted');
    await fault('/ad/create/', 'reset', 'after');
    const once: Lab['once'] = async (call, limits) => {
      const answer = await lab.once(call, limits);
      if (call.path !== '/ad/create/') return answer;
      const [ad] = await named('ad', 'Short life');
      const remove = { adgroup_id: adgroupId, ad_ids: [ad?.id], operation_status: 'DELETE' };
      await lab.once(lab.callOf('/ad/status/update/', remove, ['remove']), limits);
      return answer;
    };
    const made = await lab.make(lab.callOf('/ad/create/', adJson(adgroupId, ['Short life'])), { once });
    expect(dataOf(made)['ad_ids']).toHaveLength(1);
    expect(await named('ad', 'Short life')).toHaveLength(1);
  });

  it('does not take what has only a similar name, another parent, or was there before', async () => {
    const [here, there] = [await newAdgroup('Here'), await newAdgroup('There')];
    await lab.make(lab.callOf('/ad/create/', adJson(here, ['Same name'])));
    await lab.make(lab.callOf('/ad/create/', adJson(there, ['Same name 2'])));
    await lab.make(lab.callOf('/ad/create/', adJson(there, ['same name'])));
    await fault('/ad/create/', 'reset', 'before');
    const made = await lab.make(lab.callOf('/ad/create/', adJson(there, ['Same name'])));
    expect(made.isReconciled).toBe(false);
    const ids = (await named('ad', 'Same name')).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(ids).toContain((dataOf(made)['ad_ids'] as string[])[0]);
  });

  it('sends of several ads only those again that are missing', async () => {
    const adgroupId = await newAdgroup('In part');
    let tries = 0;
    const once: Lab['once'] = async (call, limits) => {
      tries += 1;
      if (tries > 1) return lab.once(call, limits);
      // TikTok has made the second and the fourth of them when the connection breaks.
      await lab.once(lab.callOf('/ad/create/', adJson(adgroupId, ['P2', 'P4'])), limits);
      return { kind: 'lost', detail: 'connection lost' };
    };
    const made = await lab.make(lab.callOf('/ad/create/', adJson(adgroupId, ['P1', 'P2', 'P3', 'P4'])), { once });
    const ids = dataOf(made)['ad_ids'] as string[];
    for (const [index, name] of ['P1', 'P2', 'P3', 'P4'].entries())
      expect(await named('ad', name)).toMatchObject([{ id: ids[index] }]);
    expect(dataOf(made)['creatives']).toMatchObject(ids.map((ad_id) => ({ ad_id })));
    expect((await recordOf(made.callId))?.entityIds).toEqual(ids);
  });

  it('says which ads exist when TikTok refuses the rest', async () => {
    const adgroupId = await newAdgroup('Refused rest');
    let tries = 0;
    const once: Lab['once'] = async (call, limits) => {
      tries += 1;
      if (tries > 1) {
        await lab.together.simulator.addFault({ path: '/ad/create/', kind: 'code', code: 40502, message: 'Too many.' });
        return lab.once(call, limits);
      }
      await lab.once(lab.callOf('/ad/create/', adJson(adgroupId, ['R1'])), limits);
      return { kind: 'lost', detail: 'connection lost' };
    };
    const made = await lab.make(lab.callOf('/ad/create/', adJson(adgroupId, ['R1', 'R2'])), { once });
    const [one] = await named('ad', 'R1');
    expect(parse(made.answer.body)).toMatchObject({
      code: 20001,
      message: '1 of 2 ads were made. The others: Too many.',
      data: { ad_ids: [one?.id] },
    });
  });

  it('takes a refusal of the repeat for the answer only when nothing was made', async () => {
    await fault('/campaign/create/', 'reset', 'before');
    const bad = lab.callOf('/campaign/create/', { ...campaignJson('Refused twice'), objective_type: 'NONE' });
    const refused = await lab.make(bad);
    expect(parse(refused.answer.body)).toMatchObject({ code: 40002 });
    expect(await statusOf(refused.callId)).toBe('failed');

    await fault('/campaign/create/', 'reset', 'after');
    await lab.together.simulator.addFault({ path: '/campaign/create/', kind: 'code', code: 40100, message: 'later' });
    const made = await lab.make(lab.callOf('/campaign/create/', campaignJson('Limited repeat')));
    expect(await named('campaign', 'Limited repeat')).toMatchObject([{ id: dataOf(made)['campaign_id'] }]);
  });

  it('gives each of two callers that make one name at one moment an entity of its own', async () => {
    const adgroupId = await newAdgroup('Twins');
    for (const kind of ['reset', 'html'] as const) await fault('/ad/create/', kind, 'after');
    const twins = await Promise.all(
      Array.from({ length: 4 }, () => lab.make(lab.callOf('/ad/create/', adJson(adgroupId, ['Twin'])))),
    );
    const ids = twins.map((twin) => (dataOf(twin)['ad_ids'] as string[])[0]);
    expect(new Set(ids).size).toBe(4);
    expect((await named('ad', 'Twin')).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });
});

describe('an outcome that nobody can find out', () => {
  const unknown = { code: 'call_outcome_unknown' };

  it('is told as such, is looked for again with the same key, and never sent twice', async () => {
    const call = lab.callOf('/campaign/create/', campaignJson('Nobody knows'));
    await fault('/campaign/create/', 'reset', 'after');
    await lab.together.simulator.addFault({ path: '/campaign/create/', kind: 'html', rate: 1 });
    await lab.together.simulator.addFault({ path: '/campaign/get/', kind: 'html', rate: 1 });
    const slow = await startLabCall(call, 'nobody-1');
    expect(slow).toMatchObject(unknown);
    expect(slow instanceof AppError && slow.message).toContain(call.id);
    expect(await statusOf(call.id)).toBe('unknown');
    await lab.together.simulator.clearFaults();
    const before = await sent('/campaign/create/');
    const found = await lab.make({ ...call, id: 'call_another1' }, { key: 'nobody-1' });
    expect(found).toMatchObject({ isReconciled: true, callId: call.id });
    expect(await sent('/campaign/create/')).toBe(before);
    expect(await named('campaign', 'Nobody knows')).toMatchObject([{ id: dataOf(found)['campaign_id'] }]);
    expect(await statusOf(call.id)).toBe('succeeded');
  });

  it('of a call that may not be repeated is told at once', async () => {
    const call = lab.callOf('/dmp/custom_audience/delete/', { custom_audience_ids: ['1'] }, ['audience_write']);
    await fault('/dmp/custom_audience/delete/', 'reset', 'after');
    const before = await sent('/dmp/custom_audience/delete/');
    expect(await startLabCall(call, 'never-1')).toMatchObject(unknown);
    expect(await startLabCall({ ...call, id: 'call_another2' }, 'never-1')).toMatchObject(unknown);
    expect(await sent('/dmp/custom_audience/delete/')).toBe(before + 1);
  });

  it('is not sent again where the clocks disagree so much that what is there cannot be told from what was', async () => {
    const adgroupId = await newAdgroup('Clock');
    lab.together.advance(10 * 60_000);
    await fault('/ad/create/', 'reset', 'after');
    const call = lab.callOf('/ad/create/', adJson(adgroupId, ['Ahead']));
    expect(await startLabCall(call, 'clock-1')).toMatchObject(unknown);
    expect(await named('ad', 'Ahead')).toHaveLength(1);
    lab.together.advance(-10 * 60_000);
  });

  it('is not waited for longer than the bound', async () => {
    await lab.together.simulator.addFault({ path: '/campaign/*', kind: 'html', rate: 1 });
    const call = lab.callOf('/campaign/create/', campaignJson('Bound'));
    expect(await startLabCall(call, 'bound-1')).toMatchObject(unknown);
    expect((await recordOf(call.id))?.attempts.length).toBeLessThan(30);
  });

  async function startLabCall(call: Parameters<Lab['make']>[0], key: string): Promise<unknown> {
    return lab.make(call, { key, boundMs: 1_000 }).then(
      (made) => made,
      (error: unknown) => error,
    );
  }
});

describe('a change whose answer is lost', () => {
  it('is sent again until it is answered', async () => {
    const campaignId = await newCampaign('Changed');
    await fault('/campaign/status/update/', 'reset', 'after');
    await fault('/campaign/status/update/', 'html', 'before');
    const enable = { campaign_ids: [campaignId], operation_status: 'ENABLE' };
    const made = await lab.make(lab.callOf('/campaign/status/update/', enable, ['resume']));
    expect(dataOf(made)).toMatchObject({ campaign_ids: [campaignId] });
    expect(await recordOf(made.callId)).toMatchObject({ status: 'succeeded', entityIds: [campaignId] });
  });

  it('stays unknown when the repeat is only put off, or cannot be sent: nobody knows what the first one did', async () => {
    const campaignId = await newCampaign('In doubt');
    const enable = { campaign_ids: [campaignId], operation_status: 'ENABLE' };
    const lostThen = (then: Sent): Lab['once'] => {
      let tries = 0;
      return async (call, limits) => {
        tries += 1;
        if (tries > 1) return then;
        await lab.once(call, limits);
        return { kind: 'lost', detail: 'connection lost' };
      };
    };
    const putOff = okAnswer({}, null);
    for (const then of [
      { kind: 'answered', answer: { ...putOff, tiktokCode: 40100, tiktokMessage: 'Too many requests.' } },
      { kind: 'not_sent', error: new AppError('tiktok_rate_limited', 'no turn in time') },
    ] as const) {
      const call = lab.callOf('/campaign/status/update/', enable, ['resume']);
      await expect(lab.make(call, { once: lostThen(then) })).rejects.toMatchObject({ code: 'call_outcome_unknown' });
      expect(await statusOf(call.id)).toBe('unknown');
    }
  });

  it('counts as done when it is like that already', async () => {
    const campaignId = await newCampaign('Renamed');
    await fault('/campaign/update/', 'reset', 'after');
    const rename = { campaign_id: campaignId, campaign_name: 'Renamed now' };
    const made = await lab.make(lab.callOf('/campaign/update/', rename, ['update']));
    expect(dataOf(made)).toBeDefined();
    expect(await named('campaign', 'Renamed now')).toHaveLength(1);
  });

  it('counts as done when what was to be deleted is gone', async () => {
    const campaignId = await newCampaign('Gone');
    await fault('/campaign/status/update/', 'reset', 'after');
    const remove = { campaign_ids: [campaignId], operation_status: 'DELETE' };
    const made = await lab.make(lab.callOf('/campaign/status/update/', remove, ['remove']));
    expect(dataOf(made)).toMatchObject({ campaign_ids: [campaignId] });
    expect(await statusOf(made.callId)).toBe('succeeded');
  });
});

describe('an audience whose create got lost', () => {
  it('is found by its name, and never made twice', async () => {
    const filePath = await uploadedList();
    const json = { custom_audience_name: 'Newsletter', file_paths: [filePath], calculate_type: 'EMAIL_SHA256' };
    await fault('/dmp/custom_audience/create/', 'reset', 'after');
    const made = await lab.make(lab.callOf('/dmp/custom_audience/create/', json, ['audience_write']));
    expect(made.isReconciled).toBe(true);
    const audiences = await lab.grantRun((grant) =>
      listAllAudiences(lab.together.server.deps.tiktok, grant, lab.advertiserId),
    );
    const own = audiences.filter(({ name }) => name === 'Newsletter');
    expect(own.map(({ customAudienceId }) => customAudienceId)).toEqual([dataOf(made)['custom_audience_id']]);

    await fault('/dmp/custom_audience/create/', 'reset', 'before');
    const before = await sent('/dmp/custom_audience/create/');
    const again = lab.callOf('/dmp/custom_audience/create/', json, ['audience_write']);
    // One of that name is there, but another call has made it.
    await expect(lab.make(again)).rejects.toMatchObject({ code: 'call_outcome_unknown' });
    expect(await sent('/dmp/custom_audience/create/')).toBe(before + 1);
  });

  /** A file of hashed addresses at TikTok. */
  async function uploadedList(): Promise<string> {
    const lines = Array.from({ length: 1200 }, (_, n) => sha256Hex(`person${n}@example.com`)).join('\n');
    const form = new FormData();
    form.set('advertiser_id', lab.advertiserId);
    form.set('calculate_type', 'EMAIL_SHA256');
    form.set('file_signature', createHash('md5').update(lines).digest('hex'));
    form.set('file', new Blob([lines]), 'people.csv');
    const { together } = lab;
    const answer = await together.server.call('POST', '/v1/tiktok/open_api/v1.3/dmp/custom_audience/file/upload/', {
      as: await together.session(),
      body: form,
    });
    expect(answer.json, answer.text).toMatchObject({ code: 0 });
    return String(answer.json.data.file_path);
  }
});
