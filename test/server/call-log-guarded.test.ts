import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { TikTokCall } from '../../shared/calls.ts';
import type { Answer } from '../support/server.ts';
import { type ImportedAccount, importedAccount } from './reconcile-account.ts';
import { campaignJson } from './reconcile-support.ts';

// What the record of a write says when a guard steps in.

let account: ImportedAccount;
let agent: string;
let manager: string;
beforeAll(async () => {
  account = await importedAccount(23);
  agent = await account.together.session({ userId: 'agent-1', actorKind: 'agent' });
  manager = await account.together.session();
});
afterEach(async () => {
  await account.together.simulator.clearFaults();
  await rule('create', null);
  await rule('resume', null);
});
afterAll(() => account.together.stop());

async function rule(action: string, decision: string | null): Promise<void> {
  const json = { cells: [{ actorKind: 'agent', action, decision }] };
  const answer = await account.together.server.call('PUT', '/v1/controls', { as: manager, json });
  expect(answer.status, answer.text).toBe(200);
}
const send = (path: string, json: object, key?: string): Promise<Answer> =>
  account.together.server.call('POST', `/v1/tiktok/open_api/v1.3${path}`, {
    as: agent,
    json: { advertiser_id: account.advertiserId, ...json },
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
  });
const callOf = async (answer: Answer): Promise<TikTokCall> => {
  const path = `/v1/tiktok-calls/${answer.headers.get('X-Call-Id')}`;
  return (await account.together.server.call('GET', path, { as: manager })).json;
};

it('waits under the first record alone when the same is asked again without a key', async () => {
  await rule('create', 'ask');
  const first = await send('/campaign/create/', campaignJson('Asked twice'));
  const again = await send('/campaign/create/', campaignJson('Asked twice'));
  const keyed = await send('/campaign/create/', campaignJson('Asked twice'), 'asked-1');
  for (const answer of [first, again, keyed]) {
    expect(answer.status, answer.text).toBe(202);
    expect(answer.json.approvalId).toBe(first.json.approvalId);
  }
  expect(await callOf(first)).toMatchObject({ status: 'waiting', error: null });
  expect(await callOf(again)).toMatchObject({ status: 'refused', error: { code: 'approval_over' } });
  expect((await callOf(again)).error?.message).toContain(first.headers.get('X-Call-Id'));
  expect(await callOf(keyed)).toMatchObject({ status: 'waiting' });
});

it('does not call a change refused whose answer was lost before, although a guard refuses to send it again', async () => {
  await rule('resume', 'allow');
  await rule('create', 'allow');
  const { campaign_id } = (await send('/campaign/create/', campaignJson('In doubt'))).json.data;
  const path = '/campaign/status/update/';
  const change = { campaign_ids: [campaign_id], operation_status: 'ENABLE' };
  await account.together.simulator.addFault({ path, kind: 'reset', when: 'after', times: 3 });
  const lost = await send(path, change, 'doubt-1');
  expect([lost.status, lost.json.code], lost.text).toEqual([502, 'call_outcome_unknown']);
  await account.together.simulator.clearFaults();
  await rule('resume', 'deny');
  const denied = await send(path, change, 'doubt-1');
  expect([denied.status, denied.json.code], denied.text).toEqual([403, 'call_denied']);
  expect(await callOf(denied)).toMatchObject({ status: 'unknown', error: { code: 'call_denied' } });
  await rule('resume', 'allow');
  const again = await send(path, change, 'doubt-1');
  expect(again.json, again.text).toMatchObject({ code: 0 });
  expect(await callOf(again)).toMatchObject({ status: 'succeeded', id: (await callOf(lost)).id });
});
