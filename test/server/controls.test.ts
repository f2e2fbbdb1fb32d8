import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACTOR_KINDS, CONTROL_ACTIONS, DEFAULT_DECISIONS } from '../../shared/control-kinds.ts';
import type { Controls } from '../../shared/controls.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

let together: Together;
let account: string;
beforeAll(async () => {
  together = await startTogether();
  const token = await together.session();
  const connectionId = await together.connect(token);
  const advertisers = await together.server.call('GET', `/v1/connections/${connectionId}/advertisers`, { as: token });
  account = advertisers.json.items.find(({ importable }: { importable: boolean }) => importable).advertiserId;
  const imported = await together.server.call('POST', '/v1/ad-accounts', {
    as: token,
    json: { connectionId, advertiserIds: [account] },
  });
  expect(imported.status, imported.text).toBe(201);
});
afterAll(() => together.stop());

let token: string;
let turn = 0;
beforeEach(async () => {
  turn += 1;
  // Rules stay: what a test needs, it says.
  token = await together.session({ userId: `user-${turn}` });
});

const get = (query = '', as = token) => together.server.call('GET', `/v1/controls${query}`, { as });
const put = (json: unknown, headers: Record<string, string> = {}, as = token) =>
  together.server.call('PUT', '/v1/controls', { as, json, headers });
const cell = ({ json }: Answer, actorKind: string, action: string) =>
  (json as Controls).cells.find((one) => one.actorKind === actorKind && one.action === action);
const reset = async () => {
  for (const advertiserId of [null, account]) {
    const cells = ACTOR_KINDS.flatMap((actorKind) =>
      CONTROL_ACTIONS.map((action) => ({ actorKind, action, decision: null })),
    );
    expect((await put({ advertiserId, cells })).status).toBe(200);
  }
};

