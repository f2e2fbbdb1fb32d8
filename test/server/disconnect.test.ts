import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import type { LoggedRequest } from '../support/simulator.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const REVOKE = '/oauth2/revoke_token/';

let together: Together;
let connectionId: string;
beforeEach(async () => {
  together = await startTogether();
  connectionId = await together.connect(await together.session());
});
afterEach(async () => {
  vi.restoreAllMocks();
  await together.stop();
});

/** The host's, since a session ends when a test moves the clock. */
const call = (method: string, path: string, options: CallOptions = {}): Promise<Answer> =>
  together.server.call(method, path, { as: together.server.hostKey, workspaceId: 'workspace-1', ...options });
const disconnect = (id = connectionId) => call('DELETE', `/v1/connections/${id}`);
const runDue = () => together.server.jobs.runDue();
const revocations = (path = REVOKE): Promise<LoggedRequest[]> => together.simulator.requests(path);
const codes = async () => (await revocations()).map(({ code }) => code);
const audit = async () =>
  (await call('GET', '/v1/audit-log?action=connection.disconnected')).json.items.map(
    ({ actor, detail }: { actor: { kind: string }; detail: object }) => ({ by: actor.kind, ...detail }),
  );
const tikTokIsDown = () => together.simulator.addFault({ path: REVOKE, kind: 'html', times: 1000 });
/** As down, without the client's own tries, which take seconds. */
const tikTokDoesNot = () =>
  together.simulator.addFault({
    path: REVOKE,
    kind: 'code',
    code: 40101,
    message: 'App id or secret is wrong.',
    times: 1000,
  });
const storedRevocations = async (): Promise<number> => {
  let count = 0;
  await together.server.deps.store.resealSecrets((sealed, { kind }) => {
    if (kind === 'revocation') count += 1;
    return sealed;
  });
  return count;
};

async function importOne(): Promise<string[]> {
  const rows = (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;
  const usable = rows.filter((row: { importable: boolean }) => row.importable).slice(0, 3);
  const advertiserIds = usable.map((row: { advertiserId: string }) => row.advertiserId);
  await call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds } });
  return advertiserIds;
}

