import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimApproval, createApprovalJobs, requestApproval } from '../../server/approvals/index.ts';
import type { CallBody } from '../../server/call-catalogue/guarded-call.ts';
import { createJobRunner } from '../../server/jobs/index.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import { type Approving, startApproving } from './approvals-support.ts';

const HOUR_MS = 60 * 60_000;

let its: Approving;
let manager: string;
beforeAll(async () => {
  its = await startApproving();
  manager = await its.person();
});
afterAll(() => its.stop());

const get = (path: string, as = manager) => its.server.call('GET', path, { as });
const post = (id: string, verb: string, options: CallOptions = {}) =>
  its.server.call('POST', `/v1/approvals/${id}/${verb}`, { as: manager, ...options });
const outcome = ({ status, json }: Answer) => [status, json.code];
/** Sends nothing: what these tests are about comes before that. */
const sweep = () =>
  createJobRunner(
    its.server.deps,
    createApprovalJobs(() => Promise.reject(new Error('Nothing is to be sent here.'))),
  ).runDue();
const eventsOf = async (id: string) => {
  const { items } = (await get('/v1/activity?limit=200')).json;
  return (items as { data: { approvalId?: string; status: string }; type: string; needsYou: boolean }[])
    .filter(({ data }) => data.approvalId === id)
    .map(({ type, data, needsYou }) => [type, data.status, needsYou]);
};
const form: CallBody = {
  kind: 'form',
  fields: { upload_type: 'UPLOAD_BY_FILE', image_signature: 'd41d8cd98f00b204e9800998ecf8427e' },
};
const upload = () =>
  its.call({
    path: '/file/image/ad/upload/',
    family: 'creative',
    actions: ['upload'],
    search: `n=${Math.random()}`,
    body: form,
  });

