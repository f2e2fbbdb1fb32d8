import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRunJob } from '../../server/approvals/run-job.ts';
import { AppError } from '../../server/errors.ts';
import type { Approval } from '../../shared/approvals.ts';
import type { Answer } from '../support/server.ts';
import { type Approving, startApproving } from './approvals-support.ts';
import { type Receiver, SECRET, startReceiver } from './host-webhooks-support.ts';

// Approvals from the pass-through to the simulator and back: what a yes does, and what it does not.

const API = '/v1/tiktok/open_api/v1.3';
const MINUTE_MS = 60_000;

let its: Approving;
let agent: string;
let manager: string;
const signIn = async () => {
  agent = await its.session({ userId: 'agent-1', actorKind: 'agent', permissions: ['read', 'campaigns', 'export'] });
  manager = await its.person();
};
let receiver: Receiver;
/** Each test has a campaign of its own, and with it a call of its own. */
let name: string;
let turn = 0;
beforeAll(async () => {
  receiver = await startReceiver();
  its = await startApproving({ HOST_WEBHOOK_URL: receiver.url, HOST_WEBHOOK_SECRET: SECRET });
});
afterAll(async () => {
  await its.stop();
  await receiver.stop();
});
beforeEach(async () => {
  turn += 1;
  name = `Spring ${turn}`;
  receiver.received.length = 0;
  await signIn();
  await its.simulator.clearFaults();
  await rule('create', null);
  await its.server.deps.store.workspace('workspace-1').connections.update(its.connectionId, { state: 'active' });
});

const send = (path: string, json: object, headers: Record<string, string> = {}): Promise<Answer> =>
  its.server.call('POST', `${API}${path}`, { as: agent, json: { advertiser_id: its.advertiserId, ...json }, headers });
const campaign = (campaignName: string, more: object = {}) => ({
  campaign_name: campaignName,
  objective_type: 'TRAFFIC',
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 5000,
  ...more,
});
const ask = async (path: string, json: object, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await send(path, json, headers);
  expect([answer.status, answer.json.code], answer.text).toEqual([202, 'approval_pending']);
  return answer.json.approvalId;
};
const approve = async (id: string): Promise<Approval> => {
  const answer = await its.server.call('POST', `/v1/approvals/${id}/approve`, { as: manager });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};
const read = async (id: string): Promise<Approval> =>
  (await its.server.call('GET', `/v1/approvals/${id}`, { as: manager })).json;
const runJobs = () => its.server.jobs.runDue();
/** What TikTok holds by that name. */
const made = async (campaignName: string): Promise<number> => {
  const filtering = encodeURIComponent(JSON.stringify({ campaign_name: campaignName }));
  const query = `advertiser_id=${its.advertiserId}&filtering=${filtering}`;
  const answer = await its.server.call('GET', `${API}/campaign/get/?${query}`, { as: manager });
  expect(answer.json.code, answer.text).toBe(0);
  const list = answer.json.data.list as { campaign_name: string }[];
  return list.filter((each) => each.campaign_name === campaignName).length;
};
const rule = (action: string, decision: string | null) =>
  its.server.call('PUT', '/v1/controls', {
    as: manager,
    json: { cells: [{ actorKind: 'agent', action, decision }] },
  });

