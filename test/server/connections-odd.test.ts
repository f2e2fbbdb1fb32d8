import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureFresh, refreshSoon, verifyToken } from '../../server/connections/index.ts';
import { REFRESH_JOB } from '../../server/connections/refresh-job.ts';
import { listAdvertisers } from '../../server/tiktok/index.ts';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import { cleanUp, listen, makeClient } from '../support/tiktok-client.ts';

// What TikTok, the database and the clock are not supposed to do, and what must hold all the same.

const HOUR = 3_600_000;
const workspaceId = 'workspace-1';

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await together.stop();
  await cleanUp();
});

const host = (method: string, path: string) =>
  together.server.call(method, path, { as: together.server.hostKey, workspaceId });
const answering = (data: unknown) => ({
  body: JSON.stringify({ code: 0, message: 'OK', request_id: 'r', data }),
});
/** The database takes nothing of this kind, as while another process holds it. */
function refuse(part: 'connections' | 'oauthStates', method: string): void {
  const { store } = together.server.deps;
  const fail = async (): Promise<never> => {
    throw new Error('database is locked');
  };
  if (part === 'oauthStates') {
    vi.spyOn(store.oauthStates, method as 'consume').mockImplementation(fail);
    return;
  }
  const workspace = store.workspace.bind(store);
  vi.spyOn(store, 'workspace').mockImplementation((id) => {
    const own = workspace(id);
    return { ...own, connections: { ...own.connections, [method]: fail } };
  });
}

describe('TikTok', () => {
  test('may list an ad account twice, without an id or without a name', async () => {
    const list = [
      { advertiser_id: '1', advertiser_name: 'One' },
      { advertiser_id: '', advertiser_name: 'Nothing' },
      { advertiser_id: '2', advertiser_name: '' },
      { advertiser_id: '1', advertiser_name: 'One' },
    ];
    const url = await listen(() => answering({ list }));
    const app = { appId: '1', appSecret: 'secret' };
    const grant = { environment: 'production', accessToken: 'token' } as const;
    expect(await listAdvertisers(makeClient(url).client, grant, app)).toEqual([
      { advertiserId: '1', name: 'One' },
      { advertiserId: '2', name: null },
    ]);
  });

  test('may give an empty id for a person: that is nobody, and not the same person each time', async () => {
    const url = await listen(() => answering({ core_user_id: '', display_name: 'Kim', email: '' }));
    const deps = { ...together.server.deps, tiktok: makeClient(url).client };
    expect(await verifyToken(deps, { environment: 'production', accessToken: 'token' }, [])).toBeNull();
  });
});

describe('the database', () => {
  test('may fail right after a sign-in is stored: it is in the audit log, and the rest is made up for', async () => {
    refuse('connections', 'setAdvertisers');
    const connectionId = await together.connect(token);
    vi.restoreAllMocks();
    const entries = (await host('GET', `/v1/audit-log?subjectId=${connectionId}`)).json.items;
    expect(entries).toMatchObject([{ action: 'connection.connected', actor: { userId: 'user-1' } }]);
    together.advance(60_000);
    await together.server.jobs.runDue();
    expect((await host('GET', `/v1/connections/${connectionId}`)).json.advertiserCount).toBeGreaterThan(0);
    expect((await host('GET', `/v1/audit-log?subjectId=${connectionId}`)).json.items).toHaveLength(1);
  });

  test('may fail in the callback: the person gets a page, and the link still works afterwards', async () => {
    const started = await together.server.call('POST', '/v1/connections/authorize', {
      as: token,
      json: { origin: ORIGIN },
    });
    const callback = await together.simulator.consent(started.json.authorizeUrl);
    refuse('oauthStates', 'consume');
    const page = await fetch(callback);
    expect(page.status).toBe(400);
    expect(page.headers.get('Content-Type')).toContain('text/html');
    const text = await page.text();
    expect(text).toContain('Reload this page');
    expect(text).not.toContain('Nothing was connected');
    expect(together.log()).toContain('a sign-in could not be finished');
    vi.restoreAllMocks();
    expect((await fetch(callback)).status).toBe(200);
  });
});

describe('a clock that is set back', () => {
  test('does not make an old reading fresh, and does not hold up the next one', async () => {
    const connectionId = await together.connect(token);
    const { deps } = together.server;
    const readings = async () => (await together.simulator.requests('/oauth2/advertiser/get/')).length;
    together.advance(10 * HOUR);
    await ensureFresh(deps, workspaceId, connectionId);
    await refreshSoon(deps, workspaceId, connectionId);
    await deps.store.jobs.remove(REFRESH_JOB, connectionId);
    together.advance(-5 * HOUR);
    const before = await readings();
    await ensureFresh(deps, workspaceId, connectionId);
    expect(await readings()).toBe(before + 1);
    await refreshSoon(deps, workspaceId, connectionId);
    expect(await deps.store.jobs.nextRunAt([REFRESH_JOB])).not.toBeNull();
  });
});
