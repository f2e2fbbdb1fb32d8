import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { accounts, importAccounts, openStream, suspension, tell } from './events-support.ts';
import { recordEvents } from '../../server/events/index.ts';

const servers: TestServer[] = [];
async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  servers.push(server);
  return server;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const NEW_ONES = '?lastEventId=evt_unknown0';

describe('GET /v1/events', () => {
  it('tells an event as it happens, in the words of the list', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w' });
    await importAccounts(server, 'w', '71');
    const stream = await openStream(server, { as });
    await tell(server, 'w', '71');
    const message = await stream.next();
    expect(message).toMatchObject({ event: 'account.suspended', data: { subject: { id: '71' }, needsYou: true } });
    const listed = (await server.call('GET', '/v1/activity', { as })).json.items[0];
    expect({ ...message?.data, isRead: false }).toEqual(listed);
    expect(message?.id).toBe(listed.id);
    stream.close();
  });

  it('is sent so that nothing on the way keeps or collects it', async () => {
    const server = await start();
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    expect(stream.response.headers.get('Cache-Control')).toBe('no-store');
    expect(stream.response.headers.get('X-Accel-Buffering')).toBe('no');
    expect(stream.response.headers.get('Content-Encoding')).toBeNull();
    stream.close();
  });

  it('begins a minute back without an id, so that nothing falls between reading the list and opening the stream', async () => {
    let now = Date.now();
    const server = await start({ clock: { now: () => now } });
    await tell(server, 'w', '71');
    now += 61_000;
    await tell(server, 'w', '72');
    now += 59_000;
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    await tell(server, 'w', '73');
    expect(await stream.subjects(2)).toEqual(['72', '73']);
    stream.close();
  });

  it.each(['header', 'query'])('goes on exactly after the event that the %s names', async (place) => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w' });
    await tell(server, 'w', ...accounts(1, 5));
    const first = await openStream(server, { as });
    await first.subjects(2);
    const last = (await first.next())?.id ?? '';
    first.close();
    const second = await openStream(server, {
      as,
      ...(place === 'header' ? { lastEventId: last, query: NEW_ONES } : { query: `?lastEventId=${last}` }),
    });
    await tell(server, 'w', '6');
    expect(await second.subjects(3)).toEqual(['4', '5', '6']);
    second.close();
  });

  it('goes on after a restart of the server where it was', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w' });
    const first = await openStream(server, { as });
    await tell(server, 'w', '1');
    const last = (await first.next())?.id ?? '';
    await tell(server, 'w', '2');
    await server.restart();
    await tell(server, 'w', '3');
    const second = await openStream(server, { as, lastEventId: last });
    expect(await second.subjects(2)).toEqual(['2', '3']);
    second.close();
  });

  it('says reset for an id that it does not know or that is another workspace’s, and goes on from now', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w' });
    await tell(server, 'w', '1');
    await tell(server, 'other', '9');
    const theirs = (await server.deps.store.workspace('other').events.listAfter(0, 1))[0]?.id ?? '';
    for (const lastEventId of ['evt_0000000000000000000000', theirs]) {
      const stream = await openStream(server, { as, lastEventId });
      expect(await stream.next()).toEqual({ id: '', event: 'reset', data: {}, comment: null });
      await tell(server, 'w', `2${lastEventId.length}${lastEventId === theirs ? 1 : 0}`);
      expect((await stream.next())?.data?.subject.id).toMatch(/^2/);
      stream.close();
    }
  });

  it('says reset for an event that has been removed with age', async () => {
    let now = Date.now();
    const server = await start({ clock: { now: () => now }, jobs: 'manual' });
    await tell(server, 'w', '1');
    const old = (await server.deps.store.workspace('w').events.listAfter(0, 1))[0]?.id ?? '';
    now += 89 * 86_400_000;
    await server.jobs.runDue();
    expect(await server.deps.store.workspace('w').events.seqOf(old)).not.toBeNull();
    now += 2 * 86_400_000;
    await server.jobs.runDue();
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }), lastEventId: old });
    expect((await stream.next())?.event).toBe('reset');
    stream.close();
  });

  it('never tells one workspace of another’s', async () => {
    const server = await start();
    const mine = await openStream(server, { as: await server.mintSession({ workspaceId: 'mine' }) });
    const theirs = await openStream(server, { as: await server.mintSession({ workspaceId: 'theirs' }) });
    for (const round of [1, 2, 3]) {
      await tell(server, 'theirs', `9${round}`);
      await tell(server, 'mine', `1${round}`);
    }
    expect(await mine.subjects(3)).toEqual(['11', '12', '13']);
    expect(await theirs.subjects(3)).toEqual(['91', '92', '93']);
    mine.close();
    theirs.close();
  });

  it('tells what another process wrote into the same database', async () => {
    const one = await start();
    const database = `file:${join(one.dataDir, '..', 'server.db')}`;
    const other = await start({ env: { DATABASE_URL: database } });
    const stream = await openStream(one, { as: await one.mintSession({ workspaceId: 'w' }) });
    await tell(other, 'w', '1');
    expect(await stream.subjects(1)).toEqual(['1']);
    await tell(one, 'w', '2');
    await tell(other, 'w', '3');
    expect(await stream.subjects(2)).toEqual(['2', '3']);
    stream.close();
  });

  it('loses and doubles nothing that is written while older events are replayed', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w' });
    await tell(server, 'w', ...accounts(1000, 350));
    const streams = await Promise.all(Array.from({ length: 5 }, () => openStream(server, { as })));
    const read = streams.map((stream) => stream.subjects(600));
    for (const id of accounts(1350, 250)) {
      await recordEvents(server.deps, 'w', suspension(id));
      // So that reading and writing take turns.
      if (Number(id) % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    for (const subjects of await Promise.all(read)) expect(subjects).toEqual(accounts(1000, 600));
    for (const stream of streams) stream.close();
  });

  it('passes on what is not listed in the feed, too', async () => {
    const server = await start();
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    await recordEvents(server.deps, 'w', { ...suspension('5'), isListed: false });
    expect((await stream.next())?.data).toMatchObject({ isListed: false, subject: { id: '5' } });
    stream.close();
  });

  it('serves the host’s key, for the workspace that it names', async () => {
    const server = await start();
    const stream = await openStream(server, { as: server.hostKey, workspaceId: 'w' });
    await tell(server, 'other', '9');
    await tell(server, 'w', '1');
    expect(await stream.subjects(1)).toEqual(['1']);
    stream.close();
  });

  it('refuses a session without the permission to read, and a call without one', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w', permissions: ['map'] });
    expect((await openStream(server, { as })).response.status).toBe(403);
    expect((await fetch(`${server.url}/v1/events`)).status).toBe(401);
  });

  it('answers HEAD with its headers and opens nothing for it', async () => {
    const server = await start();
    const headers = { Authorization: `Bearer ${await server.mintSession({ workspaceId: 'w' })}` };
    const answer = await fetch(`${server.url}/v1/events`, { method: 'HEAD', headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/event-stream/);
    expect(server.deps.live.size).toBe(0);
  });
});
