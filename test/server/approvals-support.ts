import { expect } from 'vitest';
import { requestApproval } from '../../server/approvals/index.ts';
import type { GuardedCall } from '../../server/call-catalogue/guarded-call.ts';
import type { Actor } from '../../server/deps.ts';
import { type SessionFor } from '../support/server.ts';
import { startTogether, type Together } from '../support/connected.ts';

/** A workspace with a sign-in and an imported ad account, and calls that wait for somebody. */
export interface Approving extends Together {
  advertiserId: string;
  connectionId: string;
  /** A call that changes a budget; each with another amount unless said otherwise. */
  call(change?: Partial<GuardedCall>): GuardedCall;
  /** Asks for a decision the way the pass-through does. @returns the approval's id */
  ask(call: GuardedCall, actor?: Partial<Actor>): Promise<string>;
  actor(change?: Partial<Actor>): Actor;
  person(change?: Partial<SessionFor>): Promise<string>;
}

export async function startApproving(env: Record<string, string> = {}): Promise<Approving> {
  const together = await startTogether({ env });
  const token = await together.session();
  const connectionId = await together.connect(token);
  const as = token;
  const listed = await together.server.call('GET', `/v1/connections/${connectionId}/advertisers`, { as });
  const usable = listed.json.items.find(({ importable }: { importable: boolean }) => importable);
  const { advertiserId } = usable as { advertiserId: string };
  const json = { connectionId, advertiserIds: [advertiserId] };
  const imported = await together.server.call('POST', '/v1/ad-accounts', { as, json });
  expect(imported.status, imported.text).toBe(201);
  let amount = 100;

  const actor = (change: Partial<Actor> = {}): Actor => ({
    kind: 'session',
    actorKind: 'agent',
    workspaceId: 'workspace-1',
    userId: 'agent-1',
    permissions: new Set(['read', 'campaigns', 'export']),
    origin: null,
    expiresAt: null,
    ...change,
  });
  return {
    ...together,
    advertiserId,
    connectionId,
    actor,
    call: (change = {}) => ({
      id: together.server.deps.random.id('call'),
      method: 'POST',
      path: '/campaign/update/',
      search: '',
      query: {},
      family: 'campaign',
      actions: ['update', 'budget_change'],
      advertiserId,
      advertiserIds: [advertiserId],
      connectionId,
      body: {
        kind: 'json',
        value: { advertiser_id: advertiserId, campaign_id: '1700000000000000001', budget: (amount += 1) },
      },
      ...change,
    }),
    async ask(call, change = {}) {
      const { deps } = together.server;
      const approval = await requestApproval(deps, actor(change), call, call.actions, call.id);
      expect(approval.status).toBe('pending');
      return approval.id;
    },
    person: (change = {}) => together.session({ userId: 'manager-1', permissions: ['read', 'controls'], ...change }),
  };
}