describe('a yes to a call that the server sends', () => {
  test('makes the campaign once, paused, and keeps what TikTok said', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    expect(await made(name)).toBe(0);
    const waiting = await read(id);
    expect(waiting.facts).toContainEqual({ field: 'operation_status', value: 'DISABLE' });
    expect(waiting).toMatchObject({ subject: { kind: 'campaign', id: null, name }, actions: ['create'] });

    expect(await approve(id)).toMatchObject({ status: 'running', decidedBy: 'manager-1' });
    await runJobs();
    await runJobs();
    expect(await made(name)).toBe(1);
    const done = await read(id);
    expect(done).toMatchObject({
      status: 'succeeded',
      result: { tiktokCode: 0, error: null, tiktokRequestId: expect.any(String) },
    });
    const call = await its.server.call('GET', `/v1/tiktok-calls/${done.callId}`, { as: manager });
    expect(call.json).toMatchObject({
      status: 'succeeded',
      approvalId: id,
      actor: { actorKind: 'agent', credential: 'session', userId: 'agent-1' },
    });
    const record = await its.server.deps.store.workspace('workspace-1').approvals.get(id);
    expect(record?.sealedCall).toBeNull();
    const log = await its.server.call('GET', `/v1/audit-log?subjectId=${id}`, {
      as: its.server.hostKey,
      workspaceId: 'workspace-1',
    });
    expect(log.json.items).toMatchObject([
      { action: 'approval.approved', actor: { kind: 'session', userId: 'manager-1' } },
      {
        action: 'approval.requested',
        actor: { kind: 'session', userId: 'agent-1' },
        detail: { path: '/campaign/create/', actions: 'create', actorKind: 'agent', advertiserId: its.advertiserId },
      },
    ]);
  });

  test('is asked for once, however often the agent repeats itself, with and without a key', async () => {
    const key = { 'Idempotency-Key': `key of ${name}` };
    const id = await ask('/campaign/create/', campaign(name), key);
    expect(await ask('/campaign/create/', campaign(name))).toBe(id);
    expect(await ask('/campaign/create/', campaign(name), key)).toBe(id);
    await approve(id);
    await runJobs();
    // The caller's own key has the answer now.
    const again = await send('/campaign/create/', campaign(name), key);
    expect([again.status, again.headers.get('Idempotency-Replayed')], again.text).toEqual([200, 'true']);
    expect(again.json.data.campaign_id).toMatch(/^\d+$/);
    expect(await made(name)).toBe(1);
  });

  test('names what exists as TikTok has it, not as the call would', async () => {
    await rule('create', 'allow');
    const created = await send('/campaign/create/', campaign(`${name} as it is`));
    const campaignId = String(created.json.data.campaign_id);
    const id = await ask('/campaign/update/', { campaign_id: campaignId, campaign_name: 'Harmless', budget: 9000 });
    const approval = await read(id);
    expect(approval.subject).toEqual({ kind: 'campaign', id: campaignId, name: `${name} as it is` });
    expect(approval.facts.slice(0, 2)).toEqual([
      { field: 'campaign_name', value: 'Harmless' },
      { field: 'budget', value: '9000' },
    ]);
  });

  test('survives a restart between the yes and the sending', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    await approve(id);
    // As after a crash right behind the yes: not even the job is there.
    await its.server.deps.store.jobs.remove('approval.run', id);
    await its.server.restart();
    await runJobs();
    expect((await read(id)).status).toBe('succeeded');
    expect(await made(name)).toBe(1);
  });

  test('is made once although TikTok’s answer was lost', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    await approve(id);
    await its.simulator.addFault({ path: '/campaign/create/', kind: 'reset', when: 'after', times: 1 });
    await runJobs();
    expect((await read(id)).status).toBe('succeeded');
    expect(await made(name)).toBe(1);
  });

  test('tells what TikTok refused', async () => {
    const id = await ask('/campaign/update/', { campaign_id: '1799999999999999999', budget: 9000 });
    await approve(id);
    await runJobs();
    const { status, result } = await read(id);
    expect(status).toBe('failed');
    expect(result?.tiktokCode).toBeGreaterThan(0);
    expect(result?.tiktokRequestId).toEqual(expect.any(String));
  });

  test('waits while others change budgets of the ad account', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    await approve(id);
    const members = { retryAfterSeconds: 5 };
    const error = new AppError('spend_cap_unprovable', 'Others of the ad account take too long.', { members });
    const job = { id: 'job_1', kind: 'approval.run', workspaceId: 'workspace-1', subjectId: id, runAt: 0, failures: 0 };
    const run = { signal: new AbortController().signal, renew: async () => true };
    const next = await createRunJob(() => Promise.reject(error))(its.server.deps, job, run);
    expect(next).toEqual({ runAt: expect.any(Number) });
    expect((await read(id)).status).toBe('running');
    await runJobs();
    expect((await read(id)).status).toBe('succeeded');
  });

  test('waits while TikTok limits, and ends after an hour of it', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    const limited = { path: '/campaign/create/', kind: 'code', code: 40100, message: 'Too many requests', every: 1 };
    await its.simulator.addFault(limited as Parameters<typeof its.simulator.addFault>[0]);
    await approve(id);
    await runJobs();
    expect((await read(id)).status).toBe('running');
    await its.simulator.clearFaults();
    its.advance(20 * MINUTE_MS);
    await runJobs();
    await signIn();
    expect((await read(id)).status).toBe('succeeded');
    expect(await made(name)).toBe(1);

    const never = await ask('/campaign/create/', campaign(`${name} never`));
    await approve(never);
    await its.simulator.addFault(limited as Parameters<typeof its.simulator.addFault>[0]);
    await runJobs();
    for (let quarter = 0; quarter < 5; quarter += 1) {
      its.advance(15 * MINUTE_MS);
      await runJobs();
    }
    await its.simulator.clearFaults();
    await signIn();
    expect((await read(never)).status).toBe('failed');
    expect(await made(`${name} never`)).toBe(0);
  });
});

