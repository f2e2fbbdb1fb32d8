import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { begin } from '../../server/call-log/index.ts';
import { AppError } from '../../server/errors.ts';
import type { CallHandle } from '../../server/guard-shapes/index.ts';
import { okAnswer } from '../../server/reconcile/made-answer.ts';
import type { CallEnd } from '../../server/store/calls.ts';
import { campaignJson, type Lab, startLab } from './reconcile-support.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterEach(() => {
  // Told by a clock that is hours ahead of TikTok's, what is there cannot be told from what was there before.
  lab.together.advance(-aheadMs);
  aheadMs = 0;
});
afterAll(() => lab.stop());

const HOUR_MS = 3_600_000;

let aheadMs = 0;
function forward(ms: number): void {
  aheadMs += ms;
  lab.together.advance(ms);
}

async function begun(name: string): Promise<CallHandle> {
  const { deps } = lab.together.server;
  const actor = {
    kind: 'host',
    actorKind: 'automation',
    workspaceId: 'workspace-1',
    userId: null,
    permissions: new Set<string>(),
    origin: null,
    expiresAt: null,
  } as const;
  const about = { idempotencyKey: name, fingerprint: 'f', approvalId: null };
  const answer = await begin(deps, actor, lab.callOf('/campaign/create/', campaignJson(name)), about);
  if (answer.kind !== 'go') throw new Error('it did not begin');
  return answer.handle;
}

it('holds a call although the clock was put forward, as long as nobody has gone on with it', async () => {
  const handle = await begun('Forward');
  expect(await handle.isStillHeld()).toBe(true);
  forward(HOUR_MS);
  expect(await handle.isStillHeld()).toBe(true);
  await handle.finish({ kind: 'refused', error: new AppError('call_denied', 'not now') });
});

it('knows when somebody else has gone on with a call, and leaves their record alone', async () => {
  const handle = await begun('Overslept');
  const { calls } = lab.together.server.deps.store.workspace('workspace-1');
  const { clock } = lab.together.server.deps;
  forward(HOUR_MS);
  const theirs = { owner: 'another process', until: clock.now() + HOUR_MS };
  expect(await calls.takeOver(handle.callId, clock.now(), theirs)).not.toBeNull();
  expect(await handle.isStillHeld()).toBe(false);
  await handle.finish({ kind: 'not_sent', error: new AppError('tiktok_unavailable', 'given up') });
  expect(await calls.get(handle.callId)).toMatchObject({ status: 'running', idempotencyKey: 'Overslept' });
  expect(await calls.renew(handle.callId, theirs)).toBe(true);
});

it('puts a record right that somebody else has ended without finding what was done', async () => {
  const handle = await begun('Found late');
  const { calls } = lab.together.server.deps.store.workspace('workspace-1');
  const { clock } = lab.together.server.deps;
  forward(HOUR_MS);
  await calls.takeOver(handle.callId, clock.now(), { owner: 'another process', until: clock.now() + HOUR_MS });
  const error = { code: 'tiktok_unavailable', message: 'TikTok has not done it.' } as const;
  const notDone: CallEnd = {
    status: 'failed',
    finishedAt: clock.now(),
    attempts: [],
    entityIds: [],
    error,
    approvalId: null,
    key: { kind: 'free' },
    leases: [],
  };
  expect(await calls.finish(handle.callId, 'another process', notDone)).toBe(true);
  const answer = okAnswer({ campaign_id: '1790000000000000001' }, '2026');
  await handle.finish({ kind: 'answered', answer, isReconciled: false });
  expect(await calls.get(handle.callId)).toMatchObject({
    status: 'succeeded',
    entityIds: ['1790000000000000001'],
    error: null,
  });
});

it('has lost a call with the name that it makes', async () => {
  const handle = await begun('Named');
  expect(await handle.hold('create:name', 0)).toBe(true);
  const { leases } = lab.together.server.deps.store;
  const { clock } = lab.together.server.deps;
  forward(HOUR_MS);
  expect(await leases.take('create:name', 'another process', clock.now(), clock.now() + HOUR_MS)).toBe(true);
  expect(await handle.isStillHeld()).toBe(false);
  await handle.finish({ kind: 'not_sent', error: new AppError('tiktok_unavailable', 'given up') });
});

it('is not sent when it was taken over while it waited for its turn', async () => {
  const { server, simulator } = lab.together;
  const { tiktok, clock, store } = server.deps;
  const { calls } = store.workspace('workspace-1');
  const path = '/campaign/create/';
  const before = (await simulator.requests(path)).length;
  const theirs = { owner: 'another process', until: clock.now() + 2 * HOUR_MS };
  const takenOver: string[] = [];
  vi.spyOn(tiktok, 'admitNow').mockReturnValueOnce(null);
  vi.spyOn(tiktok, 'admit').mockImplementationOnce(async (...turn) => {
    forward(HOUR_MS);
    const query = { after: null, limit: 1, advertiserId: null, status: null, idempotencyKey: 'waits' };
    const [waiting] = (await calls.list(query)).items;
    takenOver.push((await calls.takeOver(waiting?.id ?? '', clock.now(), theirs))?.id ?? '');
    return tiktok.admit(...turn);
  });
  const answer = await server.call('POST', `/v1/tiktok/open_api/v1.3${path}`, {
    as: await lab.together.session(),
    headers: { 'Idempotency-Key': 'waits' },
    json: { advertiser_id: lab.advertiserId, ...campaignJson('Waits') },
  });
  vi.restoreAllMocks();
  expect([answer.status, answer.json.code]).toEqual([502, 'tiktok_unavailable']);
  expect((await simulator.requests(path)).length).toBe(before);
  expect(takenOver).toEqual([answer.headers.get('X-Call-Id')]);
  expect(await calls.get(takenOver[0] ?? '')).toMatchObject({ status: 'running', attempts: [] });
});

it('answers with what TikTok said although the end cannot be written down, and puts the record right later', async () => {
  const { server } = lab.together;
  const { deps, jobs } = server;
  const real = deps.store.workspace('workspace-1');
  const full = () => Promise.reject(new Error('database or disk is full'));
  const workspace = vi
    .spyOn(deps.store, 'workspace')
    .mockReturnValue({ ...real, calls: { ...real.calls, finish: full } });
  const create = async () =>
    server.call('POST', '/v1/tiktok/open_api/v1.3/campaign/create/', {
      as: await lab.together.session(),
      headers: { 'Idempotency-Key': 'full' },
      json: { advertiser_id: lab.advertiserId, ...campaignJson('Written late') },
    });
  const answer = await create();
  workspace.mockRestore();
  expect(answer.json).toMatchObject({ code: 0 });
  expect(lab.together.log()).toContain('the end of a call could not be written down');
  const { campaign_id: id } = answer.json.data;
  const callId = answer.headers.get('X-Call-Id') ?? '';
  expect(await real.calls.get(callId)).toMatchObject({ status: 'running' });
  expect((await create()).status).toBe(409);
  forward(60_000);
  await jobs.runDue();
  expect(await real.calls.get(callId)).toMatchObject({ status: 'succeeded', entityIds: [id] });
  const again = await create();
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  expect(again.json).toMatchObject({ code: 0, data: { campaign_id: id } });
});
