import { afterEach, describe, expect, it } from 'vitest';
import { setConnectionState } from '../../server/connection-state/index.ts';
import type { Deps } from '../../server/deps.ts';
import type { EventRecord } from '../../server/store/events.ts';
import { activityEventSchema } from '../../shared/events.ts';
import { type Exporting, startExporting } from './exports-support.ts';
import { SECRET, startReceiver, type Receiver } from './host-webhooks-support.ts';
import { emailRows, type Mirroring, startMirroring } from './mirrors-support.ts';

const WORKSPACE = 'workspace-1';
const STREAM = { audience: { create: { name: 'VIP in sync', delivery: 'stream' as const } } };

let its: Exporting;
let receiver: Receiver | null = null;
afterEach(async () => {
  await its.stop();
  await receiver?.stop();
  receiver = null;
});

/** Everything told so far, the listed and the others, oldest first. Events about ads are left out. */
async function told(on: Exporting = its): Promise<EventRecord[]> {
  const all = await on.server.deps.store.workspace(WORKSPACE).events.listAfter(0, 1000);
  return all.filter(({ type }) => /^(?:connection|export|mirror|audience)\./.test(type));
}
const types = async (): Promise<string[]> => (await told()).map(({ type }) => type);
/** Types of what still needs somebody. */
async function needsYou(): Promise<string[]> {
  const answer = await its.call('GET', '/v1/activity?filter=needs_you');
  expect(answer.status, answer.text).toBe(200);
  return answer.json.items.map(({ type }: { type: string }) => type);
}
async function listed(): Promise<string[]> {
  const { json } = await its.call('GET', '/v1/activity');
  return json.items.map(({ type }: { type: string }) => type).toReversed();
}
const csv = (people: number): string =>
  `Email\n${Array.from({ length: people }, (_, index) => `person${index}@example.com`).join('\n')}\n`;

async function startedExport(people = 1200): Promise<string> {
  const { id } = await its.open();
  await its.fill(id, csv(people));
  expect((await its.act(id, 'start')).status).toBe(202);
  return id;
}
const record = async () => {
  const found = await its.server.deps.store.workspace(WORKSPACE).connections.get(its.connectionId);
  if (found === null) throw new Error('no connection');
  return found;
};
const problem = { code: 'connection_read_only', message: 'TikTok did not renew it.' } as const;