describe('a yes is no more than that', () => {
  const withoutCalls = async (id: string, code: string) => {
    const before = (await its.simulator.requests('/campaign/create/')).length;
    await runJobs();
    expect(await read(id)).toMatchObject({ status: 'failed', result: { tiktokCode: null, error: { code } } });
    expect((await its.simulator.requests('/campaign/create/')).length).toBe(before);
  };
  const approved = async () => {
    const id = await ask('/campaign/create/', campaign(name));
    await approve(id);
    return id;
  };

  test('rules that deny by then win', async () => {
    const id = await approved();
    await rule('create', 'deny');
    await withoutCalls(id, 'call_denied');
  });

  test('an ad account that was taken out stays untouched', async () => {
    const id = await approved();
    const removed = await its.server.call('DELETE', `/v1/ad-accounts/${its.advertiserId}`, { as: await its.session() });
    expect(removed.status).toBe(204);
    await withoutCalls(id, 'account_not_imported');
    const json = { connectionId: its.connectionId, advertiserIds: [its.advertiserId] };
    await its.server.call('POST', '/v1/ad-accounts', { as: await its.session(), json });
  });

  test.each(['read_only', 'disconnected'] as const)('a sign-in that is %s sends nothing', async (state) => {
    const id = await approved();
    await its.server.deps.store.workspace('workspace-1').connections.update(its.connectionId, { state });
    await withoutCalls(id, `connection_${state}`);
  });

  test('a spend cap that was set since holds', async () => {
    const id = await ask('/campaign/create/', campaign(name, { operation_status: 'ENABLE' }));
    await approve(id);
    const cap = await its.server.call('PUT', '/v1/spend-caps', {
      as: manager,
      json: { advertiserId: its.advertiserId, daily: '1', lifetime: null },
    });
    expect(cap.status, cap.text).toBe(200);
    await withoutCalls(id, 'spend_cap_exceeded');
    await its.server.call('DELETE', `/v1/spend-caps/${cap.json.id}`, { as: manager });
  });

  test('what was not sent within an hour is not sent', async () => {
    const id = await approved();
    its.advance(61 * MINUTE_MS);
    await signIn();
    await withoutCalls(id, 'approval_over');
  });

  test('a no sends nothing, and the call can be asked about anew', async () => {
    const id = await ask('/campaign/create/', campaign(name));
    await its.server.call('POST', `/v1/approvals/${id}/deny`, { as: manager });
    await runJobs();
    expect(await made(name)).toBe(0);
    const call = await its.server.call('GET', `/v1/tiktok-calls/${(await read(id)).callId}`, { as: manager });
    expect(call.json).toMatchObject({ status: 'refused', attempts: [], error: { code: 'approval_over' } });
    expect(await ask('/campaign/create/', campaign(name))).not.toBe(id);
  });
});

