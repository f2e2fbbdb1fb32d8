import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import { tell } from './events-support.ts';

export const TIKTOK = '/v1/tiktok/open_api/v1.3';
const MADE_UP = 'AAAAAAAAAAAAAAAAAAAAAA';

/** Everything one workspace has. */
export interface Estate {
  session: string;
  connectionId: string;
  advertiserId: string;
  attemptId: string;
  exportId: string;
  mirrorId: string;
  segmentId: string;
  eventId: string;
  capId: string;
  approvalId: string;
  callId: string;
  state: string;
}

/** Ids as they are given out, which nobody has. */
export const idsOfNobody = (estate: Estate): Estate => ({
  ...estate,
  connectionId: `con_${MADE_UP}`,
  attemptId: `att_${MADE_UP}`,
  exportId: `exp_${MADE_UP}`,
  mirrorId: `mir_${MADE_UP}`,
  advertiserId: '7999999999999999999',
  segmentId: 'no-such-segment',
  eventId: `evt_${MADE_UP}`,
  capId: `cap_${MADE_UP}`,
  approvalId: `apr_${MADE_UP}`,
  callId: `call_${MADE_UP}`,
});

export const hostOf = (server: Together['server'], workspaceId: string): CallOptions => ({
  as: server.hostKey,
  workspaceId,
});

export const emailProperty = (workspaceId: string) => ({
  name: `${workspaceId}-email`,
  label: 'Email',
  type: 'string',
  kind: 'custom',
});

export const newCampaign = (advertiserId: string) => ({
  advertiser_id: advertiserId,
  campaign_name: 'Waits',
  objective_type: 'TRAFFIC',
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 80,
});

export const newExport = (advertiserId: string) => ({
  advertiserId,
  attributes: ['email'],
  audience: { create: { name: 'mine' } },
});

export const newMirror = (advertiserId: string, segmentId: string) => ({
  ...newExport(advertiserId),
  segmentId,
  schedule: null,
});

/** Connects a workspace and gives it one of each thing. */
export async function furnish(
  { server, simulator }: Together,
  workspaceId: string,
  advertiserId: string,
): Promise<Estate> {
  const expectOk = (answer: Answer) => {
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };
  const session = await server.mintSession({ workspaceId, userId: `${workspaceId}-user` });
  const property = emailProperty(workspaceId);
  expectOk(await server.call('PUT', '/v1/properties', { ...hostOf(server, workspaceId), json: [property] }));
  expectOk(await server.call('PUT', '/v1/mapping', { as: session, json: { attributes: { email: property.name } } }));
  const segmentId = `${workspaceId}-segment`;
  expectOk(
    await server.call('PUT', `/v1/segments/${segmentId}`, {
      ...hostOf(server, workspaceId),
      json: { name: `${workspaceId}-people`, source: { url: 'https://host.example/people' } },
    }),
  );

  const started = expectOk(
    await server.call('POST', '/v1/connections/authorize', { as: session, json: { origin: 'https://app.example' } }),
  );
  const { callbackUrl } = await simulator.authorize(started.authorizeUrl);
  const attempt = expectOk(await server.call('GET', `/v1/connections/attempts/${started.attemptId}`, { as: session }));
  const { connectionId } = attempt;
  expectOk(
    await server.call('POST', '/v1/ad-accounts', {
      as: session,
      json: { connectionId, advertiserIds: [advertiserId] },
    }),
  );
  const opened = expectOk(
    await server.call('POST', '/v1/exports', {
      as: session,
      json: { advertiserId, attributes: ['email'], audience: { create: { name: `${workspaceId}-audience` } } },
    }),
  );
  expectOk(
    await server.call('PUT', `/v1/exports/${opened.id}/records`, {
      as: session,
      body: `${property.name}\nperson@${workspaceId}.example\n`,
      headers: { 'Content-Type': 'text/csv' },
    }),
  );
  const mirror = expectOk(
    await server.call('POST', '/v1/mirrors', { as: session, json: newMirror(advertiserId, segmentId) }),
  );
  await tell(server, workspaceId, advertiserId);
  const activity = expectOk(await server.call('GET', '/v1/activity', { as: session }));
  const eventId = activity.items.find(({ type }: { type: string }) => type === 'account.suspended').id;
  const cap = expectOk(
    await server.call('PUT', '/v1/spend-caps', { as: session, json: { advertiserId, daily: '500', lifetime: null } }),
  );
  const agent = await server.mintSession({ workspaceId, userId: `${workspaceId}-agent`, actorKind: 'agent' });
  const waiting = await server.call('POST', `${TIKTOK}/campaign/create/`, {
    as: agent,
    json: newCampaign(advertiserId),
  });
  expect(waiting.status, waiting.text).toBe(202);
  const state = callbackUrl.searchParams.get('state') ?? '';
  const { attemptId } = started;
  return {
    session,
    connectionId,
    advertiserId,
    attemptId,
    exportId: opened.id,
    mirrorId: mirror.id,
    segmentId,
    eventId,
    capId: cap.id,
    approvalId: waiting.json.approvalId,
    callId: waiting.headers.get('X-Call-Id') ?? '',
    state,
  };
}

/** Every row of a workspace, of every table that has a workspace. */
export function rowsOf(server: Together['server'], workspaceId: string): Record<string, unknown[]> {
  const raw = new Sqlite(join(dirname(server.dataDir), 'server.db'), { readonly: true });
  try {
    const tables = raw
      .prepare(
        "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'workspace_id' where m.type = 'table' order by 1",
      )
      .pluck()
      .all() as string[];
    expect(tables.length).toBeGreaterThanOrEqual(9);
    return Object.fromEntries(
      tables.map((table) => [
        table,
        raw.prepare(`select * from "${table}" where workspace_id = ? order by 1, 2, 3`).all(workspaceId),
      ]),
    );
  } finally {
    raw.close();
  }
}
