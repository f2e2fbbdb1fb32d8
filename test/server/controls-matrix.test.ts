import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACTOR_KINDS,
  type ActorKind,
  CONTROL_ACTIONS,
  CONTROL_DECISIONS,
  type ControlAction,
} from '../../shared/control-kinds.ts';
import type { Answer } from '../support/server.ts';
import { type Approving, startApproving } from './approvals-support.ts';

// Every kind of caller × action × decision × state of the sign-in × whose ad account, through the pass-through to the simulator.

const API = '/v1/tiktok/open_api/v1.3';
const STATES = ['active', 'read_only', 'disconnected'] as const;
/** The same for an ad account that another workspace has imported and for one that nobody has. */
const UNKNOWN_ACCOUNT = '7999999999999999999';

let its: Approving;
let foreignAccount: string;
let host: { as: string; workspaceId: string };
const sessions = new Map<ActorKind, string>();
beforeAll(async () => {
  its = await startApproving();
  host = { as: its.server.hostKey, workspaceId: 'workspace-1' };
  for (const actorKind of ACTOR_KINDS) {
    const permissions = ['campaigns', 'export'] as const;
    sessions.set(actorKind, await its.session({ userId: `the-${actorKind}`, actorKind, permissions }));
  }
  const stranger = await its.session({ workspaceId: 'workspace-2' });
  const connectionId = await its.connect(stranger);
  foreignAccount =
    its.simulator
      .person()
      .advertisers.find(
        ({ role, status, advertiserId }) =>
          role === 'ADMIN' && status === 'STATUS_ENABLE' && advertiserId !== its.advertiserId,
      )?.advertiserId ?? '';
  const json = { connectionId, advertiserIds: [foreignAccount] };
  const imported = await its.server.call('POST', '/v1/ad-accounts', { as: stranger, json });
  expect(imported.status, imported.text).toBe(201);
});
afterAll(() => its.stop());

/** A call that does this and as little else as there is. TikTok's answer does not matter here, only whether it was asked. */
const CALLS: Readonly<Record<ControlAction, { path: string; json: object; also?: ControlAction }>> = {
  create: { path: '/campaign/create/', json: { campaign_name: 'Matrix', operation_status: 'DISABLE' } },
  update: { path: '/campaign/update/', json: { campaign_id: '17', campaign_name: 'Renamed' } },
  pause: { path: '/campaign/status/update/', json: { campaign_ids: ['17'], operation_status: 'DISABLE' } },
  resume: { path: '/campaign/status/update/', json: { campaign_ids: ['17'], operation_status: 'ENABLE' } },
  remove: { path: '/campaign/status/update/', json: { campaign_ids: ['17'], operation_status: 'DELETE' } },
  budget_change: { path: '/campaign/update/', json: { campaign_id: '17', budget: 250 }, also: 'update' },
  upload: {
    path: '/file/image/ad/upload/',
    json: { upload_type: 'UPLOAD_BY_URL', image_url: 'https://shop.example/a.png' },
  },
  audience_write: {
    path: '/dmp/custom_audience/update/',
    json: { custom_audience_id: '7', custom_audience_name: 'VIP' },
  },
};

const setState = (state: (typeof STATES)[number]) =>
  its.server.deps.store.workspace('workspace-1').connections.update(its.connectionId, { state });

const send = (actorKind: ActorKind, action: ControlAction, advertiserId: string): Promise<Answer> =>
  its.server.call('POST', `${API}${CALLS[action].path}`, {
    as: sessions.get(actorKind) ?? '',
    json: { advertiser_id: advertiserId, ...CALLS[action].json },
  });

/** TikTok was asked, whatever it said: with its envelope and our call id. */
const isPassedOn = ({ status, headers, json }: Answer) =>
  status === 200 && headers.get('X-Call-Id') !== null && typeof json.code === 'number' && 'request_id' in json;