describe('a request', () => {
  test('shows a person what the call says, and who asks, and never the call itself', async () => {
    const id = await its.ask(its.call());
    const { json, text } = await get(`/v1/approvals/${id}`);
    expect(json).toMatchObject({
      id,
      status: 'pending',
      requestedBy: { actorKind: 'agent', credential: 'session', userId: 'agent-1' },
      advertiserId: its.advertiserId,
      connectionId: its.connectionId,
      method: 'POST',
      path: '/campaign/update/',
      actions: ['update', 'budget_change'],
      asked: ['update', 'budget_change'],
      subject: { kind: 'campaign', id: '1700000000000000001' },
      runs: 'by_server',
      decidedAt: null,
      result: null,
      mayDecide: true,
    });
    expect(json.accountName).toEqual(expect.any(String));
    expect(json.currency).toMatch(/^[A-Z]{3}$/);
    expect(Date.parse(json.expiresAt) - Date.parse(json.requestedAt)).toBe(72 * HOUR_MS);
    expect(text).not.toMatch(/digest|sealed|grant/);
  });

  test('for the same call by the same caller is the same, and another for anybody else', async () => {
    const call = its.call();
    const first = await its.ask(call);
    const again = await its.ask({ ...call, id: its.server.deps.random.id('call') });
    expect(again).toBe(first);
    const others = [
      await its.ask(call, { userId: 'agent-2' }),
      await its.ask(call, { actorKind: 'automation' }),
      await its.ask(call, { kind: 'host', userId: null }),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
  });

  test('is one however many ask at once, and is told and written down once', async () => {
    const call = its.call();
    const ids = await Promise.all(Array.from({ length: 8 }, () => its.ask(call)));
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    expect(await eventsOf(id)).toEqual([['approval.requested', 'pending', true]]);
    const log = await its.server.call('GET', `/v1/audit-log?subjectId=${id}`, {
      as: its.server.hostKey,
      workspaceId: 'workspace-1',
    });
    expect(log.json.items).toMatchObject([
      { action: 'approval.requested', actor: { kind: 'session', userId: 'agent-1' } },
    ]);
  });

  test('is found in the list, counted, and unknown in another workspace', async () => {
    const id = await its.ask(its.call());
    const page = (await get('/v1/approvals?status=pending&limit=1')).json;
    expect(page.items[0].id).toBe(id);
    expect(page.pendingCount).toBeGreaterThan(1);
    expect(page.nextCursor).not.toBeNull();
    expect((await get('/v1/approvals?advertiserId=7999999999999999999')).json.items).toEqual([]);
    const stranger = await its.person({ workspaceId: 'workspace-2' });
    const never = 'apr_AAAAAAAAAAAAAAAAAAAAAA';
    for (const path of ['', '/approve', '/deny', '/withdraw']) {
      const method = path === '' ? 'GET' : 'POST';
      const [foreign, missing] = await Promise.all(
        [id, never].map((one) => its.server.call(method, `/v1/approvals/${one}${path}`, { as: stranger })),
      );
      expect(outcome(foreign as Answer)).toEqual([404, 'not_found']);
      expect(foreign?.json.detail).toBe(missing?.json.detail);
    }
    expect((await get('/v1/approvals', stranger)).json).toMatchObject({ items: [], pendingCount: 0 });
  });

  test('that nobody may read is for nobody: `read` is needed', async () => {
    const blind = await its.person({ permissions: ['controls'] });
    expect(outcome(await get('/v1/approvals', blind))).toEqual([403, 'permission_denied']);
    expect(outcome(await get(`/v1/approvals/${await its.ask(its.call())}`, blind))).toEqual([403, 'permission_denied']);
  });

  test('is refused while 500 others wait', async () => {
    const { deps } = its.server;
    const { approvals } = deps.store.workspace('workspace-full');
    const actor = its.actor({ workspaceId: 'workspace-full' });
    // So far away that no other test sees them end.
    const expiresAt = deps.clock.now() + 365 * 24 * HOUR_MS;
    const template = await deps.store.workspace('workspace-1').approvals.get(await its.ask(its.call()));
    if (template === null) throw new Error('The request is not there.');
    for (let index = 0; index < 499; index += 1) {
      await approvals.request({ ...template, id: deps.random.id('apr'), digest: `${index}`, expiresAt }, 500);
    }
    const ask = () => {
      const call = its.call();
      return requestApproval(deps, actor, call, call.actions, call.id);
    };
    const many = await Promise.allSettled([ask(), ask(), ask()]);
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject({ code: 'too_many_approvals', status: 409 });
  });
});

describe('deciding', () => {
  test('is for a person with `controls` who has not asked', async () => {
    const id = await its.ask(its.call(), { userId: 'user-7', actorKind: 'person' });
    const host = { as: its.server.hostKey, workspaceId: 'workspace-1' };
    const callers: [string, CallOptions, number, string][] = [
      ['a host key', host, 403, 'approval_needs_person'],
      ['a host key for a person', { ...host, headers: { 'X-Actor-Kind': 'person' } }, 403, 'approval_needs_person'],
      ['an agent', { as: await its.person({ actorKind: 'agent' }) }, 403, 'approval_needs_person'],
      ['a program', { as: await its.person({ actorKind: 'automation' }) }, 403, 'approval_needs_person'],
      ['who asked', { as: await its.person({ userId: 'user-7' }) }, 403, 'approval_needs_person'],
      ['no right', { as: await its.person({ permissions: ['read', 'campaigns'] }) }, 403, 'permission_denied'],
    ];
    for (const [who, options, status, code] of callers) {
      for (const verb of ['approve', 'deny']) {
        expect(outcome(await post(id, verb, options)), `${who}: ${verb}`).toEqual([status, code]);
      }
      const seen = await its.server.call('GET', `/v1/approvals/${id}`, options);
      expect(seen.json.mayDecide, who).toBe(false);
    }
    expect((await get(`/v1/approvals/${id}`)).json.mayDecide).toBe(true);
    expect((await post(id, 'deny')).json).toMatchObject({ status: 'denied', mayDecide: false });
  });

  test('somebody whose key asked, not they, may decide', async () => {
    const id = await its.ask(its.call(), { kind: 'host', userId: null, actorKind: 'automation' });
    expect((await post(id, 'deny')).json.status).toBe('denied');
  });

  test('no is for good: it is told, written down, and nothing of the call is kept', async () => {
    const call = its.call();
    const id = await its.ask(call);
    const denied = await post(id, 'deny', { json: { note: 'Not before Monday.' } });
    expect(denied.json).toMatchObject({ status: 'denied', decidedBy: 'manager-1', note: 'Not before Monday.' });
    const record = await its.server.deps.store.workspace('workspace-1').approvals.get(id);
    expect(record).toMatchObject({ sealedCall: null });
    expect(record?.endedAt).not.toBeNull();
    expect(await eventsOf(id)).toEqual([
      ['approval.decided', 'denied', false],
      ['approval.requested', 'pending', false],
    ]);
    for (const verb of ['approve', 'deny', 'withdraw']) {
      const late = await post(id, verb);
      expect(outcome(late)).toEqual([409, 'approval_over']);
      expect(late.json).toMatchObject({ approvalStatus: 'denied', detail: expect.stringMatching(/denied.*manager-1/) });
    }
    // The same call may be asked about anew.
    expect(await its.ask(call)).not.toBe(id);
  });

  test.each(Array.from({ length: 6 }, (_, index) => index))('of a race one wins (%i)', async () => {
    const id = await its.ask(its.call());
    const second = await its.person({ userId: 'manager-2' });
    const answers = await Promise.all([
      post(id, 'deny'),
      post(id, 'approve', { as: second }),
      post(id, 'withdraw', { as: await its.session({ userId: 'agent-1', permissions: ['read'] }) }),
      post(id, 'approve'),
      post(id, 'deny', { as: second }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.code === 'approval_over')).toHaveLength(4);
    const won = answers.find(({ status }) => status === 200);
    expect((await get(`/v1/approvals/${id}`)).json.status).toBe(won?.json.status);
    const decided = (await eventsOf(id)).filter(([type]) => type === 'approval.decided');
    expect(decided).toHaveLength(1);
  });

  test.each([
    ['a number', 5],
    ['nothing said at length', { note: '' }],
    ['too much', { note: 'x'.repeat(501) }],
    ['another word', { notes: 'x' }],
  ])('with %s instead of a note is refused, and the request waits on', async (_, json) => {
    const id = await its.ask(its.call());
    expect(outcome(await post(id, 'deny', { json }))).toEqual([422, 'invalid_request']);
    expect((await get(`/v1/approvals/${id}`)).json.status).toBe('pending');
  });
});

describe('taking a request back', () => {
  test('is for who asked, for a host key, and for somebody with `controls`', async () => {
    const asker = await its.session({ userId: 'agent-1', permissions: ['campaigns'] });
    const bystander = await its.session({ userId: 'agent-2', permissions: ['campaigns', 'read'] });
    const first = await its.ask(its.call());
    expect(outcome(await post(first, 'withdraw', { as: bystander }))).toEqual([403, 'permission_denied']);
    expect((await post(first, 'withdraw', { as: asker })).json).toMatchObject({ status: 'withdrawn' });
    const second = await its.ask(its.call());
    const host = { as: its.server.hostKey, workspaceId: 'workspace-1' };
    expect((await post(second, 'withdraw', host)).json.status).toBe('withdrawn');
    const third = await its.ask(its.call());
    expect((await post(third, 'withdraw')).json).toMatchObject({ status: 'withdrawn', decidedBy: 'manager-1' });
    expect(await eventsOf(third)).toEqual([
      ['approval.decided', 'withdrawn', false],
      ['approval.requested', 'pending', false],
    ]);
  });

  test('is possible after the yes, while the caller has not sent the call', async () => {
    const id = await its.ask(upload());
    expect((await post(id, 'approve')).json.status).toBe('approved');
    expect((await post(id, 'withdraw')).json.status).toBe('withdrawn');
  });

  test('is too late once the call is on its way', async () => {
    const id = await its.ask(its.call());
    expect((await post(id, 'approve')).json.status).toBe('running');
    expect(outcome(await post(id, 'withdraw'))).toEqual([409, 'approval_over']);
  });
});

describe('an approved call of its caller', () => {
  const claim = (id: string, call = upload(), actor = its.actor()) => claimApproval(its.server.deps, actor, call, id);

  test('is used up once, by the same caller, for the same call', async () => {
    const call = upload();
    const id = await its.ask(call);
    expect(await claim(id, call)).toBeNull();
    const approved = (await post(id, 'approve')).json;
    expect(approved).toMatchObject({ status: 'approved', runs: 'by_caller' });
    expect(Date.parse(approved.expiresAt) - Date.parse(approved.decidedAt)).toBe(HOUR_MS);

    const other = { ...call, body: { ...form, fields: { ...form.fields, image_signature: 'f'.repeat(32) } } };
    await expect(claim(id, other)).rejects.toMatchObject({ code: 'approval_mismatch' });
    await expect(claim(id, call, its.actor({ userId: 'agent-2' }))).rejects.toMatchObject({
      code: 'approval_mismatch',
    });
    await expect(claim(id, call, its.actor({ workspaceId: 'workspace-2' }))).rejects.toMatchObject({
      code: 'not_found',
    });
    const claims = await Promise.allSettled(Array.from({ length: 5 }, () => claim(id, { ...call, id: 'call_7' })));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of claims) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'approval_over' });
      else {
        await one.value?.finished('call_7', {
          kind: 'answered',
          isReconciled: false,
          answer: {
            httpStatus: 200,
            contentType: 'application/json',
            body: Buffer.from('{}'),
            tiktokCode: 0,
            tiktokMessage: 'OK',
            tiktokRequestId: 'r-1',
            retryAfterMs: null,
          },
        });
      }
    }
    expect((await get(`/v1/approvals/${id}`)).json).toMatchObject({
      status: 'succeeded',
      callId: 'call_7',
      result: { tiktokCode: 0, tiktokMessage: 'OK', tiktokRequestId: 'r-1', error: null },
    });
    await expect(claim(id, call)).rejects.toMatchObject({ code: 'approval_over' });
  });

  test('that surely reached nobody may be sent again', async () => {
    const call = upload();
    const id = await its.ask(call);
    await post(id, 'approve');
    const { AppError } = await import('../../server/errors.ts');
    const used = await claim(id, call);
    await used?.finished(call.id, { kind: 'not_sent', error: new AppError('tiktok_rate_limited', 'Later.') });
    expect((await get(`/v1/approvals/${id}`)).json.status).toBe('approved');
    const again = await claim(id, call);
    await again?.finished(call.id, { kind: 'unknown', error: new AppError('call_outcome_unknown', 'Who knows.') });
    expect((await get(`/v1/approvals/${id}`)).json).toMatchObject({
      status: 'failed',
      result: { error: { code: 'call_outcome_unknown' } },
    });
  });

  test('is denied when the controls say no by then, and allowed again when they do not', async () => {
    const call = upload();
    const id = await its.ask(call);
    await post(id, 'approve');
    const rule = (decision: string | null) =>
      its.server.call('PUT', '/v1/controls', {
        as: manager,
        json: { advertiserId: its.advertiserId, cells: [{ actorKind: 'agent', action: 'upload', decision }] },
      });
    await rule('deny');
    await expect(claim(id, call)).rejects.toMatchObject({ code: 'call_denied' });
    await rule(null);
    expect(await claim(id, call)).not.toBeNull();
  });
});

