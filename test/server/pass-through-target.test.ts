import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ADVERTISER,
  addAdAccount,
  addConnection,
  ask,
  BASE,
  CONNECTION,
  OTHER_ADVERTISER,
  say,
  sayOk,
  type Setting,
  startSetting,
  tokenOf,
  WORKSPACE,
} from './pass-through-support.ts';

const SECOND = 'con_BBBBBBBBBBBBBBBBBBBBBB';
const THEIRS = 'con_CCCCCCCCCCCCCCCCCCCCCC';
const OF_SECOND = '7101926934269992530';
const OF_THEIRS = '7101926934269992540';
const UNKNOWN = '7101926934269992599';

let setting: Setting;
let theirToken: string;

beforeAll(async () => {
  setting = await startSetting();
  const { deps } = setting.server;
  await addAdAccount(deps, WORKSPACE, CONNECTION, OTHER_ADVERTISER);
  await addConnection(deps, WORKSPACE, SECOND);
  await addAdAccount(deps, WORKSPACE, SECOND, OF_SECOND);
  await addConnection(deps, 'workspace-2', THEIRS);
  await addAdAccount(deps, 'workspace-2', THEIRS, OF_THEIRS);
  theirToken = await setting.server.mintSession({ workspaceId: 'workspace-2', userId: 'user-2' });
});
beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
});
afterAll(() => setting.stop());