describe.each(ACTOR_KINDS)('%s', (actorKind) => {
  describe.each(CONTROL_ACTIONS)('%s', (action) => {
    test.each(CONTROL_DECISIONS)('%s', async (decision) => {
      const { also } = CALLS[action];
      // The opposite everywhere else, so that no other cell can have decided.
      const elsewhere = decision === 'allow' ? 'deny' : 'allow';
      const cells = ACTOR_KINDS.flatMap((kind) =>
        CONTROL_ACTIONS.map((each) => {
          const isIt = kind === actorKind && (each === action || each === also);
          return { actorKind: kind, action: each, decision: isIt ? decision : elsewhere };
        }),
      );
      expect((await its.server.call('PUT', '/v1/controls', { ...host, json: { cells } })).status).toBe(200);

      for (const state of STATES) {
        expect(await setState(state)).toBe(true);
        const accounts = [its.advertiserId, foreignAccount, UNKNOWN_ACCOUNT];
        const [answer, ...foreign] = await Promise.all(accounts.map((account) => send(actorKind, action, account)));
        if (answer === undefined) throw new Error('There is no answer.');
        for (const { status, json } of foreign) {
          expect([state, status, json.code]).toEqual([state, 404, 'account_not_imported']);
        }
        if (state !== 'active') {
          expect([state, answer.status, answer.json.code]).toEqual([state, 409, `connection_${state}`]);
          continue;
        }
        switch (decision) {
          case 'allow':
            expect(isPassedOn(answer), answer.text).toBe(true);
            break;
          case 'ask':
            expect([answer.status, answer.json.code], answer.text).toEqual([202, 'approval_pending']);
            expect(answer.headers.get('Location')).toBe(`/v1/approvals/${answer.json.approvalId}`);
            expect(answer.json.approval).toMatchObject({
              status: 'pending',
              asked: also === undefined ? [action] : [also, action],
              requestedBy: { actorKind, userId: `the-${actorKind}` },
            });
            break;
          case 'deny':
            expect(answer.json).toMatchObject({
              status: 403,
              code: 'call_denied',
              action: also ?? action,
              actorKind,
              source: { scope: 'workspace' },
            });
        }
      }
      await setState('active');
    });
  });
});

test('an ad account’s rules are not those of what reaches beyond it', async () => {
  const agent = sessions.get('agent') ?? '';
  const rules = (advertiserId: string | null, decision: string | null) =>
    its.server.call('PUT', '/v1/controls', {
      ...host,
      json: { advertiserId, cells: [{ actorKind: 'agent', action: 'create', decision }] },
    });
  await rules(null, 'deny');
  await rules(its.advertiserId, 'allow');
  const invite = { advertiser_id: its.advertiserId, emails: ['somebody@shop.example'], user_role: 'ADMIN' };
  for (const [path, json] of [
    ['/bc/member/invite/', invite],
    ['/catalog/create/', { advertiser_id: its.advertiserId, name: 'Shoes' }],
    ['/brand_new/thing/create/', { advertiser_id: its.advertiserId }],
    ['/campaign/create/', { advertiser_id: its.advertiserId, bc_id: '7000000000000000009', campaign_name: 'Beside' }],
  ] as const) {
    const answer = await its.server.call('POST', `${API}${path}`, { as: agent, json });
    expect(answer.json, path).toMatchObject({ code: 'call_denied', source: { scope: 'workspace' } });
    expect((await its.simulator.requests(`/open_api/v1.3${path}`)).filter(isBeside)).toEqual([]);
  }
  await rules(null, null);
  await rules(its.advertiserId, null);
});

const isBeside = (request: unknown): boolean => /invite|Shoes|brand_new|Beside/.test(JSON.stringify(request));

test('nothing that was asked about or denied has reached TikTok', async () => {
  const passedOn = ACTOR_KINDS.length;
  for (const action of CONTROL_ACTIONS) {
    const { path, json } = CALLS[action];
    const samePath = CONTROL_ACTIONS.filter((each) => CALLS[each].path === path).length;
    const asked = await its.simulator.requests(`/open_api/v1.3${path}`);
    expect(asked.filter(({ method }) => method === 'POST').length, JSON.stringify(json)).toBe(passedOn * samePath);
  }
});
