import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../server/errors.ts';
import { createGuards } from '../../server/guards.ts';
import type { PassThroughContext } from '../../server/pass-through/context.ts';
import { guardCall } from '../../server/pass-through/guard-call.ts';
import { type Approving, startApproving } from './approvals-support.ts';

// A change that was approved and being sent when its process died: nobody can look up whether TikTok has taken it.

const API = '/v1/tiktok/open_api/v1.3';

let its: Approving;
let agent: string;
let manager: string;
beforeAll(async () => {
  its = await startApproving();
  agent = await its.session({ userId: 'agent-1', actorKind: 'agent', permissions: ['read', 'campaigns'] });
  manager = await its.person({ permissions: ['read', 'controls', 'campaigns'] });
});
afterAll(() => its.stop());

const call = async (method: string, path: string, json: object, as = manager) => {
  const answer = await its.server.call(method, path, { as, json });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.json;
};
const rule = (decision: string | null) =>
  call('PUT', '/v1/controls', { cells: [{ actorKind: 'agent', action: 'budget_change', decision }] });
const updates = async () => (await its.simulator.requests('/campaign/update/')).length;

describe('a change that may have been sent is not sent again, and not said to have failed', () => {
  let id: string;
  let callId: string;
  beforeEach(async () => {
    const of = { advertiser_id: its.advertiserId };
    const made = await call('POST', `${API}/campaign/create/`, {
      ...of,
      campaign_name: `Spring ${Math.random()}`,
      objective_type: 'TRAFFIC',
      budget_mode: 'BUDGET_MODE_DAY',
      budget: 5000,
      operation_status: 'ENABLE',
    });
    const change = { ...of, campaign_id: String(made.data.campaign_id), budget: 9000 };
    ({ approvalId: id } = await call('POST', `${API}/campaign/update/`, change, agent));
    ({ callId } = await call('POST', `/v1/approvals/${id}/approve`, {}));
    const now = its.server.deps.clock.now();
    const lease = { owner: 'a process that crashed', until: now - 1 };
    const { calls } = its.server.deps.store.workspace('workspace-1');
    expect(await calls.takeOver(callId, now - 1, lease)).not.toBeNull();
  });

  const isInDoubt = async (reason: string) => {
    const before = await updates();
    await its.server.jobs.runDue();
    const { json } = await its.server.call('GET', `/v1/approvals/${id}`, { as: manager });
    expect([json.status, json.result?.error?.code]).toEqual(['failed', 'call_outcome_unknown']);
    expect(json.result?.error?.message).toContain(reason);
    expect(await updates()).toBe(before);
  };

  test('against a rule that denies by then', async () => {
    await rule('deny');
    await isInDoubt('denies "budget_change"');
    await rule(null);
  });

  test('when its sign-in cannot be used right now', async () => {
    const { deps } = its.server;
    const error = new AppError('tiktok_unavailable', 'The token could not be renewed.');
    const sent = guardCall(
      { deps, guards: createGuards() } as unknown as PassThroughContext,
      its.actor({ permissions: new Set(['read', 'campaigns']) }),
      its.call({ id: callId, actions: ['update'] }),
      { idempotencyKey: null, fingerprint: null, approvedId: id, claimedId: null },
      { maxWaitMs: 1000, send: () => Promise.reject(error) },
    );
    await expect(sent).rejects.toBe(error);
    expect(await deps.store.workspace('workspace-1').calls.get(callId)).toMatchObject({ status: 'unknown' });
    await rule('deny');
    await isInDoubt('denies "budget_change"');
    await rule(null);
  });

  test('against a spend cap that was set since', async () => {
    const cap = await call('PUT', '/v1/spend-caps', { advertiserId: its.advertiserId, daily: '1', lifetime: null });
    await isInDoubt('With this call, budgets could spend');
    expect((await its.server.call('DELETE', `/v1/spend-caps/${cap.id}`, { as: manager })).status).toBe(204);
  });
});