describe('a yes to a call that its caller sends', () => {
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const upload = (bytes: Buffer, headers: Record<string, string> = {}, signed = bytes) => {
    const form = new FormData();
    form.set('advertiser_id', its.advertiserId);
    form.set('upload_type', 'UPLOAD_BY_FILE');
    form.set('image_signature', createHash('md5').update(signed).digest('hex'));
    form.set('image_file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'sale.png');
    return its.server.call('POST', `${API}/file/image/ad/upload/`, { as: agent, body: form, headers });
  };
  const files = async () =>
    (
      (await (await fetch(`${its.simulator.url}/_simulator/files?advertiserId=${its.advertiserId}`)).json()) as {
        images: unknown[];
      }
    ).images.length;

  test('lets the very same file through once', async () => {
    const asked = await upload(picture);
    expect(asked.status, asked.text).toBe(202);
    const id = asked.json.approvalId as string;
    expect(asked.json.approval).toMatchObject({ runs: 'by_caller', actions: ['upload'] });
    const with_ = { 'X-Approval-Id': id };
    // Nobody has decided yet: the same approval again.
    const early = await upload(picture, with_);
    expect([early.status, early.json.approvalId], early.text).toEqual([202, id]);
    expect(await approve(id)).toMatchObject({ status: 'approved' });

    const other = Buffer.concat([picture, Buffer.from([1])]);
    expect((await upload(other, with_)).json.code).toBe('approval_mismatch');
    const before = await files();
    const sent = await upload(picture, with_);
    expect([sent.status, sent.json.code], sent.text).toEqual([200, 0]);
    expect(await files()).toBe(before + 1);
    expect(await read(id)).toMatchObject({
      status: 'succeeded',
      callId: sent.headers.get('X-Call-Id'),
      result: { tiktokCode: 0 },
    });
    expect((await upload(picture, with_)).json.code).toBe('approval_over');
  });

  test('does not let another file through under its MD5', async () => {
    const id = (await upload(picture)).json.approvalId as string;
    await approve(id);
    const before = await files();
    const forged = await upload(Buffer.concat([picture, Buffer.from([1])]), { 'X-Approval-Id': id }, picture);
    expect(forged.json.code).not.toBe(0);
    expect(await files()).toBe(before);
    expect((await read(id)).status).toBe('failed');
  });

  test('lets nothing behind the file through that could change what TikTok takes', async () => {
    const forged = Buffer.concat([picture, Buffer.from([7])]);
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
    const behind: ((form: FormData) => void)[] = [
      (form) => form.append('image_signature', md5(forged)),
      (form) => form.append('upload_type', 'UPLOAD_BY_URL'),
      (form) => form.append('file_name', 'other.png'),
      (form) => form.append('image_file', new Blob([new Uint8Array(forged)]), 'other.png'),
    ];
    const before = await files();
    for (const [index, add] of behind.entries()) {
      const bytes = Buffer.concat([picture, Buffer.from([100 + index])]);
      const id = (await upload(bytes)).json.approvalId as string;
      await approve(id);
      const form = new FormData();
      form.set('advertiser_id', its.advertiserId);
      form.set('upload_type', 'UPLOAD_BY_FILE');
      form.set('image_signature', md5(bytes));
      form.set('image_file', new Blob([new Uint8Array(forged)], { type: 'image/png' }), 'sale.png');
      add(form);
      const sent = await its.server.call('POST', `${API}/file/image/ad/upload/`, {
        as: agent,
        body: form,
        headers: { 'X-Approval-Id': id },
      });
      expect([index, sent.status, sent.json.code]).toEqual([index, 422, 'invalid_request']);
      // Broken off in the middle it is used up; refused before anything was sent it is not.
      expect((await read(id)).status).not.toBe('succeeded');
    }
    expect(await files()).toBe(before);
  });

  test('is for lists of people, too: nothing of them is kept', async () => {
    const json = {
      custom_audience_id: '7000000000000000001',
      action: 'APPEND',
      batch_data: [[{ id: 'f'.repeat(64), audience_ids: ['7'] }]],
      advertiser_ids: [its.advertiserId],
      id_schema: ['EMAIL_SHA256'],
    };
    const asked = await send('/segment/mapping/', json);
    expect(asked.status, asked.text).toBe(202);
    expect(asked.json.approval.runs).toBe('by_caller');
    expect(asked.text).not.toContain('ffff');
    const record = await its.server.deps.store.workspace('workspace-1').approvals.get(asked.json.approvalId);
    expect(record?.sealedCall).toBeNull();
    expect(JSON.stringify(record)).not.toContain('ffff');
  });
});

test('the host and the feed hear of a request and of its end, each once', async () => {
  const id = await ask('/campaign/create/', campaign(name));
  await approve(id);
  await runJobs();
  await runJobs();
  const about = receiver.received.map(({ webhook }) => webhook.data).filter(({ subject }) => subject?.id === id);
  expect(about.map(({ type, data }) => [type, (data as { status: string }).status])).toEqual([
    ['approval.requested', 'pending'],
    ['approval.decided', 'running'],
    ['approval.decided', 'succeeded'],
  ]);
  expect(about[1]).toMatchObject({
    subject: { kind: 'approval', id, name },
    advertiserId: its.advertiserId,
    data: {
      approvalId: id,
      path: '/campaign/create/',
      family: 'campaign',
      actions: ['create'],
      actorKind: 'agent',
      requestedBy: 'agent-1',
      decidedBy: 'manager-1',
    },
  });
  const feed = await its.server.call('GET', '/v1/activity', { as: manager });
  const lines = (
    feed.json.items as { type: string; needsYou: boolean; data: { status: string; approvalId?: string } }[]
  ).filter(({ data }) => data.approvalId === id);
  // That an approved call then went well is no line of its own.
  expect(lines.map(({ type, data, needsYou }) => [type, data.status, needsYou])).toEqual([
    ['approval.decided', 'running', false],
    ['approval.requested', 'pending', false],
  ]);
});

test('a sign-in that was disconnected for good sends nothing', async () => {
  const id = await ask('/campaign/create/', campaign(name));
  await approve(id);
  const path = `/v1/connections/${its.connectionId}`;
  expect((await its.server.call('DELETE', path, { as: await its.session() })).status).toBe(204);
  await runJobs();
  expect(await read(id)).toMatchObject({ status: 'failed', result: { error: { code: 'account_not_imported' } } });
});
