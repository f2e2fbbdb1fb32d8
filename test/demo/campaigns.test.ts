import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost } from '../../demo/host.ts';
import { startTogether, type Together } from '../support/connected.ts';

const ORIGIN = 'http://127.0.0.1:4173';
const pageFolder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-page-'));

let together: Together;
let session: string;
let advertiserId: string;
let press: (who: 'agent' | 'program') => Promise<Record<string, unknown>>;

beforeAll(async () => {
  together = await startTogether();
  const { server, simulator } = together;
  session = await together.session();
  const connectionId = await together.connect(session);
  advertiserId =
    simulator.person().advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
      ?.advertiserId ?? '';
  const json = { connectionId, advertiserIds: [advertiserId] };
  expect((await server.call('POST', '/v1/ad-accounts', { as: session, json })).status).toBe(201);
  const host = createHost({
    access: { serverUrl: server.url, hostApiKey: server.hostKey, workspaceId: 'workspace-1' },
    simulatorUrl: simulator.url,
    pageFolder,
    webhookSecret: null,
    origins: [ORIGIN],
  });
  press = async (who) => {
    const answer = await host.request(`/api/campaigns/${who}`, { method: 'POST', headers: { origin: ORIGIN } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, unknown>;
  };
});
afterAll(async () => {
  await together.stop();
  rmSync(pageFolder, { recursive: true });
});

/** Campaigns of that name at TikTok. */
async function campaigns(name: unknown): Promise<Record<string, unknown>[]> {
  const filtering = encodeURIComponent(JSON.stringify({ campaign_name: name }));
  const path = `/v1/tiktok/open_api/v1.3/campaign/get/?advertiser_id=${advertiserId}&filtering=${filtering}`;
  return (await together.server.call('GET', path, { as: session })).json.data.list;
}

describe('the campaigns that the demo’s back end makes', () => {
  it('of an agent wait for a person, and are there, paused, once one has approved them', async () => {
    const asked = await press('agent');
    expect(asked).toMatchObject({ outcome: 'waits', id: expect.stringMatching(/^apr_/) });
    expect(await campaigns(asked['campaign'])).toEqual([]);

    const { server } = together;
    const approved = await server.call('POST', `/v1/approvals/${String(asked['id'])}/approve`, {
      as: session,
      json: {},
    });
    expect(approved.status, approved.text).toBe(200);
    await server.jobs.runDue();
    expect(await campaigns(asked['campaign'])).toEqual([expect.objectContaining({ operation_status: 'DISABLE' })]);
  });

  it('of a program are there at once, and once, although it asks twice', async () => {
    const made = await press('program');
    expect(made).toMatchObject({ outcome: 'made', wasRepeated: true });
    expect(await campaigns(made['campaign'])).toEqual([expect.objectContaining({ campaign_id: made['id'] })]);
  });
});
