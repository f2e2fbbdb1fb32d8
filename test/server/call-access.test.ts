import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission } from '../../shared/sessions.ts';
import type { CallOptions } from '../support/server.ts';
import {
  addAdAccount,
  ADVERTISER,
  BASE,
  CONNECTION,
  OTHER_ADVERTISER,
  type Setting,
  startSetting,
  WORKSPACE,
} from './pass-through-support.ts';

// Who gets in: every way to the controls, the approvals, the caps, the calls and to TikTok itself, each with no credential, with
// a false one and with every permission but its own.

const MADE_UP = 'AAAAAAAAAAAAAAAAAAAAAA';

interface Way {
  readonly method: string;
  readonly path: string;
  readonly options?: CallOptions;
  /** Null: this one is open to whoever made what it is about. */
  readonly permission: Permission | null;
  /** What it says to who may: the id that it names is nobody's, where it names one. */
  readonly status: number;
}

const rules = { json: { cells: [{ actorKind: 'agent', action: 'upload', decision: 'deny' }] } };
// Of another ad account than the calls: what it may spend is not weighed here.
const cap = { json: { advertiserId: OTHER_ADVERTISER, daily: '500', lifetime: null } };
const named = { json: { advertiser_id: ADVERTISER } };
const csv = () => {
  const form = new FormData();
  form.set('advertiser_id', ADVERTISER);
  form.set('file', new Blob(['x']), 'people.csv');
  return { body: form };
};

const WAYS: readonly Way[] = [
  { method: 'GET', path: '/v1/controls', permission: 'read', status: 200 },
  { method: 'PUT', path: '/v1/controls', options: rules, permission: 'controls', status: 200 },
  { method: 'GET', path: `/v1/spend-caps?advertiserId=${ADVERTISER}`, permission: 'read', status: 200 },
  { method: 'PUT', path: '/v1/spend-caps', options: cap, permission: 'controls', status: 200 },
  { method: 'GET', path: `/v1/spend-caps/cap_${MADE_UP}/use`, permission: 'read', status: 404 },
  { method: 'DELETE', path: `/v1/spend-caps/cap_${MADE_UP}`, permission: 'controls', status: 204 },
  { method: 'GET', path: '/v1/approvals', permission: 'read', status: 200 },
  { method: 'GET', path: `/v1/approvals/apr_${MADE_UP}`, permission: 'read', status: 404 },
  {
    method: 'POST',
    path: `/v1/approvals/apr_${MADE_UP}/approve`,
    options: { json: {} },
    permission: 'controls',
    status: 404,
  },
  {
    method: 'POST',
    path: `/v1/approvals/apr_${MADE_UP}/deny`,
    options: { json: {} },
    permission: 'controls',
    status: 404,
  },
  {
    method: 'POST',
    path: `/v1/approvals/apr_${MADE_UP}/withdraw`,
    options: { json: {} },
    permission: null,
    status: 404,
  },
  { method: 'GET', path: '/v1/tiktok-calls', permission: 'read', status: 200 },
  { method: 'GET', path: `/v1/tiktok-calls/call_${MADE_UP}`, permission: 'read', status: 404 },
  { method: 'GET', path: `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`, permission: 'read', status: 200 },
  { method: 'HEAD', path: `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`, permission: 'read', status: 200 },
  { method: 'POST', path: `${BASE}/report/task/create/`, options: named, permission: 'read', status: 200 },
  { method: 'POST', path: `${BASE}/campaign/create/`, options: named, permission: 'campaigns', status: 200 },
  { method: 'POST', path: `${BASE}/never/heard/of/`, options: named, permission: 'campaigns', status: 200 },
  // By its name a read, and by its method not.
  { method: 'POST', path: `${BASE}/campaign/get/`, options: named, permission: 'campaigns', status: 200 },
  // A write, however it is asked for.
  {
    method: 'GET',
    path: `${BASE}/campaign/status/update/?advertiser_id=${ADVERTISER}`,
    permission: 'campaigns',
    status: 200,
  },
  { method: 'POST', path: `${BASE}/segment/mapping/`, options: named, permission: 'export', status: 200 },
  {
    method: 'POST',
    path: `${BASE}/dmp/custom_audience/file/upload/`,
    get options() {
      return csv();
    },
    permission: 'export',
    status: 200,
  },
  {
    method: 'POST',
    path: `${BASE}/file/image/ad/upload/`,
    get options() {
      return csv();
    },
    permission: 'campaigns',
    status: 200,
  },
];

let setting: Setting;
beforeAll(async () => {
  setting = await startSetting();
  await addAdAccount(setting.server.deps, WORKSPACE, CONNECTION, OTHER_ADVERTISER);
});
afterAll(() => setting.stop());

const call = ({ method, path, options }: Way, more: CallOptions) =>
  setting.server.call(method, path, { ...options, ...more });
