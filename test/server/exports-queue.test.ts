import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createServer } from '../../server/create-server.ts';
import type { Export } from '../../shared/exports.ts';
import { type Exporting, MAPPING as ATTRIBUTES, sha256, startExporting } from './exports-support.ts';

const MAPPING = '/segment/mapping/';
const SEGMENT = '/segment/audience/';
const DAY = 24 * 3_600_000;

describe('exports to one audience', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { streamPeople: 100 } });
  });
  afterEach(() => its.stop());

  const emails = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `person${from + index}@example.com`);
  const hashes = (people: readonly string[]) => people.map(sha256).sort();
  const memberEmails = async (customAudienceId: string | null) => (await its.members(customAudienceId)).email;
  const stream = (name: string) => ({ audience: { create: { name, delivery: 'stream' } } });
  const change = (customAudienceId: string | null, action: string) => ({
    audience: { update: { customAudienceId, action } },
  });
  const states = (...ids: string[]) => Promise.all(ids.map(async (id) => (await its.get(id)).state));
  const queues = (...ids: string[]) => Promise.all(ids.map(async (id) => (await its.get(id)).queue));

  async function started(people: readonly string[], request: Record<string, unknown>): Promise<string> {
    const { id } = await its.open(request);
    await its.fill(id, `Email\n${people.join('\n')}\n`);
    const answer = await its.act(id, 'start');
    expect(answer.status, answer.text).toBe(202);
    // Who asks in the same millisecond is not earlier.
    its.advance(10);
    return id;
  }
  async function run(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      await its.jobs.runDue();
      its.advance(4_000);
    }
  }
  async function madeWith(people: readonly string[]): Promise<string> {
    const id = await started(people, stream('Base'));
    await its.jobs.runDue();
    const { customAudienceId } = await its.get(id);
    return customAudienceId ?? '';
  }
  /** TikTok takes one batch of whoever comes first and is busy for a while then. */
  async function busyAfterOneBatch(): Promise<void> {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: MAPPING, times: 1 });
    await its.simulator.addFault({ kind: 'code', code: 60001, path: MAPPING, times: 1 });
  }

  test('change it one after the other, in the order they were started, and say where they stand', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    await busyAfterOneBatch();
    const first = await started(emails(0, 250), change(customAudienceId, 'APPEND'));
    const second = await started(emails(100, 300), change(customAudienceId, 'REMOVE'));
    const third = await started(emails(290, 420), change(customAudienceId, 'APPEND'));
    await its.jobs.runDue();
    expect(await states(first, second, third)).toEqual(['uploading', 'uploading', 'uploading']);
    expect(await queues(first, second, third)).toEqual([
      null,
      { position: 1, behind: first },
      { position: 2, behind: first },
    ]);
    const listed = (await its.call('GET', '/v1/exports?state=uploading')).json.items as Export[];
    expect(listed.find(({ id }) => id === third)?.queue).toEqual({ position: 2, behind: first });
    its.advance(70_000);
    await run(4);
    expect(await states(first, second, third)).toEqual(['processing', 'processing', 'processing']);
    expect(await queues(first, second, third)).toEqual([null, null, null]);
    expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(0, 100), ...emails(290, 420)]));
  });

  test('wait for one another in two workspaces on one ad account, which do not learn of each other', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    const other = await its.session({ workspaceId: 'workspace-2', userId: 'user-2' });
    const connectionId = await its.connect(other);
    const theirs = (method: string, path: string, json: unknown) =>
      its.server.call(method, path, { as: its.server.hostKey, workspaceId: 'workspace-2', json });
    const properties = Object.values(ATTRIBUTES).map((name) => ({ name, label: name, type: 'string', kind: 'system' }));
    await theirs('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [its.advertiserId] });
    await theirs('PUT', '/v1/properties', properties);
    await theirs('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    const opened = await theirs('POST', '/v1/exports', {
      advertiserId: its.advertiserId,
      attributes: ['email'],
      ...change(customAudienceId, 'REMOVE'),
    });
    expect(opened.status, opened.text).toBe(201);
    const path = `/v1/exports/${opened.json.id}`;
    await its.server.call('PUT', `${path}/records`, {
      as: its.server.hostKey,
      workspaceId: 'workspace-2',
      body: `Email\n${emails(0, 150).join('\n')}\n`,
      headers: { 'Content-Type': 'text/csv' },
    });

    await busyAfterOneBatch();
    const mine = await started(emails(0, 250), change(customAudienceId, 'APPEND'));
    await its.jobs.runDue();
    expect((await theirs('POST', `${path}/start`, undefined)).status).toBe(202);
    await its.jobs.runDue();
    expect((await theirs('GET', path, undefined)).json.queue).toEqual({ position: 1, behind: null });
    its.advance(70_000);
    await run(3);
    expect((await theirs('GET', path, undefined)).json.state).toBe('processing');
    expect(await states(mine)).toEqual(['processing']);
    expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(150, 250)));
  });

  test('are made one after the other under one name, so that none takes another’s for its own', async () => {
    await its.simulator.addFault({ kind: 'reset', path: SEGMENT, times: 1, when: 'after' });
    const first = await started(emails(0, 30), stream('Twins'));
    const second = await started(emails(30, 60), stream('Twins'));
    await its.jobs.runDue();
    expect(await queues(first, second)).toEqual([null, { position: 1, behind: first }]);
    await run(5);
    const made = await Promise.all([first, second].map((id) => its.get(id)));
    expect(made.map(({ state }) => state)).toEqual(['processing', 'processing']);
    expect(await memberEmails(made[0]?.customAudienceId ?? null)).toEqual(hashes(emails(0, 30)));
    expect(await memberEmails(made[1]?.customAudienceId ?? null)).toEqual(hashes(emails(30, 60)));
    expect((await its.simulator.requests(SEGMENT)).length).toBe(2);
  });

  test('let those behind go first when they are paused in line, and go last when they are resumed', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    await busyAfterOneBatch();
    const first = await started(emails(0, 150), change(customAudienceId, 'APPEND'));
    const second = await started(emails(100, 200), change(customAudienceId, 'APPEND'));
    const third = await started(emails(0, 150), change(customAudienceId, 'REMOVE'));
    await its.jobs.runDue();
    await its.act(second, 'pause');
    expect(await queues(third)).toEqual([{ position: 1, behind: first }]);
    its.advance(70_000);
    await run(3);
    expect(await states(first, second, third)).toEqual(['processing', 'uploading', 'processing']);
    expect(await queues(second)).toEqual([null]);
    await its.act(second, 'resume');
    await run(2);
    expect(await states(second)).toEqual(['processing']);
    expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(100, 200)));
  });

  test('wait for one that is paused half-way, until it goes on or is cancelled', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    await busyAfterOneBatch();
    const first = await started(emails(0, 250), change(customAudienceId, 'APPEND'));
    const second = await started(emails(0, 50), change(customAudienceId, 'REMOVE'));
    await its.jobs.runDue();
    await its.act(first, 'pause');
    its.advance(DAY);
    await run(3);
    expect(await states(second)).toEqual(['uploading']);
    expect(await queues(second)).toEqual([{ position: 1, behind: first }]);
    await its.act(first, 'cancel');
    await run(2);
    expect(await states(first, second)).toEqual(['cancelled', 'processing']);
    expect(await memberEmails(customAudienceId)).toEqual(hashes(emails(50, 100)));
  });

  test('wait no longer than its files are kept for one that nobody resumes', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    await busyAfterOneBatch();
    const first = await started(emails(0, 250), change(customAudienceId, 'APPEND'));
    await its.jobs.runDue();
    await its.act(first, 'pause');
    its.advance(6 * DAY);
    const second = await started(emails(0, 50), change(customAudienceId, 'REMOVE'));
    await run(2);
    expect(await states(second)).toEqual(['uploading']);
    its.advance(2 * DAY);
    await run(4);
    expect(await states(first, second)).toEqual(['cancelled', 'processing']);
  });

  test('go on when the one before is cancelled in line, or fails', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    await busyAfterOneBatch();
    await its.simulator.addFault({ kind: 'code', code: 40300, path: MAPPING, times: 1 });
    const first = await started(emails(0, 250), change(customAudienceId, 'APPEND'));
    const second = await started(emails(0, 50), change(customAudienceId, 'REMOVE'));
    const third = await started(emails(500, 550), change(customAudienceId, 'APPEND'));
    await its.jobs.runDue();
    await its.act(second, 'cancel');
    expect(await queues(third)).toEqual([{ position: 1, behind: first }]);
    its.advance(70_000);
    await run(3);
    expect(await states(first, second, third)).toEqual(['failed', 'cancelled', 'processing']);
    await its.act(first, 'retry');
    await run(2);
    expect(await states(first)).toEqual(['processing']);
    expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(0, 250), ...emails(500, 550)]));
  });

  test('are not held up by one that waits for a sign-in with nothing sent', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    const other = await its.session({ workspaceId: 'workspace-2', userId: 'user-2' });
    const connectionId = await its.connect(other);
    const theirs = (method: string, path: string, json: unknown) =>
      its.server.call(method, path, { as: its.server.hostKey, workspaceId: 'workspace-2', json });
    await theirs('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [its.advertiserId] });
    await theirs('PUT', '/v1/properties', [{ name: 'Email', label: 'Email', type: 'string', kind: 'system' }]);
    await theirs('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    // Opening asks for the audience too: only the export's own look is refused.
    const mine = await started(emails(0, 50), change(customAudienceId, 'APPEND'));
    await its.simulator.addFault({ kind: 'code', code: 40105, path: '/dmp/custom_audience/get/', times: 1 });
    await its.jobs.runDue();
    expect(await its.get(mine)).toMatchObject({
      state: 'uploading',
      waiting: { reason: expect.anything() },
      queue: null,
    });
    const opened = await theirs('POST', '/v1/exports', {
      advertiserId: its.advertiserId,
      attributes: ['email'],
      ...change(customAudienceId, 'APPEND'),
    });
    expect(opened.status, opened.text).toBe(201);
    const path = `/v1/exports/${opened.json.id}`;
    await its.server.call('PUT', `${path}/records`, {
      as: its.server.hostKey,
      workspaceId: 'workspace-2',
      body: `Email\n${emails(60, 90).join('\n')}\n`,
      headers: { 'Content-Type': 'text/csv' },
    });
    await theirs('POST', `${path}/start`, undefined);
    await run(2);
    expect((await theirs('GET', path, undefined)).json.state).toBe('processing');
    await its.connect(await its.session(), { connectionId: its.connectionId });
    await run(3);
    expect(await states(mine)).toEqual(['processing']);
    expect(await memberEmails(customAudienceId)).toEqual(hashes([...emails(0, 50), ...emails(60, 90)]));
  });

  test('never mix, however many servers and places work on them at once', async () => {
    const customAudienceId = await madeWith(emails(0, 10));
    const changes = [
      { action: 'APPEND', people: emails(0, 420) },
      { action: 'REMOVE', people: emails(200, 600) },
      { action: 'APPEND', people: emails(300, 750) },
      { action: 'REMOVE', people: emails(0, 350) },
      { action: 'APPEND', people: emails(100, 260) },
    ];
    const ids: string[] = [];
    for (const { action, people } of changes) ids.push(await started(people, change(customAudienceId, action)));
    const other = await createServer(its.server.deps.config, {
      clock: its.server.deps.clock,
      log: its.server.deps.log,
      exportLimits: { streamPeople: 100, sliceMs: 0 },
    });
    try {
      await its.simulator.addFault({ kind: 'html', status: 502, path: MAPPING, times: 2, when: 'after' });
      for (let round = 0; round < 40; round++) {
        await Promise.all([its.jobs.runDue(), other.jobs.runDue(), its.jobs.runDue()]);
        if ((await states(...ids)).every((state) => state === 'processing')) break;
        its.advance(4_000);
      }
    } finally {
      await other.close();
    }
    expect(await states(...ids)).toEqual(ids.map(() => 'processing'));
    const members = new Set(emails(0, 10));
    for (const { action, people } of changes)
      for (const person of people) {
        if (action === 'APPEND') members.add(person);
        else members.delete(person);
      }
    expect(await memberEmails(customAudienceId)).toEqual(hashes([...members]));
  });
});
