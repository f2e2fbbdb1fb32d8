import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TikTokCall } from '../../shared/calls.ts';
import { killableServer, type KillableServer } from '../support/killable-server.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { adgroupJson, adJson, campaignJson } from './reconcile-support.ts';

const BASE = '/v1/tiktok/open_api/v1.3';
/** Longer than the lease that a killed process leaves behind. */
const LEASE_MS = 25_000;
const ROUNDS = 3;

let simulator: TestSimulator;
let server: KillableServer;
let advertiserId: string;
let offsetMs: number;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 5 });
  server = await killableServer('test/server/calls-child.ts', simulator);
  offsetMs = 0;
  await server.launch(offsetMs);
  await prepare();
});
afterEach(async () => {
  await server.remove();
  await simulator.stop();
});

/** On both clocks it is later then: a lease that was left behind is over. */
async function relaunch(laterMs: number): Promise<void> {
  offsetMs += laterMs;
  await simulator.control('clock', { advanceSeconds: laterMs / 1000 });
  await server.kill();
  await server.launch(offsetMs);
}

async function request(method: string, path: string, json?: unknown, key?: string) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${server.hostKey}`,
      'X-Workspace-Id': 'workspace-1',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    body: json === undefined ? null : JSON.stringify(json),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as Record<string, unknown>,
  };
}

async function prepare(): Promise<void> {
  const started = await request('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
  const callback = await simulator.consent(String(started.json['authorizeUrl']));
  await (await fetch(`${server.url}${callback.pathname}${callback.search}`)).text();
  const attempt = await request('GET', `/v1/connections/attempts/${String(started.json['attemptId'])}`);
  const account = simulator
    .person()
    .advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
  advertiserId = account?.advertiserId ?? '';
  const { connectionId } = attempt.json;
  await request('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] });
}

/** Sends a write and kills the server when TikTok has it and has not answered. */
async function killInTheMiddle(path: string, json: Record<string, unknown>, key?: string): Promise<void> {
  const before = (await simulator.requests(path)).length;
  const cutOff = send(path, json, key);
  await until(async () => (await simulator.requests(path)).length > before || (await isMade(json)));
  await server.kill();
  expect(await cutOff).toBe('cut off');
}

function send(path: string, json: Record<string, unknown>, key?: string): Promise<'answered' | 'cut off'> {
  return request('POST', `${BASE}${path}`, { advertiser_id: advertiserId, ...json }, key).then(
    () => 'answered',
    () => 'cut off',
  );
}

async function made(name: string): Promise<number> {
  const answer = await fetch(`${simulator.url}/_simulator/entities?advertiserId=${advertiserId}`);
  const { campaigns } = (await answer.json()) as { campaigns: { name: string }[] };
  return campaigns.filter((campaign) => campaign.name === name).length;
}

const isMade = async (json: Record<string, unknown>) => (await made(String(json['campaign_name']))) > 0;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1500; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came to that');
}

const calls = async () => (await request('GET', '/v1/tiktok-calls')).json['items'] as TikTokCall[];

describe('a server that is killed between sending a call and its answer', () => {
  it('finds out what became of it when the call is repeated with its key, and never makes it twice', async () => {
    await simulator.addFault({ path: '/campaign/create/', kind: 'delay', delayMs: 20_000, when: 'after' });
    const json = campaignJson('Killed');
    await killInTheMiddle('/campaign/create/', json, 'killed-1');
    // Whoever comes at once hears that it is under way: another process could still be working on it.
    offsetMs = 0;
    await server.launch(offsetMs);
    const body = { advertiser_id: advertiserId, ...json };
    const early = await request('POST', `${BASE}/campaign/create/`, body, 'killed-1');
    expect([early.status, early.json['code']]).toEqual([409, 'idempotency_in_progress']);
    expect(Number(early.headers.get('Retry-After'))).toBeGreaterThan(0);

    await relaunch(LEASE_MS);
    let answer = await request('POST', `${BASE}/campaign/create/`, body, 'killed-1');
    // The start of the server looks for it, too, and may be at it.
    await until(async () => {
      if (answer.status === 409) answer = await request('POST', `${BASE}/campaign/create/`, body, 'killed-1');
      return answer.status !== 409;
    });
    expect(answer.json).toMatchObject({ code: 0, data: { campaign_name: 'Killed' } });
    expect(await made('Killed')).toBe(1);
    const again = await request('POST', `${BASE}/campaign/create/`, body, 'killed-1');
    expect(again.text).toBe(answer.text);
    expect(await calls()).toMatchObject([{ status: 'succeeded', idempotencyKey: 'killed-1' }]);
  }, 30_000);

  it('puts the record right by itself, and says so where nobody can know', async () => {
    const paths = ['/campaign/create/', '/dmp/custom_audience/delete/'] as const;
    for (const path of paths) await simulator.addFault({ path, kind: 'delay', delayMs: 20_000, when: 'after' });
    const gone = send(paths[1], { custom_audience_ids: ['7300000000000000001'] });
    await until(async () => (await calls())[0]?.status === 'running');
    await killInTheMiddle(paths[0], campaignJson('Without a key'));
    expect(await gone).toBe('cut off');
    await relaunch(LEASE_MS);
    await until(async () => (await calls()).every(({ status }) => status !== 'running'));
    const [campaign, audience] = await calls();
    expect(audience).toMatchObject({ status: 'unknown', error: { code: 'call_outcome_unknown' }, attempts: [] });
    expect(campaign).toMatchObject({ status: 'succeeded', path: '/campaign/create/', error: null });
    expect(campaign?.entityIds).toHaveLength(1);
    expect(campaign?.attempts).toMatchObject([{ purpose: 'look_up', outcome: 'found' }]);
    expect(await made('Without a key')).toBe(1);
  }, 30_000);

  it('makes every ad once, wherever in between it is killed', async () => {
    const parent = await send200('/campaign/create/', campaignJson('Killed often'));
    const adgroup = await send200('/adgroup/create/', adgroupJson(String(parent['campaign_id']), 'Killed often'));
    const adgroupId = String(adgroup['adgroup_id']);
    const random = seeded(3);
    const ids: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const calls_ = Array.from({ length: 4 }, (_, n) => ({
        json: adJson(adgroupId, [`Ad ${round} ${n}`, `Ad ${round} ${n}`, `Other ${round} ${n}`]),
        key: `ad-${round}-${n}`,
      }));
      const cutOff = calls_.map(({ json, key }) => send('/ad/create/', json, key));
      await new Promise((resolve) => setTimeout(resolve, random() * 120));
      await relaunch(LEASE_MS);
      await Promise.all(cutOff);
      for (const { json, key } of calls_)
        ids.push(...((await send200('/ad/create/', json, key))['ad_ids'] as string[]));
    }
    const answer = await fetch(`${simulator.url}/_simulator/entities?advertiserId=${advertiserId}`);
    const { ads } = (await answer.json()) as { ads: { adId: string; origin: string }[] };
    const own = ads.filter(({ origin }) => origin === 'api').map(({ adId }) => adId);
    expect(own.toSorted()).toEqual(ids.toSorted());
    expect(ids).toHaveLength(ROUNDS * 4 * 3);
  }, 60_000);
});

/** Repeats a call until it is answered. @returns `data` */
async function send200(path: string, json: Record<string, unknown>, key?: string): Promise<Record<string, unknown>> {
  let data: Record<string, unknown> = {};
  await until(async () => {
    const answer = await request('POST', `${BASE}${path}`, { advertiser_id: advertiserId, ...json }, key);
    expect([200, 409], answer.text).toContain(answer.status);
    if (answer.status === 200) expect(answer.json).toMatchObject({ code: 0 });
    data = answer.json['data'] as Record<string, unknown>;
    return answer.status === 200;
  });
  return data;
}

/** Numbers from 0 up to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