/** The token that the call went with, or the code of the refusal. */
async function through(
  path: string,
  options: { as?: string; headers?: Record<string, string>; json?: unknown; body?: string } = {},
): Promise<string> {
  const before = setting.farEnd.arrived.length;
  const body = options.body ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
  const answer = await ask(setting.server.url, body === undefined ? 'GET' : 'POST', `${BASE}${path}`, {
    headers: {
      authorization: `Bearer ${options.as ?? setting.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const arrived = setting.farEnd.arrived.slice(before);
  if (typeof answer.json.code === 'string') {
    expect(arrived, 'nothing of it reaches TikTok').toEqual([]);
    return `${answer.status} ${answer.json.code}`;
  }
  return String(arrived.at(-1)?.headers['access-token']);
}

const first = tokenOf(CONNECTION);
const second = tokenOf(SECOND);
const theirs = tokenOf(THEIRS);
const list = (...ids: string[]) => encodeURIComponent(JSON.stringify(ids));

describe('the connection of a call', () => {
  it('is that of the ad account in the query or the body', async () => {
    expect(await through(`/campaign/get/?advertiser_id=${ADVERTISER}`)).toBe(first);
    expect(await through(`/campaign/get/?advertiser_id=${OF_SECOND}`)).toBe(second);
    expect(await through('/campaign/status/update/', { json: { advertiser_id: OF_SECOND } })).toBe(second);
    expect(await through(`/campaign/get/?advertiser_id=${OF_THEIRS}`, { as: theirToken })).toBe(theirs);
  });

  it('is that of all ad accounts in a list, which must be one', async () => {
    expect(await through(`/advertiser/info/?advertiser_ids=${list(ADVERTISER, OTHER_ADVERTISER)}`)).toBe(first);
    expect(await through('/tool/diagnosis/', { json: { advertiser_ids: [OF_SECOND] } })).toBe(second);
    expect(await through(`/advertiser/info/?advertiser_ids=${list(ADVERTISER, OF_SECOND)}`)).toBe(
      '422 invalid_request',
    );
    expect(await through(`/advertiser/info/?advertiser_ids=${list(ADVERTISER, UNKNOWN)}`)).toBe(
      '404 account_not_imported',
    );
    for (const bad of ['ADVERTISER', '{"a":1}', '[1.5]', '["x"]', '[[1]]'])
      expect(await through(`/advertiser/info/?advertiser_ids=${encodeURIComponent(bad)}`), bad).toBe(
        '422 invalid_request',
      );
  });

  it('may be named in a header, which must agree', async () => {
    const header = (id: string) => ({ headers: { 'x-tiktok-connection': id } });
    expect(await through('/term/get/', header(SECOND))).toBe(second);
    expect(await through(`/campaign/get/?advertiser_id=${ADVERTISER}`, header(CONNECTION))).toBe(first);
    expect(await through(`/campaign/get/?advertiser_id=${ADVERTISER}`, header(SECOND))).toBe('422 invalid_request');
    expect(await through('/term/get/', header(THEIRS))).toBe('404 not_found');
    expect(await through('/term/get/', header('con_DDDDDDDDDDDDDDDDDDDDDD'))).toBe('404 not_found');
    expect(await through('/term/get/', header("' or 1=1 --"))).toBe('404 not_found');
  });

  it('must be named where nothing else says it, unless the workspace has one alone', async () => {
    expect(await through('/term/get/')).toBe('400 tiktok_connection_required');
    expect(await through('/term/get/', { as: theirToken })).toBe(theirs);
    const nobody = await setting.server.mintSession({ workspaceId: 'workspace-empty' });
    expect(await through('/term/get/', { as: nobody })).toBe('400 tiktok_connection_required');
  });

  it('of a Business Center is found out from TikTok, once', async () => {
    setting.farEnd.answer = (arrived, response) => {
      if (!arrived.url.includes('/bc/get/?page=')) return sayOk(arrived, response);
      const bcIds = arrived.headers['access-token'] === second ? ['7200000000000000001'] : [];
      say(response, {
        code: 0,
        message: 'OK',
        request_id: 'r',
        data: { list: bcIds.map((bc_id) => ({ bc_info: { bc_id } })), page_info: { total_page: 1, total_number: 1 } },
      });
    };
    expect(await through('/bc/member/get/?bc_id=7200000000000000001')).toBe(second);
    const asked = () => setting.farEnd.arrived.filter(({ url }) => url.includes('/bc/get/?page=')).length;
    expect(asked()).toBe(2);
    expect(await through('/bc/member/get/?bc_id=7200000000000000001')).toBe(second);
    // Made-up ids do not make the server ask again and again.
    const before = asked();
    const answer = await ask(setting.server.url, 'GET', `${BASE}/bc/member/get/?bc_id=7200000000000000009`, {
      headers: { authorization: `Bearer ${setting.token}` },
    });
    expect([answer.status, answer.json.code]).toEqual([404, 'business_center_not_reachable']);
    expect(asked()).toBe(before);
    // Another workspace’s is like one that is not there.
    const theirAnswer = await ask(setting.server.url, 'GET', `${BASE}/bc/member/get/?bc_id=7200000000000000001`, {
      headers: { authorization: `Bearer ${theirToken}` },
    });
    expect([theirAnswer.status, theirAnswer.json.code]).toEqual([404, 'business_center_not_reachable']);
  });
});

describe('another workspace’s ad account', () => {
  it('is answered exactly like one that does not exist', async () => {
    const seen = async (advertiserId: string) => {
      const { status, json } = await ask(
        setting.server.url,
        'GET',
        `${BASE}/campaign/get/?advertiser_id=${advertiserId}`,
        {
          headers: { authorization: `Bearer ${setting.token}` },
        },
      );
      return { status, ...json, requestId: '', detail: json.detail.replace(advertiserId, '') };
    };
    expect(await seen(OF_THEIRS)).toEqual(await seen(UNKNOWN));
  });

  it('cannot be named past the check', async () => {
    const tries: [path: string, json?: unknown][] = [
      [`/campaign/get/?advertiser_id=${ADVERTISER}&advertiser_id=${OF_THEIRS}`],
      [`/campaign/get/?advertiser%5Fid=${ADVERTISER}&advertiser_id=${OF_THEIRS}`],
      [`/campaign/get/?advertiser_id=${ADVERTISER}&Advertiser_Id=${OF_THEIRS}`],
      [`/campaign/get/?advertiser_id=${ADVERTISER}&advertiser_id%5B%5D=${OF_THEIRS}`],
      [`/campaign/get/?advertiser_id=${ADVERTISER}&advertiser_id%20=${OF_THEIRS}`],
      [`/campaign/get/?advertiser_id=${ADVERTISER}&advertiser_ids=${list(OF_THEIRS)}`],
      [
        `/campaign/get/?advertiser_id=${ADVERTISER}&filtering=${encodeURIComponent(`{"advertiser_ids":["${OF_THEIRS}"]}`)}`,
      ],
      [`/campaign/update/?advertiser_id=${ADVERTISER}`, { advertiser_id: OF_THEIRS }],
      ['/campaign/update/', { advertiser_id: ADVERTISER, ADVERTISER_ID: OF_THEIRS }],
      ['/campaign/update/', { advertiser_id: ADVERTISER, deep: [{ er: { advertiser_id: OF_THEIRS } }] }],
      ['/campaign/update/', { advertiser_id: ADVERTISER, advertiser_ids: [OF_THEIRS] }],
      ['/campaign/update/', { advertiser_id: [ADVERTISER, OF_THEIRS] }],
      ['/campaign/update/', { advertiser_id: ADVERTISER, 'advertiser_id\u0000': OF_THEIRS }],
    ];
    for (const [path, json] of tries)
      expect(await through(path, json === undefined ? {} : { json }), `${path} ${JSON.stringify(json)}`).toMatch(
        /^(?:422 invalid_request|404 account_not_imported)$/,
      );
    // In the body the last one counts, and it is the one that is sent.
    expect(
      await through('/campaign/update/', { body: `{"advertiser_id":"${ADVERTISER}","advertiser_id":"${OF_THEIRS}"}` }),
    ).toBe('404 account_not_imported');
    // What some servers take for a separator is none.
    expect(await through(`/campaign/get/?advertiser_id=${ADVERTISER}&x=1;advertiser_id=${OF_THEIRS}`)).toBe(first);
    expect(setting.farEnd.arrived.at(-1)?.url).toContain(`x=1%3Badvertiser_id=${OF_THEIRS}`);
  });
});

describe('a connection in trouble', () => {
  it('that was disconnected is so for the very next call', async () => {
    const { deps } = setting.server;
    const id = 'con_EEEEEEEEEEEEEEEEEEEEEE';
    const advertiserId = '7101926934269992550';
    await addConnection(deps, WORKSPACE, id);
    await addAdAccount(deps, WORKSPACE, id, advertiserId);
    const path = `/campaign/get/?advertiser_id=${advertiserId}`;
    expect(await through(path)).toBe(tokenOf(id));
    const { connections } = deps.store.workspace(WORKSPACE);
    await connections.update(id, { state: 'read_only' });
    expect(await through(path)).toBe(tokenOf(id));
    expect(await through('/campaign/update/', { json: { advertiser_id: advertiserId } })).toBe(
      '409 connection_read_only',
    );
    await connections.update(id, { state: 'disconnected' });
    expect(await through(path)).toBe('409 connection_disconnected');
    await connections.update(id, { state: 'revoked', sealedToken: null });
    expect(await through(path)).toBe('409 connection_disconnected');
    expect(await through('/term/get/', { headers: { 'x-tiktok-connection': id } })).toBe('404 not_found');
  });

  it('whose token TikTok refuses becomes disconnected, and says so', async () => {
    const { deps } = setting.server;
    const id = 'con_FFFFFFFFFFFFFFFFFFFFFF';
    const advertiserId = '7101926934269992560';
    await addConnection(deps, WORKSPACE, id);
    await addAdAccount(deps, WORKSPACE, id, advertiserId);
    setting.farEnd.answer = (_arrived, response) =>
      say(response, {
        code: 40105,
        message: 'Access token is incorrect or has been revoked.',
        request_id: 'gone-1',
        data: {},
      });
    const answer = await ask(setting.server.url, 'GET', `${BASE}/campaign/get/?advertiser_id=${advertiserId}`, {
      headers: { authorization: `Bearer ${setting.token}` },
    });
    expect([answer.status, answer.json.code, answer.json.tiktokRequestId]).toEqual([
      409,
      'connection_disconnected',
      'gone-1',
    ]);
    const connection = await deps.store.workspace(WORKSPACE).connections.get(id);
    expect(connection).toMatchObject({ state: 'disconnected', stateReason: { tiktokRequestId: 'gone-1' } });
  });

  it('stays as it is where TikTok refuses the token for one call and takes it for others', async () => {
    const { deps } = setting.server;
    const id = 'con_HHHHHHHHHHHHHHHHHHHHHH';
    const advertiserId = '7101926934269992580';
    await addConnection(deps, WORKSPACE, id);
    await addAdAccount(deps, WORKSPACE, id, advertiserId);
    const arrivedBefore = setting.farEnd.arrived.length;
    setting.farEnd.answer = (arrived, response) => {
      if (arrived.url.includes('/user/info/')) return sayOk(arrived, response);
      say(response, {
        code: 40105,
        message: 'Access token is incorrect or has been revoked.',
        request_id: 'r',
        data: {},
      });
    };
    const headers = { authorization: `Bearer ${setting.token}`, 'x-tiktok-connection': id };
    const read = await ask(setting.server.url, 'GET', `${BASE}/business/get/?business_id=1`, { headers });
    expect([read.status, read.json.code]).toEqual([200, 40105]);
    const write = await ask(setting.server.url, 'POST', `${BASE}/business/comment/create/`, {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ business_id: '1' }),
    });
    expect([write.status, write.json.code]).toEqual([200, 40105]);
    const asked = setting.farEnd.arrived.slice(arrivedBefore).map(({ url }) => url.split('?')[0]?.slice(14));
    expect(asked).toEqual(['/business/get/', '/user/info/', '/business/comment/create/', '/user/info/']);
    expect(await deps.store.workspace(WORKSPACE).connections.get(id)).toMatchObject({
      state: 'active',
      tokenVersion: 1,
    });
  });

  it('is not given up while TikTok cannot be asked whether it takes the token', async () => {
    const { deps } = setting.server;
    const id = 'con_HHHHHHHHHHHHHHHHHHHHHH';
    setting.farEnd.answer = (arrived, response) => {
      const isAsked = arrived.url.includes('/user/info/');
      if (isAsked) say(response, { code: 40002, message: 'Something else is wrong.', request_id: 'r', data: {} });
      else say(response, { code: 40105, message: 'Access token is incorrect.', request_id: 'r', data: {} });
    };
    const headers = { authorization: `Bearer ${setting.token}`, 'x-tiktok-connection': id };
    const read = await ask(setting.server.url, 'GET', `${BASE}/business/get/?business_id=1`, { headers });
    expect([read.status, read.json.code], read.body.toString()).toEqual([200, 40105]);
    expect(await deps.store.workspace(WORKSPACE).connections.get(id)).toMatchObject({ state: 'active' });
  });

  it('notes the permission that TikTok says is missing, and passes that on', async () => {
    setting.farEnd.answer = (_arrived, response) =>
      say(response, {
        code: 40001,
        message: 'The access token lacks the required scope permission.',
        request_id: 'r',
        data: {},
      });
    expect(await through(`/dmp/custom_audience/list/?advertiser_id=${ADVERTISER}`)).toBe(first);
    const connection = await setting.server.deps.store.workspace(WORKSPACE).connections.get(CONNECTION);
    expect(connection).toMatchObject({ state: 'active', refusedScopes: ['3'] });
  });
});