describe('a sign-in', () => {
  it('that TikTok refuses, that comes back and that is removed is told each time, with what hangs on it', async () => {
    its = await startExporting();
    const exportId = await startedExport();
    await its.simulator.control('tokens/revoke', { advertiserId: its.advertiserId });
    await its.call('POST', `/v1/connections/${its.connectionId}/check`);
    const [lost] = (await told()).filter(({ type }) => type === 'connection.disconnected');
    expect(lost).toMatchObject({
      subject: { kind: 'connection', id: its.connectionId },
      data: { state: 'disconnected', accountCount: 1, waitingExports: 1, reason: { code: 'connection_disconnected' } },
    });
    expect(lost?.accountName).toBeTruthy();
    expect(await needsYou()).toEqual(['connection.disconnected']);
    await its.server.jobs.runDue();
    await its.connect(await its.session(), { connectionId: its.connectionId });
    const [back] = (await told()).filter(({ type }) => type === 'connection.restored');
    expect(back).toMatchObject({ data: { state: 'active', reason: null, accountCount: 1, waitingExports: 1 } });
    expect(await needsYou()).toEqual([]);
    await its.server.jobs.runDue();
    await its.act(exportId, 'cancel');
    expect((await its.call('DELETE', `/v1/connections/${its.connectionId}`)).status).toBe(204);
    expect((await types()).filter((type) => type.startsWith('connection.'))).toEqual([
      'connection.disconnected',
      'connection.restored',
      'connection.removed',
    ]);
    const named = (await told()).filter(({ subject }) => subject.kind === 'connection');
    expect(named.map(({ subject, accountName }) => [subject.name, accountName])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('that only reads and then works but ends soon is told as restored and as expiring', async () => {
    its = await startExporting();
    const { deps } = its.server;
    await startedExport();
    await setConnectionState(deps, WORKSPACE, await record(), 'read_only', problem);
    its.advance(1000);
    await setConnectionState(deps, WORKSPACE, await record(), 'expiring', problem);
    its.advance(1000);
    await setConnectionState(deps, WORKSPACE, await record(), 'expiring', problem);
    its.advance(1000);
    await setConnectionState(deps, WORKSPACE, await record(), 'active', null);
    const about = (await told()).filter(({ type }) => type.startsWith('connection.'));
    expect(about.map(({ type, data }) => [type, 'waitingExports' in data ? data.waitingExports : null])).toEqual([
      ['connection.read_only', 1],
      ['connection.restored', 0],
      ['connection.expiring', 0],
      ['connection.restored', 0],
    ]);
    expect(await needsYou()).toEqual([]);
  });

  it('that works again before its trouble is told needs nobody', async () => {
    its = await startExporting();
    const { deps } = its.server;
    const workspace = deps.store.workspace.bind(deps.store);
    let isFirst = true;
    deps.store.workspace = (workspaceId) => {
      const { connections, ...store } = workspace(workspaceId);
      const counts: typeof connections.counts = async (id) => {
        // While the trouble is being put into words.
        if (isFirst) {
          isFirst = false;
          its.advance(1000);
          await setConnectionState(deps, WORKSPACE, await record(), 'active', null);
        }
        return connections.counts(id);
      };
      return { ...store, connections: { ...connections, counts } };
    };
    await setConnectionState(deps, WORKSPACE, await record(), 'read_only', problem);
    expect((await record()).state).toBe('active');
    expect(await types()).toEqual(['connection.restored']);
    expect(await needsYou()).toEqual([]);
  });

  it('that is made, or made again while all is well, is no news', async () => {
    its = await startExporting();
    await its.connect(await its.session(), { connectionId: its.connectionId });
    await its.server.restart();
    await its.server.jobs.runDue();
    expect(await types()).toEqual([]);
  });
});

describe('an export', () => {
  it('is told when it begins and when it is done, with its new audience, to the feed and to the host', async () => {
    receiver = await startReceiver();
    its = await startExporting({ env: { HOST_WEBHOOK_URL: receiver.url, HOST_WEBHOOK_SECRET: SECRET } });
    const { id } = await its.open({ audience: { create: { name: 'Buyers' } } });
    await its.fill(id, `${csv(1200)}not an address\n`);
    const done = await its.finish(id);
    expect(done.state).toBe('completed');
    expect(await types()).toEqual(['export.started', 'export.completed', 'audience.ready']);
    expect(await listed()).toEqual(['audience.ready']);
    const [, completed, ready] = await told();
    expect(completed).toMatchObject({
      advertiserId: its.advertiserId,
      connectionId: its.connectionId,
      subject: { kind: 'export', id, name: 'Buyers' },
      data: { state: 'completed', action: null, peopleSent: 1200, rejectedRows: 1, mirrorId: null, error: null },
    });
    expect(ready).toMatchObject({
      subject: { kind: 'audience', id: done.customAudienceId, name: 'Buyers' },
      data: { peopleSent: 1200, exportId: id, coverNum: done.audienceProgress?.coverNum },
    });
    const events = receiver.received.map(({ webhook }) => webhook.data);
    expect(events.map(({ type }) => type)).toEqual(['export.started', 'export.completed', 'audience.ready']);
    for (const event of events) activityEventSchema.parse(event);
  });

  it('to an audience that ads use already says nothing of the audience', async () => {
    its = await startExporting();
    const first = await its.open();
    await its.fill(first.id, csv(1200));
    const { customAudienceId } = await its.finish(first.id);
    const second = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    await its.fill(second.id, csv(1500));
    expect((await its.finish(second.id)).state).toBe('completed');
    expect((await types()).slice(3)).toEqual(['export.started', 'export.completed']);
    expect((await told()).at(-1)).toMatchObject({ data: { action: 'APPEND', customAudienceId } });
  });

  it('that fails needs somebody until it is retried, and again when it fails again', async () => {
    its = await startExporting();
    const refuse = () =>
      its.simulator.addFault({
        kind: 'code',
        code: 40002,
        message: 'Something of the request is wrong.',
        path: '/dmp/custom_audience/create/',
        times: 1,
      });
    await refuse();
    const id = await startedExport();
    await its.server.jobs.runDue();
    expect(await needsYou()).toEqual(['export.failed']);
    expect((await told()).at(-1)).toMatchObject({ data: { error: { code: expect.any(String) } } });
    await refuse();
    await its.act(id, 'retry');
    expect(await needsYou()).toEqual([]);
    await its.server.jobs.runDue();
    expect(await needsYou()).toEqual(['export.failed']);
    await its.act(id, 'cancel');
    expect(await needsYou()).toEqual([]);
    expect(await types()).toEqual([
      'export.started',
      'export.failed',
      'export.started',
      'export.failed',
      'export.cancelled',
    ]);
  });
});

describe('a mirror', () => {
  let mirroring: Mirroring;
  const start = async (options: Parameters<typeof startMirroring>[0] = {}) => {
    mirroring = await startMirroring(options);
    its = mirroring;
  };

  it('tells the host and the stream of a run that changed nothing, but makes no line in the feed of it', async () => {
    await start();
    mirroring.rows = emailRows(0, 9);
    const { id } = await mirroring.create(STREAM);
    await mirroring.run(id);
    await mirroring.settle(id);
    its.advance(3 * 3_600_000);
    await its.server.jobs.runDue();
    const before = await listed();
    expect(before).toContain('export.completed');
    await mirroring.run(id);
    await mirroring.settle(id);
    expect((await told()).at(-1)).toMatchObject({
      type: 'export.completed',
      isListed: false,
      data: { action: 'MIRROR', mirrorId: id, peopleSent: 0 },
    });
    expect(await listed()).toEqual(before);
  });

  it('asks for somebody before a run that takes many out, until it is confirmed', async () => {
    await start();
    mirroring.rows = emailRows(0, 2400);
    const { id } = await mirroring.create(STREAM);
    await mirroring.run(id);
    await mirroring.settle(id);
    mirroring.rows = emailRows(0, 400);
    const run = await mirroring.run(id);
    await mirroring.until(run.id, 'ready');
    await its.server.jobs.runDue();
    const asked = (await told()).filter(({ type }) => type === 'mirror.confirmation_needed');
    expect(asked).toMatchObject([
      { subject: { kind: 'export', id: run.id }, data: { mirrorId: id, exportId: run.id, toRemove: 2000, toAdd: 0 } },
    ]);
    expect(await needsYou()).toEqual(['mirror.confirmation_needed']);
    await its.act(run.id, 'start');
    expect(await needsYou()).toEqual([]);
  });

  it('still asks when TikTok has only now finished with the run before', async () => {
    // So long that the first run is not looked at before the second one asks, however slow the machine is.
    const followFirstMs = 15 * 60_000;
    await start({ limits: { followFirstMs } });
    mirroring.rows = emailRows(0, 2400);
    const { id } = await mirroring.create(STREAM);
    const first = await mirroring.run(id);
    await mirroring.settle(id);
    expect((await its.get(first.id)).state).toBe('processing');
    mirroring.rows = emailRows(0, 400);
    const run = await mirroring.run(id);
    await mirroring.until(run.id, 'ready');
    its.advance(followFirstMs);
    await its.server.jobs.runDue();
    expect((await types()).slice(-3)).toEqual(['mirror.confirmation_needed', 'export.completed', 'audience.ready']);
    expect(await needsYou()).toEqual(['mirror.confirmation_needed']);
    await its.act(run.id, 'cancel');
    expect(await needsYou()).toEqual([]);
  });

  it('that failed needs nobody any more once a later run is through', async () => {
    await start();
    mirroring.rows = emailRows(0, 9);
    const { id } = await mirroring.create(STREAM);
    await mirroring.run(id);
    await mirroring.settle(id);
    for (let runs = 1; runs <= 2; runs += 1) {
      mirroring.rows = emailRows(runs, 9 + runs);
      await its.simulator.addFault({
        kind: 'code',
        path: '/segment/mapping/',
        code: 40001,
        message: 'No permission.',
        times: 1,
      });
      await mirroring.run(id);
      expect((await mirroring.settle(id)).lastRun).toMatchObject({ state: 'failed' });
      await its.simulator.clearFaults();
    }
    expect(await needsYou()).toEqual(['export.failed']);
    mirroring.rows = emailRows(2, 9);
    await mirroring.run(id);
    await mirroring.settle(id);
    expect(await needsYou()).toEqual([]);
  });
});

describe('a crash between what happened and its event', () => {
  /** From now on no event reaches the database, as if the process died before each. */
  function dieBeforeEvents(deps: Deps): void {
    const workspace = deps.store.workspace.bind(deps.store);
    deps.store.workspace = (workspaceId) => {
      const store = workspace(workspaceId);
      return { ...store, events: { ...store.events, append: () => Promise.reject(new Error('died here')) } };
    };
  }
  const restarted = async () => {
    await its.server.restart();
    await its.server.jobs.runDue();
  };

  it('loses nothing of an export: the next start tells it, once', async () => {
    its = await startExporting();
    const { id } = await its.open();
    await its.fill(id, csv(1200));
    dieBeforeEvents(its.server.deps);
    await its.act(id, 'start');
    expect(await types()).toEqual([]);
    await its.server.restart();
    dieBeforeEvents(its.server.deps);
    await its.server.jobs.runDue();
    its.simulator.simulator.advance(49 * 3600);
    its.advance(16 * 60_000);
    await its.server.jobs.runDue();
    expect((await its.get(id)).state).toBe('completed');
    expect(await types()).toEqual([]);
    await restarted();
    expect(await types()).toEqual(['export.completed', 'audience.ready']);
    const [completed] = await told();
    expect(new Date(completed?.occurredAt ?? 0).toISOString()).toBe(
      (await its.get(id)).timeline.find(({ state }) => state === 'completed')?.at,
    );
    await restarted();
    its.advance(25 * 3_600_000);
    await its.server.jobs.runDue();
    expect(await types()).toEqual(['export.completed', 'audience.ready']);
  });

  it('does not make news of what is long over, though its record was written lately', async () => {
    its = await startExporting();
    dieBeforeEvents(its.server.deps);
    const { id } = await its.open();
    await its.fill(id, csv(1200));
    expect((await its.finish(id)).state).toBe('completed');
    // Its files go after a week, which is written down.
    its.advance(8 * 24 * 3_600_000);
    await restarted();
    its.advance(25 * 3_600_000);
    await its.server.jobs.runDue();
    const kept = await its.server.deps.store.workspace(WORKSPACE).exports.get(id);
    expect(its.server.deps.clock.now() - (kept?.updatedAt ?? 0)).toBeLessThan(2 * 24 * 3_600_000);
    expect((await types()).filter((type) => type.startsWith('export.'))).toEqual([]);
  });

  it('loses nothing of a sign-in: trouble, its end, and the removal', async () => {
    its = await startExporting();
    dieBeforeEvents(its.server.deps);
    await setConnectionState(its.server.deps, WORKSPACE, await record(), 'read_only', problem);
    await restarted();
    expect(await types()).toEqual(['connection.read_only']);
    dieBeforeEvents(its.server.deps);
    its.advance(1000);
    await its.connect(await its.session(), { connectionId: its.connectionId });
    await restarted();
    expect(await types()).toEqual(['connection.read_only', 'connection.restored']);
    expect(await needsYou()).toEqual([]);
    dieBeforeEvents(its.server.deps);
    await its.call('DELETE', `/v1/connections/${its.connectionId}`);
    await restarted();
    expect(await types()).toEqual(['connection.read_only', 'connection.restored', 'connection.removed']);
  });

  it('loses no question of a mirror', async () => {
    const mirroring = await startMirroring();
    its = mirroring;
    mirroring.rows = emailRows(0, 2400);
    const { id } = await mirroring.create(STREAM);
    await mirroring.run(id);
    await mirroring.settle(id);
    mirroring.rows = emailRows(0, 400);
    const run = await mirroring.run(id);
    dieBeforeEvents(its.server.deps);
    for (let round = 0; round < 10; round += 1) await its.server.jobs.runDue();
    expect((await its.get(run.id)).confirmation).not.toBeNull();
    await restarted();
    expect(await needsYou()).toEqual(['mirror.confirmation_needed']);
  });
});