describe('disconnecting', () => {
  test('withdraws the grant at TikTok and leaves nothing of the person behind', async () => {
    const imported = await importOne();
    expect((await disconnect()).status).toBe(204);
    expect((await call('GET', '/v1/ad-accounts')).json.items).toEqual([]);
    expect(await storedRevocations()).toBe(1);
    await runDue();
    expect(await codes()).toEqual([0]);
    expect(await storedRevocations()).toBe(0);
    expect(await together.simulator.tokens()).toEqual([]);
    const { deps } = together.server;
    expect(await deps.store.workspace('workspace-1').connections.get(connectionId)).toMatchObject({
      state: 'revoked',
      sealedToken: null,
      coreUserId: null,
      displayName: null,
      email: null,
      scopes: [],
      advertiserChange: null,
    });
    expect(await audit()).toEqual([{ by: 'host', adAccounts: imported.length, atTikTok: 'asked' }]);
  });

  test('may be repeated: 204 again, one revocation, one entry in the audit log', async () => {
    const answers = await Promise.all([disconnect(), disconnect(), disconnect()]);
    answers.push(await disconnect());
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    await runDue();
    expect(await codes()).toEqual([0]);
    expect(await audit()).toHaveLength(1);
    expect((await call('DELETE', '/v1/connections/con_AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  });

  test('stops the background work of the connection and of nothing else', async () => {
    const other = await together.connect(await together.session(), { email: 'jun.seo@example.com' });
    const remove = vi.spyOn(together.server.deps.store.jobs, 'claim');
    await disconnect();
    await runDue();
    remove.mockClear();
    together.advance(7 * HOUR);
    await runDue();
    const claimed = await Promise.all(remove.mock.results.map(({ value }) => value));
    const subjects = claimed.flatMap((job) => (job === null ? [] : [job.subjectId]));
    expect(subjects).toContain(other);
    expect(subjects).not.toContain(connectionId);
  });

  test('leaves what hangs on other connections, and one removed ad account leaves its siblings', async () => {
    const [first, second, third] = await importOne();
    expect((await call('DELETE', `/v1/ad-accounts/${first}`)).status).toBe(204);
    const left = (await call('GET', '/v1/ad-accounts')).json.items.map(
      ({ advertiserId }: { advertiserId: string }) => advertiserId,
    );
    expect(left.sort()).toEqual([second, third].sort());
    expect((await call('GET', `/v1/connections/${connectionId}`)).json).toMatchObject({ state: 'active' });
    expect(await revocations()).toEqual([]);
    const elsewhere = await together.connect(await together.session({ workspaceId: 'workspace-2' }));
    await disconnect();
    const foreign = await call('GET', `/v1/connections/${elsewhere}`, { workspaceId: 'workspace-2' });
    expect(foreign.json).toMatchObject({ state: 'active', advertiserCount: 8 });
  });

  test('makes the connection as if it had never been: the same person connects anew', async () => {
    await disconnect();
    const again = await together.connect(await together.session());
    expect(again).not.toBe(connectionId);
    expect((await call('GET', `/v1/connections/${again}`)).json).toMatchObject({ state: 'active', importedCount: 0 });
  });
});

describe('while TikTok is down', () => {
  test('the connection is gone at once, and TikTok is asked again until it answers', async () => {
    await tikTokIsDown();
    expect((await disconnect()).status).toBe(204);
    expect((await call('GET', `/v1/connections/${connectionId}`)).status).toBe(404);
    await runDue();
    expect(await storedRevocations()).toBe(1);
    const tried = (await revocations()).length;
    expect(tried).toBeGreaterThan(0);
    await runDue();
    expect(await revocations()).toHaveLength(tried);
    await together.simulator.clearFaults();
    together.advance(2 * MINUTE);
    await runDue();
    expect((await codes()).at(-1)).toBe(0);
    expect(await storedRevocations()).toBe(0);
    expect(await together.simulator.tokens()).toEqual([]);
  });

  test('a restart in between forgets nothing', async () => {
    await tikTokDoesNot();
    await disconnect();
    await runDue();
    await together.server.restart();
    await together.simulator.clearFaults();
    together.advance(2 * MINUTE);
    await runDue();
    expect(await together.simulator.tokens()).toEqual([]);
  });

  test('it is asked less and less often, for a week, then given up and written down', async () => {
    await tikTokDoesNot();
    await disconnect();
    await runDue();
    let tries = 0;
    for (let hours = 0; hours < 7 * 24; hours += 1) {
      together.advance(HOUR);
      const before = (await revocations()).length;
      await runDue();
      tries += (await revocations()).length - before;
    }
    expect(tries).toBeGreaterThan(20);
    expect(tries).toBeLessThan(60);
    together.advance(HOUR);
    await runDue();
    expect(await storedRevocations()).toBe(0);
    const asked = (await revocations()).length;
    together.advance(DAY);
    await runDue();
    expect(await revocations()).toHaveLength(asked);
    expect(together.log()).toContain('given up, and the token is forgotten');
    expect(await audit()).toContainEqual(expect.objectContaining({ by: 'server', atTikTok: 'given_up' }));
  });

  test('a token that TikTok calls invalid by then needs no more asking', async () => {
    await tikTokDoesNot();
    await disconnect();
    await runDue();
    await together.simulator.clearFaults();
    const [advertiser] = together.simulator.person().advertisers;
    await together.simulator.control('tokens/revoke', { advertiserId: advertiser?.advertiserId });
    together.advance(2 * MINUTE);
    await runDue();
    expect(await storedRevocations()).toBe(0);
    expect(await audit()).toHaveLength(1);
  });
});

describe("a TikTok account's grant whose access token has ended", () => {
  const REVOKE_ACCOUNT = '/tt_user/oauth2/revoke/';
  const REFRESH = '/tt_user/oauth2/refresh_token/';
  const accountGrants = async () =>
    (await together.simulator.tokens()).filter(
      ({ kind, refreshTokenLast4 }) => kind === 'tiktok_account' && refreshTokenLast4 !== null,
    );
  const connectAccount = async () => together.connect(await together.session(), { kind: 'tiktok_account' });
  const endAccess = async () => {
    const [grant] = await accountGrants();
    await together.simulator.control('tokens/expire', { what: 'access', openId: grant?.openId });
  };

  test('is renewed once more to be withdrawn: its refresh token would live for a year', async () => {
    const id = await connectAccount();
    await endAccess();
    await disconnect(id);
    await runDue();
    expect((await revocations(REVOKE_ACCOUNT)).map(({ code }) => code)).toEqual([40102, 0]);
    expect(await accountGrants()).toEqual([]);
    expect(await storedRevocations()).toBe(0);
    together.advance(MINUTE);
    await runDue();
    expect(await revocations(REVOKE_ACCOUNT)).toHaveLength(2);
  });

  test('is renewed once, also when TikTok then does not withdraw it at first', async () => {
    const id = await connectAccount();
    await endAccess();
    await disconnect(id);
    const revoke = { path: REVOKE_ACCOUNT, kind: 'code' as const };
    await together.simulator.addFault({ ...revoke, code: 40102, message: 'Access token has expired.' });
    await together.simulator.addFault({ ...revoke, code: 40101, message: 'App id or secret is wrong.' });
    await runDue();
    expect(await storedRevocations()).toBe(1);
    together.advance(MINUTE);
    await runDue();
    expect(await accountGrants()).toEqual([]);
    expect(await storedRevocations()).toBe(0);
    expect(await revocations(REFRESH)).toHaveLength(1);
  });

  test('is done with when TikTok does not renew it either', async () => {
    const id = await connectAccount();
    const [grant] = await accountGrants();
    await together.simulator.control('tokens/expire', { what: 'refresh', openId: grant?.openId });
    await endAccess();
    await disconnect(id);
    await runDue();
    expect(await storedRevocations()).toBe(0);
    expect(await revocations(REFRESH)).toHaveLength(1);
  });
});

describe("another tenant's grant", () => {
  test('of the same person by the same app is not withdrawn with this one', async () => {
    const elsewhere = await together.connect(await together.session({ workspaceId: 'workspace-2' }));
    await disconnect();
    await runDue();
    expect(await revocations()).toEqual([]);
    expect(await storedRevocations()).toBe(0);
    const checked = await call('POST', `/v1/connections/${elsewhere}/check`, { workspaceId: 'workspace-2' });
    expect(checked.json.state).toBe('active');
    // What this workspace can read says nothing about the other one.
    expect(await audit()).toEqual([{ by: 'host', adAccounts: 0, atTikTok: 'asked' }]);
    expect((await call('DELETE', `/v1/connections/${elsewhere}`, { workspaceId: 'workspace-2' })).status).toBe(204);
    await runDue();
    expect(await codes()).toEqual([0]);
  });

  test('that comes while the withdrawal waits is spared as well', async () => {
    await tikTokDoesNot();
    await disconnect();
    await runDue();
    const again = await together.connect(await together.session());
    await together.simulator.clearFaults();
    const before = (await revocations()).length;
    together.advance(2 * MINUTE);
    await runDue();
    expect(await revocations()).toHaveLength(before);
    expect((await call('POST', `/v1/connections/${again}/check`)).json.state).toBe('active');
  });

  test('of another person is no reason to spare it', async () => {
    const token = await together.session({ workspaceId: 'workspace-2' });
    await together.connect(token, { email: 'jun.seo@example.com' });
    await disconnect();
    await runDue();
    expect(await codes()).toEqual([0]);
  });
});

test('a grant of an app that the workspace has replaced since is withdrawn with that app, which is then forgotten', async () => {
  await disconnect();
  await runDue();
  const own = { appId: '7012345678901234999', appSecret: 'a-secret-of-the-workspace' };
  await together.simulator.control('apps', own);
  expect((await call('PUT', '/v1/tiktok-app', { json: own })).status).toBeLessThan(300);
  const made = await together.connect(await together.session());
  expect((await call('GET', `/v1/connections/${made}`)).json.appId).toBe(own.appId);
  await call('DELETE', '/v1/tiktok-app');
  await tikTokDoesNot();
  await disconnect(made);
  await runDue();
  const { tiktokApps } = together.server.deps.store.workspace('workspace-1');
  expect(await tiktokApps.get(own.appId)).not.toBeNull();
  await together.simulator.clearFaults();
  together.advance(2 * MINUTE);
  await runDue();
  expect((await codes()).at(-1)).toBe(0);
  expect(await together.simulator.tokens()).toEqual([]);
  expect(await tiktokApps.get(own.appId)).toBeNull();
});

describe('a crash', () => {
  /** Lets the process die, as far as the database can tell, at the n-th job it puts in line from now on. */
  function dieAtEnqueue(nth: number): void {
    const { jobs } = together.server.deps.store;
    const enqueue = jobs.enqueue.bind(jobs);
    let count = 0;
    vi.spyOn(jobs, 'enqueue').mockImplementation(async (job) => {
      count += 1;
      if (count === nth) throw new Error('the process died here');
      return enqueue(job);
    });
  }

  test('before the connection is gone leaves it whole', async () => {
    await importOne();
    dieAtEnqueue(1);
    expect((await disconnect()).status).toBe(500);
    vi.restoreAllMocks();
    together.advance(HOUR);
    await runDue();
    expect(await revocations()).toEqual([]);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json).toMatchObject({
      state: 'active',
      importedCount: 3,
    });
  });

  test('after it is gone leaves a revocation that is in line', async () => {
    dieAtEnqueue(2);
    expect((await disconnect()).status).toBe(500);
    vi.restoreAllMocks();
    expect((await call('GET', `/v1/connections/${connectionId}`)).status).toBe(404);
    expect(await storedRevocations()).toBe(1);
    expect((await disconnect()).status).toBe(204);
    together.advance(MINUTE);
    await runDue();
    expect(await codes()).toEqual([0]);
    expect(await storedRevocations()).toBe(0);
  });

  test('after a sign-in is stored leaves the connection with its background work', async () => {
    await disconnect();
    await runDue();
    // The first is the one that makes up for the others.
    dieAtEnqueue(2);
    const again = await together.connect(await together.session());
    vi.restoreAllMocks();
    together.advance(MINUTE);
    await runDue();
    const claim = vi.spyOn(together.server.deps.store.jobs, 'claim');
    together.advance(8 * HOUR);
    await runDue();
    const claimed = await Promise.all(claim.mock.results.map(({ value }) => value));
    expect(claimed.some((job) => job?.subjectId === again && job.kind === 'connection.probe')).toBe(true);
  });
});

test('a sign-in that is disconnected while it is renewed at TikTok makes a new connection', async () => {
  const token = await together.session();
  const started = await together.server.call('POST', '/v1/connections/authorize', {
    as: token,
    json: { origin: ORIGIN, connectionId },
  });
  const back = await together.simulator.consent(started.json.authorizeUrl);
  await disconnect();
  await runDue();
  expect((await fetch(back)).status).toBe(200);
  const attempt = await call('GET', `/v1/connections/attempts/${started.json.attemptId}`);
  expect(attempt.json).toMatchObject({ status: 'succeeded' });
  expect(attempt.json.connectionId).not.toBe(connectionId);
});