const session = (permissions: readonly Permission[], more: { origin?: string } = {}) =>
  setting.server.mintSession({
    workspaceId: WORKSPACE,
    userId: 'somebody-else',
    actorKind: 'person',
    permissions,
    ...more,
  });
/** An answer to HEAD has no body that could say why. */
const codeOf = (way: Way, json: { code?: string } | undefined) => (way.method === 'HEAD' ? null : json?.code);
const orNull = (way: Way, code: string) => (way.method === 'HEAD' ? null : code);

describe('the ways to TikTok and to what guards them', () => {
  it('are all looked at here', async () => {
    const { json } = await setting.server.call('GET', '/openapi.json');
    const guarded = /^\/v1\/(controls|approvals|spend-caps|tiktok-calls)\b/;
    const documented = Object.entries<object>(json.paths)
      .filter(([path]) => guarded.test(path))
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    const looked = WAYS.filter(({ path }) => guarded.test(path)).map(
      ({ method, path }) => `${method} ${path.split('?')[0]?.replace(/\/[a-z]+_A{22}/, '/{}')}`,
    );
    expect(looked.toSorted()).toEqual(documented.map((each) => each.replace(/\{\w+\}/, '{}')).toSorted());
  });

  const titled = WAYS.map((way) => [`${way.method} ${way.path.split('?')[0]}`, way] as const);

  it.each(titled)('%s is closed without a credential, and with a false one', async (_, way) => {
    const before = setting.farEnd.arrived.length;
    const own = await session(PERMISSIONS, { origin: 'https://app.example' });
    const refusals: readonly (readonly [CallOptions, number, string])[] = [
      [{}, 401, 'missing_credentials'],
      [{ headers: { Authorization: 'Basic abc' } }, 401, 'missing_credentials'],
      [{ headers: { Cookie: `session=${own}` } }, 401, 'missing_credentials'],
      [{ as: `${own.slice(0, -4)}AAAA` }, 401, 'invalid_session'],
      [{ as: 'not-a-host-key' }, 401, 'invalid_host_key'],
      [{ as: setting.server.hostKey }, 400, 'workspace_required'],
      [{ as: own, headers: { Origin: 'https://elsewhere.example' } }, 403, 'origin_mismatch'],
    ];
    for (const [options, status, code] of refusals) {
      const answer = await call(way, options);
      expect([answer.status, codeOf(way, answer.json)], JSON.stringify(options)).toEqual([status, orNull(way, code)]);
    }
    // TikTok's own header for a credential is one of ours only where TikTok's SDKs call.
    const answer = await call(way, { headers: { 'Access-Token': own } });
    expect(answer.status).toBe(way.path.startsWith(BASE) ? way.status : 401);
    expect(setting.farEnd.arrived.length - before).toBe(way.path.startsWith(BASE) ? 1 : 0);
  });

  it.each(titled.filter(([, { permission }]) => permission !== null))(
    '%s needs its permission and no other',
    async (_, way) => {
      const before = setting.farEnd.arrived.length;
      const rows = await setting.server.call('GET', '/v1/tiktok-calls?limit=100', { as: setting.token });
      const others = PERMISSIONS.filter((name) => name !== way.permission);
      const refused = await call(way, { as: await session(others) });
      expect([refused.status, codeOf(way, refused.json)]).toEqual([403, orNull(way, 'permission_denied')]);
      if (way.method !== 'HEAD') expect(refused.json.detail).toContain(`"${way.permission}"`);
      // Nothing was sent, and nothing written down.
      expect(setting.farEnd.arrived.length).toBe(before);
      const after = await setting.server.call('GET', '/v1/tiktok-calls?limit=100', { as: setting.token });
      expect(after.json).toEqual(rows.json);
      const allowed = await call(way, { as: await session(way.permission === null ? [] : [way.permission]) });
      expect(allowed.status, allowed.text).toBe(way.status);
    },
  );

  it('to take an approval back is open to who asked alone, without any permission', async () => {
    const agent = await setting.server.mintSession({
      workspaceId: WORKSPACE,
      userId: 'agent-1',
      actorKind: 'agent',
      permissions: ['campaigns'],
    });
    const asked = await setting.server.call('POST', `${BASE}/campaign/create/`, { as: agent, ...named });
    expect(asked.status, asked.text).toBe(202);
    const path = `/v1/approvals/${asked.json.approvalId}/withdraw`;
    const others = await session(PERMISSIONS.filter((name) => name !== 'controls'));
    const refused = await setting.server.call('POST', path, { as: others, json: {} });
    expect([refused.status, refused.json.code]).toEqual([403, 'permission_denied']);
    const taken = await setting.server.call('POST', path, { as: agent, json: {} });
    expect([taken.status, taken.json.status], taken.text).toEqual([200, 'withdrawn']);
  });
});
