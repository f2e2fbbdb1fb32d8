import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionOwner, openTokens, rotateToken } from '../../server/tokens/index.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';

const REFRESH = '/tt_user/oauth2/refresh_token/';

let together: Together;
let token: string;
let connectionId: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
  connectionId = await together.connect(token, { kind: 'tiktok_account' });
});
afterEach(() => together.stop());

const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  together.server.call(method, path, { as: token, ...options });
const stored = () => together.server.deps.store.workspace('workspace-1').connections.get(connectionId);

/** Begins a renewal and comes back while TikTok is about to answer it. */
async function renewSlowly(): Promise<{ done: Promise<unknown> }> {
  await together.simulator.addFault({ path: REFRESH, kind: 'delay', delayMs: 700, when: 'after' });
  const done = rotateToken(together.server.deps, 'workspace-1', connectionId).catch((error: unknown) => error);
  while ((await together.simulator.requests(REFRESH)).length === 0)
    await new Promise((resolve) => setImmediate(resolve));
  return { done };
}

async function lastToken(): Promise<string> {
  const record = await stored();
  const owner = connectionOwner('workspace-1', connectionId);
  return openTokens(together.server.deps, owner, record?.sealedToken ?? '').accessToken;
}

test('a sign-in that is accepted while the old token is being renewed is the one that stays', async () => {
  const [lost] = together.simulator.person().advertisers;
  const { email } = together.simulator.person();
  await together.simulator.control('roles', { advertiserId: lost?.advertiserId, role: null, email });
  const started = await call('POST', '/v1/connections/authorize', { json: { origin: ORIGIN, connectionId } });
  await together.simulator.authorize(started.json.authorizeUrl);
  const path = `/v1/connections/attempts/${started.json.attemptId}`;
  expect((await call('GET', path)).json.review).toMatchObject({ lostAdvertiserCount: 1 });
  const renewal = await renewSlowly();
  expect((await call('POST', `${path}/accept`)).json).toMatchObject({ status: 'succeeded', connectionId });
  const accepted = await lastToken();
  await renewal.done;
  expect(await lastToken()).toBe(accepted);
  expect((await call('POST', `/v1/connections/${connectionId}/check`)).json.state).toBe('active');
});

test('a connection that is disconnected while its token is being renewed leaves no living grant at TikTok', async () => {
  const renewal = await renewSlowly();
  expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
  await together.server.jobs.runDue();
  await renewal.done;
  expect(await stored()).toMatchObject({ state: 'revoked', sealedToken: null });
  together.advance(60_000);
  await together.server.jobs.runDue();
  expect(await together.simulator.tokens()).toEqual([]);
  let sealed = 0;
  await together.server.deps.store.resealSecrets((value) => {
    sealed += 1;
    return value;
  });
  expect(sealed).toBe(0);
});