describe('time', () => {
  test('ends what nobody decided on after three days, and a yes that nobody used after an hour', async () => {
    const waiting = await its.ask(its.call());
    const call = upload();
    const unused = await its.ask(call);
    await post(unused, 'approve');
    its.advance(HOUR_MS + 1000);
    await expect(claimApproval(its.server.deps, its.actor(), call, unused)).rejects.toMatchObject({
      code: 'approval_over',
    });
    manager = await its.person();
    expect((await get(`/v1/approvals/${unused}`)).json.status).toBe('expired');
    expect((await get(`/v1/approvals/${waiting}`)).json.status).toBe('pending');

    its.advance(71 * HOUR_MS);
    manager = await its.person();
    expect((await get(`/v1/approvals/${waiting}`)).json).toMatchObject({ mayDecide: false });
    expect(outcome(await post(waiting, 'approve'))).toEqual([409, 'approval_over']);
    expect((await get(`/v1/approvals/${waiting}`)).json).toMatchObject({ status: 'expired', decidedBy: null });
    expect(await eventsOf(waiting)).toEqual([
      ['approval.decided', 'expired', false],
      ['approval.requested', 'pending', false],
    ]);
  });

  test('is looked after without anybody asking, and forgets after 90 days', async () => {
    const id = await its.ask(its.call());
    const { planApprovals } = await import('../../server/approvals/index.ts');
    await planApprovals(its.server.deps);
    await sweep();
    its.advance(72 * HOUR_MS);
    await sweep();
    manager = await its.person();
    expect((await get(`/v1/approvals/${id}`)).json.status).toBe('expired');
    its.advance(90 * 24 * HOUR_MS + 1000);
    await sweep();
    manager = await its.person();
    expect((await get(`/v1/approvals/${id}`)).status).toBe(404);
  });
});
