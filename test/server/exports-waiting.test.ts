import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import { type Exporting, sha256, startExporting } from './exports-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';
const UPDATE = '/dmp/custom_audience/update/';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('an export whose sign-in is lost', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting({ limits: { maxChunkBytes: 26_000, maxPathsPerCall: 2 } });
  });
  afterEach(() => its.stop());

  const emails = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@example.com`);
  const hashes = (people: readonly string[]) => people.map(sha256).sort();
  const calls = async (path: string) => (await its.simulator.requests(path)).length;
  const members = async (shown: Export) => (await its.members(shown.customAudienceId)).email;
  const connections = () => its.server.deps.store.workspace('workspace-1').connections;
  const signInAgain = async () => its.connect(await its.session(), { connectionId: its.connectionId });
  const revoke = () => its.simulator.control('tokens/revoke', { advertiserId: its.advertiserId });
  const setState = (state: 'active' | 'read_only') => connections().update(its.connectionId, { state });

  async function started(people: readonly string[]): Promise<string> {
    const { id } = await its.open();
    await its.fill(id, `Email\n${people.join('\n')}\n`);
    expect((await its.act(id, 'start')).status).toBe(202);
    return id;
  }
  /** Loses the sign-in after some files are at TikTok: the next one is refused. */
  async function lostAfterFiles(files: number, people: readonly string[]): Promise<Export> {
    await its.simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: files });
    await refuseNext(UPLOAD);
    const id = await started(people);
    await its.server.jobs.runDue();
    return its.get(id);
  }
  const refuseNext = (path: string) =>
    its.simulator.addFault({
      kind: 'code',
      code: 40105,
      message: 'Access token is incorrect or has been revoked.',
      path,
      times: 1,
    });
  async function runUntil(exportId: string, ...states: Export['state'][]): Promise<Export> {
    for (let round = 0; round < 40; round++) {
      await its.server.jobs.runDue();
      const now = await its.get(exportId);
      if (states.includes(now.state)) return now;
      its.advance(MINUTE);
    }
    throw new Error(`the export never came to ${states.join(' or ')}`);
  }

  test('waits where it is, says why, and goes on by itself after a sign-in, sending nobody twice', async () => {
    const people = emails(2400);
    const waiting = await lostAfterFiles(3, people);
    expect(waiting).toMatchObject({
      state: 'uploading',
      error: null,
      chunks: { total: 6, uploaded: 3 },
      peopleUploaded: 1200,
      waiting: {
        since: expect.any(String),
        reason: { code: 'connection_disconnected', tiktokRequestId: expect.any(String) },
      },
    });
    const uploads = await calls(UPLOAD);
    for (let round = 0; round < 3; round++) {
      its.advance(30 * MINUTE);
      await its.jobs.runDue();
    }
    expect(await calls(UPLOAD)).toBe(uploads);
    expect(await its.get(waiting.id)).toEqual(waiting);
    expect(its.log()).toContain('an export waits for a new sign-in');

    await signInAgain();
    await its.jobs.runDue();
    const sent = await its.get(waiting.id);
    expect(sent).toMatchObject({ state: 'processing', waiting: null, error: null, peopleUploaded: 2400 });
    // Six files and the one that was refused; the three that had arrived were not sent again.
    expect([await calls(UPLOAD), await calls(CREATE), await calls(UPDATE)]).toEqual([7, 1, 2]);
    expect(await members(sent)).toEqual(hashes(people));
    expect(sent.timeline.map(({ state }) => state)).toEqual(['draft', 'receiving', 'ready', 'uploading', 'processing']);
  });

  test('waits between two changes of the audience, and does not make it twice', async () => {
    const people = emails(2000);
    await refuseNext(UPDATE);
    const id = await started(people);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', customAudienceId: expect.any(String) });
    expect((await its.get(id)).waiting).not.toBeNull();
    await signInAgain();
    const sent = await runUntil(id, 'processing');
    expect(await calls(CREATE)).toBe(1);
    expect(await members(sent)).toEqual(hashes(people));
  });

  test('finds the audience whose create lost its answer before the sign-in was lost', async () => {
    const people = emails(400);
    await its.simulator.addFault({ kind: 'reset', path: CREATE, times: 1, when: 'after' });
    const id = await started(people);
    await its.jobs.runDue();
    await revoke();
    its.advance(2 * MINUTE);
    await its.jobs.runDue();
    expect((await its.get(id)).waiting?.reason.code).toBe('connection_disconnected');
    its.advance(3 * DAY);
    await its.jobs.runDue();
    await signInAgain();
    const sent = await runUntil(id, 'processing');
    expect(await calls(CREATE)).toBe(1);
    expect(await members(sent)).toEqual(hashes(people));
  });

  test('waits while the connection only reads, and is not started, opened or retried then', async () => {
    const people = emails(800);
    const running = await started(people);
    const { id: ready } = await its.open({ audience: { create: { name: 'Other' } } });
    await its.fill(ready, `Email\n${people.join('\n')}\n`);
    await setState('read_only');
    await its.jobs.runDue();
    expect(await its.get(running)).toMatchObject({
      state: 'uploading',
      waiting: { reason: { code: 'connection_read_only' } },
    });
    expect(await calls(UPLOAD)).toBe(0);
    expect(await its.act(ready, 'start')).toMatchObject({ status: 409, json: { code: 'connection_read_only' } });
    const retried = await its.act(running, 'retry');
    expect(retried).toMatchObject({ status: 409, json: { code: 'export_wrong_state' } });
    expect(retried.json.detail).toContain('waits for a sign-in');

    await signInAgain();
    await its.jobs.runDue();
    expect((await its.act(ready, 'start')).status).toBe(202);
    expect(await members(await runUntil(running, 'processing'))).toEqual(hashes(people));
  });

  test('is followed on while the connection only reads, and waits when even reading is refused', async () => {
    const people = emails(1200);
    const id = await started(people);
    await runUntil(id, 'processing');
    await setState('read_only');
    its.simulator.simulator.advance(1800);
    its.advance(30 * MINUTE);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'processing', waiting: null });

    await revoke();
    its.advance(30 * MINUTE);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'processing',
      error: null,
      waiting: { reason: { code: 'connection_disconnected' } },
    });
    its.simulator.simulator.advance(49 * 3600);
    its.advance(3 * DAY);
    await its.jobs.runDue();
    await signInAgain();
    expect(await runUntil(id, 'completed')).toMatchObject({ waiting: null, audienceProgress: { isValid: true } });
    expect(await calls(CREATE)).toBe(1);
  });

  test('goes on when the sign-in comes between TikTok’s refusal and the note that it waits', async () => {
    const people = emails(800);
    const id = await started(people);
    await setState('read_only');
    // Just before the note is written the connection comes back, and its call finds nobody waiting.
    const { store, hooks } = its.server.deps;
    const workspace = store.workspace.bind(store);
    const spy = vi.spyOn(store, 'workspace').mockImplementation((workspaceId) => {
      const own = workspace(workspaceId);
      return {
        ...own,
        exports: {
          ...own.exports,
          async update(exportId, from, change) {
            if (change.waiting != null) {
              await setState('active');
              await hooks.connectionBack(workspaceId, its.connectionId);
            }
            return own.exports.update(exportId, from, change);
          },
        },
      };
    });
    await its.jobs.runDue();
    spy.mockRestore();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', waiting: null });
    its.advance(10_000);
    await its.jobs.runDue();
    expect(await members(await its.get(id))).toEqual(hashes(people));
  });

  test('goes on at its next look when nobody told it about the sign-in', async () => {
    const people = emails(800);
    const { id } = await lostAfterFiles(1, people);
    const current = await connections().get(its.connectionId);
    // As after a crash between storing the sign-in and telling what waits.
    its.server.deps.hooks.connectionBack = async () => undefined;
    await signInAgain();
    expect((await connections().get(its.connectionId))?.tokenVersion).toBe((current?.tokenVersion ?? 0) + 1);
    await its.server.deps.store.jobs.remove('connection.refresh', its.connectionId);
    its.advance(5 * MINUTE);
    await its.jobs.runDue();
    expect(await members(await runUntil(id, 'processing'))).toEqual(hashes(people));
  });

  test('goes on without a sign-in when TikTok takes the token again', async () => {
    const people = emails(800);
    const { id } = await lostAfterFiles(1, people);
    const checked = await its.call('POST', `/v1/connections/${its.connectionId}/check`);
    expect(checked.json).toMatchObject({ state: 'active' });
    await its.jobs.runDue();
    expect(await members(await its.get(id))).toEqual(hashes(people));
  });

  test('goes on after a restart, and after days', async () => {
    const people = emails(1200);
    const { id } = await lostAfterFiles(2, people);
    await revoke();
    await its.server.restart();
    its.advance(3 * DAY);
    await its.server.jobs.runDue();
    expect((await its.get(id)).waiting).not.toBeNull();
    await signInAgain();
    await its.server.jobs.runDue();
    const sent = await its.get(id);
    expect(sent).toMatchObject({ state: 'processing', peopleUploaded: 1200 });
    expect(await members(sent)).toEqual(hashes(people));
  });

  test('can be paused: then a sign-in ends the wait and the person the pause', async () => {
    const people = emails(1200);
    const { id } = await lostAfterFiles(1, people);
    const uploads = await calls(UPLOAD);
    expect((await its.act(id, 'pause')).json).toMatchObject({ pausedAt: expect.any(String), waiting: {} });
    await signInAgain();
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', waiting: null, pausedAt: expect.any(String) });
    expect(await calls(UPLOAD)).toBe(uploads);
    await its.act(id, 'resume');
    expect(await members(await runUntil(id, 'processing'))).toEqual(hashes(people));
  });

  test('can be resumed before the sign-in is there, and waits instead of staying paused', async () => {
    const people = emails(800);
    const id = await started(people);
    await its.act(id, 'pause');
    await revoke();
    await its.call('POST', `/v1/connections/${its.connectionId}/check`);
    const resumed = await its.act(id, 'resume');
    expect(resumed).toMatchObject({
      status: 202,
      json: { pausedAt: null, waiting: { reason: { code: 'connection_disconnected' } } },
    });
    await its.jobs.runDue();
    expect((await its.get(id)).waiting?.since).toBe(resumed.json.waiting.since);
    await signInAgain();
    expect(await members(await runUntil(id, 'processing'))).toEqual(hashes(people));
  });

  test('can be cancelled, and nothing runs after the sign-in', async () => {
    const { id } = await lostAfterFiles(1, emails(800));
    expect((await its.act(id, 'cancel')).json).toMatchObject({ state: 'cancelled', waiting: null });
    const uploads = await calls(UPLOAD);
    await signInAgain();
    await its.jobs.runDue();
    expect([await calls(UPLOAD), await calls(CREATE)]).toEqual([uploads, 0]);
    expect((await its.get(id)).state).toBe('cancelled');
  });

  test('does not count the wait as trouble that lasted', async () => {
    const id = await started(emails(400));
    await its.simulator.addFault({ kind: 'html', status: 502, path: UPLOAD, times: 10 });
    await its.jobs.runDue();
    await its.simulator.clearFaults();
    await setState('read_only');
    its.advance(20 * MINUTE);
    await its.jobs.runDue();
    expect((await its.get(id)).waiting).not.toBeNull();
    const { engine } = (await its.server.deps.store.workspace('workspace-1').exports.get(id)) ?? {};
    expect(engine).toMatchObject({ troubleSince: null });
  });

  test('says what it waits for when that becomes worse', async () => {
    const id = await started(emails(400));
    await setState('read_only');
    await its.jobs.runDue();
    const before = (await its.get(id)).waiting;
    await revoke();
    await its.call('POST', `/v1/connections/${its.connectionId}/check`);
    its.advance(5 * MINUTE);
    await its.jobs.runDue();
    const { waiting, state } = await its.get(id);
    expect([state, waiting?.since]).toEqual(['uploading', before?.since]);
    expect([before?.reason.code, waiting?.reason.code]).toEqual(['connection_read_only', 'connection_disconnected']);
  });

  test('fails with what to do once its connection is removed, and can be retried after a new import', async () => {
    const people = emails(1200);
    const { id } = await lostAfterFiles(1, people);
    expect((await its.call('DELETE', `/v1/connections/${its.connectionId}`)).status).toBe(204);
    await its.server.deps.hooks.connectionBack('workspace-1', its.connectionId);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'failed',
      waiting: null,
      error: { code: 'account_not_imported', message: expect.stringContaining('retry') },
    });
    const connectionId = await its.connect(await its.session());
    await its.call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [its.advertiserId] } });
    expect((await its.act(id, 'retry')).status).toBe(202);
    expect(await members(await runUntil(id, 'processing'))).toEqual(hashes(people));
  });

  test('goes on when its ad account moves to another connection that works', async () => {
    const people = emails(1200);
    const waiting = await lostAfterFiles(1, people);
    const { email: first } = its.simulator.person();
    const email = its.simulator.simulator.world.users.find((user) => user.email !== first)?.email ?? '';
    await its.simulator.control('roles', { advertiserId: its.advertiserId, role: 'OPERATOR', email });
    const connectionId = await its.connect(await its.session(), { email });
    expect(connectionId).not.toBe(its.connectionId);
    const moved = await its.call('POST', '/v1/ad-accounts', {
      json: { connectionId, advertiserIds: [its.advertiserId] },
    });
    expect(moved.status, moved.text).toBe(201);
    its.advance(5 * MINUTE);
    expect(await members(await runUntil(waiting.id, 'processing'))).toEqual(hashes(people));
  });

  test('waits while an accepted sign-in does not reach its ad account, and goes on once with one that does', async () => {
    const people = emails(2400);
    await its.simulator.addFault({ kind: 'reset', path: CREATE, times: 1, when: 'after' });
    const id = await started(people);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'uploading', peopleUploaded: 800, waiting: null });

    const others = its.simulator.person().advertisers.flatMap(({ advertiserId }) => {
      return advertiserId === its.advertiserId ? [] : [advertiserId];
    });
    await its.connect(await its.session(), { connectionId: its.connectionId, advertiserIds: others });
    its.advance(2 * MINUTE);
    await its.jobs.runDue();
    const waiting = await its.get(id);
    expect(waiting).toMatchObject({
      state: 'uploading',
      error: null,
      peopleUploaded: 800,
      waiting: {
        reason: { code: 'tiktok_permission_denied', message: expect.stringContaining('no longer has access') },
      },
    });
    const uploads = await calls(UPLOAD);
    for (let round = 0; round < 3; round++) {
      its.advance(30 * MINUTE);
      await its.jobs.runDue();
    }
    expect(await calls(UPLOAD)).toBe(uploads);
    expect((await its.get(id)).waiting).toEqual(waiting.waiting);

    await signInAgain();
    const sent = await runUntil(id, 'processing');
    expect(sent).toMatchObject({ waiting: null, error: null, peopleUploaded: 2400 });
    expect([uploads, await calls(UPLOAD), await calls(CREATE)]).toEqual([2, 6, 1]);
    expect(await members(sent)).toEqual(hashes(people));
    its.simulator.simulator.advance(49 * 3600);
    its.advance(DAY);
    expect(await runUntil(id, 'completed')).toMatchObject({ waiting: null, peopleUploaded: 2400 });
    expect(await calls(CREATE)).toBe(1);
  });

  test('fails as before when TikTok denies something else than access to the ad account', async () => {
    const message = 'You have no permission for this operation.';
    await its.simulator.addFault({ kind: 'code', code: 40001, message, path: UPLOAD, times: 1 });
    const id = await started(emails(400));
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({
      state: 'failed',
      waiting: null,
      error: { code: 'tiktok_permission_denied' },
    });
  });

  test('goes on in one of two servers only', async () => {
    const people = emails(2400);
    const { id } = await lostAfterFiles(1, people);
    const others: Server[] = [];
    try {
      for (let nth = 0; nth < 2; nth++)
        others.push(
          await createServer(its.server.deps.config, {
            clock: its.server.deps.clock,
            log: its.server.deps.log,
            exportLimits: { maxChunkBytes: 26_000, maxPathsPerCall: 2 },
          }),
        );
      const uploads = await calls(UPLOAD);
      await signInAgain();
      await Promise.all([its.jobs.runDue(), ...others.map((other) => other.jobs.runDue())]);
      const sent = await its.get(id);
      expect(sent).toMatchObject({ state: 'processing', peopleUploaded: 2400 });
      expect([(await calls(UPLOAD)) - uploads, await calls(CREATE)]).toEqual([5, 1]);
      expect(await members(sent)).toEqual(hashes(people));
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  test('lets go of its hashes when nobody signs in for a month', async () => {
    const { id } = await lostAfterFiles(1, emails(800));
    its.advance(31 * DAY);
    await its.jobs.runDue();
    expect(await its.get(id)).toMatchObject({ state: 'cancelled', waiting: null });
  });
});
