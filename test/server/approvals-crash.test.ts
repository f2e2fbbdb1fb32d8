import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Approval, ApprovalPage } from '../../shared/approvals.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';

// A server in a process of its own is killed as by a power cut, again and again, while it sends what a person has approved.

const API = '/v1/tiktok/open_api/v1.3';
/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 120_000;
const KILLS = 3;
/** Approved before each kill. */
const AT_ONCE = 2;

let simulator: TestSimulator;
let server: KillableServer;
let starts = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  server = await killableServer('test/server/exports-child.ts', simulator);
  await launch();
});
afterAll(async () => {
  await server.remove();
  await simulator.stop();
});

async function launch(): Promise<void> {
  await server.launch(starts * LEASES_MS);
  starts += 1;
}

async function call<Result>(method: string, path: string, json?: unknown, session?: string): Promise<Result> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${session ?? server.hostKey}`,
      ...(session === undefined ? { 'X-Workspace-Id': 'workspace-1' } : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: json === undefined ? null : JSON.stringify(json),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as Result;
}

const mint = async (session: object): Promise<string> =>
  (await call<{ token: string }>('POST', '/v1/sessions', { workspaceId: 'workspace-1', ...session })).token;

async function importAccount(): Promise<string> {
  const started = await call<{ attemptId: string; authorizeUrl: string }>('POST', '/v1/connections/authorize', {
    origin: 'https://app.example',
  });
  const callback = await simulator.consent(started.authorizeUrl);
  await (await fetch(`${server.url}${callback.pathname}${callback.search}`)).text();
  const { connectionId } = await call<{ connectionId: string }>('GET', `/v1/connections/attempts/${started.attemptId}`);
  const account = simulator
    .person()
    .advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
  const advertiserId = account?.advertiserId ?? '';
  await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] });
  return advertiserId;
}

test('whatever was approved is made exactly once, however often the server is killed over it', async () => {
  const advertiserId = await importAccount();
  const agent = await mint({ userId: 'agent-1', actorKind: 'agent', permissions: ['campaigns'] });
  const names = Array.from({ length: KILLS * AT_ONCE }, (_, index) => `Approved ${index}`);
  const ids: string[] = [];
  for (const campaign_name of names) {
    const asked = await call<{ approvalId: string }>(
      'POST',
      `${API}/campaign/create/`,
      {
        advertiser_id: advertiserId,
        campaign_name,
        objective_type: 'TRAFFIC',
        budget_mode: 'BUDGET_MODE_DAY',
        budget: 5000,
      },
      agent,
    );
    ids.push(asked.approvalId);
  }
  // Half of the time TikTok has made it when the server is killed, half of the time it has yet to.
  await simulator.addFault({ path: '/campaign/create/', kind: 'delay', delayMs: 300, when: 'after', every: 2 });
  await simulator.addFault({ path: '/campaign/create/', kind: 'delay', delayMs: 300, when: 'before', every: 3 });

  const sent = async () => (await simulator.requests('/campaign/create/')).length;
  const manager = await mint({ userId: 'manager-1', permissions: ['read', 'controls'] });
  for (let killed = 0; killed < KILLS; killed += 1) {
    const before = await sent();
    for (const id of ids.splice(0, AT_ONCE)) await call('POST', `/v1/approvals/${id}/approve`, {}, manager);
    await expect.poll(sent, { timeout: 20_000, interval: 10 }).toBeGreaterThan(before);
    await server.kill();
    await launch();
  }

  const reader = await mint({ userId: 'manager-1', permissions: ['read'] });
  const list = () => call<ApprovalPage>('GET', '/v1/approvals', undefined, reader);
  await expect
    .poll(async () => (await list()).items.filter(({ status }) => status === 'running').length, { timeout: 45_000 })
    .toBe(0);
  const ended: Approval[] = (await list()).items;
  expect(ended.map(({ status }) => status)).toEqual(names.map(() => 'succeeded'));
  const { data } = await call<{ data: { list: { campaign_name: string }[] } }>(
    'GET',
    `${API}/campaign/get/?advertiser_id=${advertiserId}&page_size=1000`,
    undefined,
    reader,
  );
  const made = data.list.map(({ campaign_name }) => campaign_name).filter((name) => name.startsWith('Approved '));
  expect(made.toSorted()).toEqual(names.toSorted());
}, 90_000);