describe('the control matrix', () => {
  test('shows every kind of caller and action with its default before anybody has said anything', async () => {
    const fresh = await together.session({ workspaceId: 'workspace-fresh' });
    const answer = await get('', fresh);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ETag')).toBe('"c0"');
    expect(answer.json).toMatchObject({
      advertiserId: null,
      advertisersWithRules: [],
      updatedAt: null,
      updatedBy: null,
    });
    expect(answer.json.cells).toEqual(
      ACTOR_KINDS.flatMap((actorKind) =>
        CONTROL_ACTIONS.map((action) => ({
          actorKind,
          action,
          decision: DEFAULT_DECISIONS[actorKind],
          source: 'default',
        })),
      ),
    );
  });

  test('a rule of the workspace holds in the ad account until that one has its own, and again when it is taken away', async () => {
    await reset();
    await put({ cells: [{ actorKind: 'agent', action: 'pause', decision: 'allow' }] });
    const where = `?advertiserId=${account}`;
    expect(cell(await get(where), 'agent', 'pause')).toMatchObject({ decision: 'allow', source: 'workspace' });
    const changed = await put({
      advertiserId: account,
      cells: [{ actorKind: 'agent', action: 'pause', decision: 'deny' }],
    });
    expect(changed.json).toMatchObject({ advertiserId: account, advertisersWithRules: [account] });
    expect(changed.json.updatedBy).toBe(`user-${turn}`);
    expect(cell(changed, 'agent', 'pause')).toMatchObject({ decision: 'deny', source: 'advertiser' });
    expect(cell(await get(), 'agent', 'pause')).toMatchObject({ decision: 'allow', source: 'workspace' });
    const back = await put({ advertiserId: account, cells: [{ actorKind: 'agent', action: 'pause', decision: null }] });
    expect(cell(back, 'agent', 'pause')).toMatchObject({ decision: 'allow', source: 'workspace' });
    expect(back.json.advertisersWithRules).toEqual([]);
    expect(back.json.updatedAt).not.toBeNull();
  });

  test('cells that are left out stay as they are', async () => {
    await reset();
    await put({ cells: [{ actorKind: 'person', action: 'remove', decision: 'deny' }] });
    const answer = await put({ cells: [{ actorKind: 'person', action: 'create', decision: 'ask' }] });
    expect(cell(answer, 'person', 'remove')).toMatchObject({ decision: 'deny' });
    expect(cell(answer, 'person', 'create')).toMatchObject({ decision: 'ask' });
    expect(cell(answer, 'agent', 'create')).toMatchObject({ decision: 'ask', source: 'default' });
  });

  test('of many who change what they read, one wins and the others are told', async () => {
    const seen = (await get()).headers.get('ETag') ?? '';
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        put(
          { cells: [{ actorKind: 'automation', action: 'upload', decision: index % 2 === 0 ? 'ask' : 'deny' }] },
          { 'If-Match': seen },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(answers.find(({ status }) => status === 412)?.json.code).toBe('precondition_failed');
    const won = answers.find(({ status }) => status === 200);
    expect((await get()).headers.get('ETag')).toBe(won?.headers.get('ETag'));
    expect(won?.headers.get('ETag')).not.toBe(seen);
  });

  test('a change of another ad account makes what was read old, too: the lists of both name each other', async () => {
    const seen = (await get(`?advertiserId=${account}`)).headers.get('ETag') ?? '';
    await put({ cells: [{ actorKind: 'automation', action: 'pause', decision: 'ask' }] });
    const late = await put(
      { advertiserId: account, cells: [{ actorKind: 'automation', action: 'pause', decision: 'allow' }] },
      { 'If-Match': seen },
    );
    expect(late.status).toBe(412);
    expect(
      (await put({ cells: [{ actorKind: 'automation', action: 'pause', decision: null }] }, { 'If-Match': '*' }))
        .status,
    ).toBe(200);
    expect(
      (await put({ cells: [{ actorKind: 'automation', action: 'pause', decision: null }] }, { 'If-Match': 'x' }))
        .status,
    ).toBe(412);
  });

  test('an ad account that is not imported has no rules to show or to change', async () => {
    const foreign = '7999999999999999999';
    const cells = [{ actorKind: 'agent', action: 'create', decision: 'allow' }];
    for (const answer of [await get(`?advertiserId=${foreign}`), await put({ advertiserId: foreign, cells })]) {
      expect([answer.status, answer.json.code]).toEqual([404, 'account_not_imported']);
    }
    // Imported, but by another workspace: the same answer.
    const other = await together.session({ workspaceId: 'workspace-2' });
    expect((await put({ advertiserId: account, cells }, {}, other)).json.code).toBe('account_not_imported');
  });

  test('reading needs `read` and changing needs `controls`, which a host key has', async () => {
    const cells = [{ actorKind: 'agent', action: 'create', decision: 'allow' }];
    const reader = await together.session({ permissions: ['read'], userId: 'reader' });
    expect((await get('', reader)).status).toBe(200);
    expect((await put({ cells }, {}, reader)).json.code).toBe('permission_denied');
    const writer = await together.session({ permissions: ['controls'], userId: 'writer' });
    expect((await get('', writer)).json.code).toBe('permission_denied');
    const host = { as: together.server.hostKey, workspaceId: 'workspace-1' };
    const byHost = await together.server.call('PUT', '/v1/controls', { ...host, json: { cells } });
    expect(byHost.json).toMatchObject({ updatedBy: null });
    // Whatever its permissions, a model does not lift the rules that hold it.
    const agent = await together.session({ userId: 'agent-1', actorKind: 'agent' });
    expect((await put({ cells }, {}, agent)).json.code).toBe('permission_denied');
    const passedOn = { ...host, headers: { 'X-Actor-Kind': 'agent' }, json: { cells } };
    expect((await together.server.call('PUT', '/v1/controls', passedOn)).json.code).toBe('permission_denied');
  });

  test.each([
    ['no cells', { cells: [] }],
    ['an unknown action', { cells: [{ actorKind: 'agent', action: 'spend', decision: 'deny' }] }],
    ['an unknown decision', { cells: [{ actorKind: 'agent', action: 'create', decision: 'maybe' }] }],
    ['a left-out decision', { cells: [{ actorKind: 'agent', action: 'create' }] }],
    ['another member', { cells: [{ actorKind: 'agent', action: 'create', decision: 'deny' }], workspaceId: 'w' }],
    [
      'a cell twice',
      {
        cells: [
          { actorKind: 'agent', action: 'create', decision: 'deny' },
          { actorKind: 'agent', action: 'create', decision: 'allow' },
        ],
      },
    ],
  ])('%s is refused', async (_, json) => {
    const answer = await put(json);
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
  });

  test('the audit log says which cells were changed, from what to what, and by whom', async () => {
    await reset();
    await put({
      advertiserId: account,
      cells: [
        { actorKind: 'agent', action: 'create', decision: 'deny' },
        { actorKind: 'agent', action: 'update', decision: null },
      ],
    });
    const log = await together.server.call('GET', '/v1/audit-log?action=controls.changed&limit=1', { as: token });
    expect(log.json.items[0]).toMatchObject({
      subjectId: account,
      actor: { kind: 'session', userId: `user-${turn}` },
      detail: { 'agent.create': 'inherited → deny' },
    });
    expect(Object.keys(log.json.items[0].detail)).toEqual(['agent.create']);
  });
});
