import { connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../../server/create-server.ts';
import { recordEvents } from '../../server/events/index.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { accounts, openStream, suspension, tell } from './events-support.ts';

const servers: TestServer[] = [];
async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  servers.push(server);
  return server;
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

describe('a stream of events', () => {
  it('says something while nothing happens', async () => {
    const server = await start({ liveLimits: { heartbeatMs: 20, tickMs: 5 } });
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    for (const _ of [1, 2, 3]) expect(await stream.nextOfAny()).toMatchObject({ comment: '', id: null, data: null });
    stream.close();
  });

  it('ends with the session', async () => {
    let now = Date.now();
    const server = await start({ clock: { now: () => now }, liveLimits: { tickMs: 5 } });
    const stream = await openStream(server, { as: await server.mintSession({ workspaceId: 'w', ttlSeconds: 60 }) });
    const host = await openStream(server, { as: server.hostKey, workspaceId: 'w' });
    now += 59_000;
    await tell(server, 'w', '1');
    expect(await stream.subjects(1)).toEqual(['1']);
    now += 1000;
    expect(await stream.next()).toBeNull();
    await tell(server, 'w', '2');
    expect(await host.subjects(2)).toEqual(['1', '2']);
    host.close();
  });

  it('is one of 20 of a user; the next is refused until one of them is closed', async () => {
    const server = await start();
    const as = await server.mintSession({ workspaceId: 'w', userId: 'ann' });
    const open = await Promise.all(Array.from({ length: 20 }, () => openStream(server, { as })));
    const refused = await openStream(server, { as });
    expect(refused.response.status).toBe(503);
    expect(Number(refused.response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.response.json()).toMatchObject({ code: 'too_many_streams' });
    const others = [
      await openStream(server, { as: await server.mintSession({ workspaceId: 'w', userId: 'bob' }) }),
      await openStream(server, { as: await server.mintSession({ workspaceId: 'v', userId: 'ann' }) }),
    ];
    for (const { response } of [...open, ...others]) expect(response.status).toBe(200);
    open[0]?.close();
    await expect.poll(() => server.deps.live.size).toBe(21);
    const again = await openStream(server, { as });
    expect(again.response.status).toBe(200);
    for (const stream of [...open, ...others, again]) stream.close();
    await expect.poll(() => server.deps.live.size).toBe(0);
  });

  it('gives way to the user’s newest when it is the oldest, so that dead lines lock nobody out', async () => {
    const server = await start({ liveLimits: { perUser: 2, tenureMs: 0 } });
    const session = (userId: string) => server.mintSession({ workspaceId: 'w', userId });
    const as = await session('ann');
    const bob = await openStream(server, { as: await session('bob') });
    const first = await openStream(server, { as });
    const second = await openStream(server, { as });
    const third = await openStream(server, { as });
    // Ended in order, so that a reader that lives knows to come back.
    expect(await first.next()).toBeNull();
    expect(server.deps.live.size).toBe(3);
    await tell(server, 'w', '1');
    for (const stream of [bob, second, third]) {
      expect(await stream.subjects(1)).toEqual(['1']);
      stream.close();
    }
    await expect.poll(() => server.deps.live.size).toBe(0);
  });

  it('is refused when the process has as many as it bears', async () => {
    const server = await start({ liveLimits: { perProcess: 2 } });
    const as = await Promise.all(['a', 'b', 'c'].map((userId) => server.mintSession({ workspaceId: 'w', userId })));
    const streams = await Promise.all(as.map((token) => openStream(server, { as: token })));
    expect(streams.map(({ response }) => response.status).sort()).toEqual([200, 200, 503]);
    for (const stream of streams) stream.close();
  });

  it('ends at once when the server closes, and frees the port', async () => {
    const { config } = (await start()).deps;
    const server = await createServer(config, {});
    const { url } = await server.listen({ port: 0 });
    const as = { Authorization: `Bearer ${config.hostApiKeys[0]}`, 'X-Workspace-Id': 'w' };
    const answer = await fetch(`${url}/v1/events`, { headers: as });
    const reader = answer.body?.getReader();
    await reader?.read();
    const paused = await pausedStream({ url, hostKey: String(config.hostApiKeys[0]) }, 'w');
    const closing = server.close();
    // Ended in order: the last chunk came, and no error.
    expect((await reader?.read())?.done).toBe(true);
    await closing;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    paused.destroy();
  });
});

describe('a reader that takes nothing', () => {
  /** So large that they cannot hide in the buffers of the system. */
  const COUNT = 400;
  const large = (id: string) => ({ ...suspension(id), data: { reason: 'x'.repeat(50_000), confirmed: true } });

  async function tellLarge(server: TestServer): Promise<void> {
    for (let first = 1; first <= COUNT; first += 20) {
      await recordEvents(server.deps, 'w', ...accounts(first, 20).map(large));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it('costs no memory, holds nobody up, and has everything in order once it reads on', async () => {
    const server = await start();
    const quick = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    const slow = await pausedStream(server, 'w');
    const before = heldBytes();
    const read = quick.subjects(COUNT);
    await tellLarge(server);
    expect(await read).toEqual(accounts(1, COUNT));
    // 20 MB were written, of which the system's own buffers take less than half; what is held here for the slow one is a chunk or two.
    expect(heldBytes() - before).toBeLessThan(3_000_000);
    let text = '';
    slow.setEncoding('utf8');
    const found = new Promise<string[]>((resolve) => {
      const ids: string[] = [];
      slow.on('data', (part: string) => {
        const pieces = (text + part).split('"subject":{"kind":"account","id":"');
        text = pieces.pop() ?? '';
        for (const piece of pieces.slice(1)) ids.push(piece.slice(0, piece.indexOf('"')));
        const last = /^(\d+)"/.exec(text)?.[1];
        if (last === String(COUNT)) resolve([...ids, last]);
        else text = `"subject":{"kind":"account","id":"${text}`;
      });
    });
    slow.resume();
    expect((await found).filter((id) => id !== '')).toEqual(accounts(1, COUNT));
    slow.destroy();
    quick.close();
  });

  it('is cut off after a while', async () => {
    const server = await start({ liveLimits: { stallMs: 100, tickMs: 10 } });
    const quick = await openStream(server, { as: await server.mintSession({ workspaceId: 'w' }) });
    const slow = await pausedStream(server, 'w');
    const read = quick.subjects(COUNT);
    await tellLarge(server);
    await read;
    await expect
      .poll(() => server.deps.metrics.render())
      .toContain('tiktok_ads_connect_event_streams_ended_total{reason="stalled"} 1');
    expect(server.deps.live.size).toBe(1);
    const closed = new Promise<void>((resolve) => slow.once('close', () => resolve()));
    slow.on('error', () => undefined);
    slow.resume();
    await closed;
    quick.close();
  });
});

describe('a stream in a runtime that has no connection to drop', () => {
  it('fails for a reader that takes nothing, and is taken back when the reader goes', async () => {
    const server = await start({ liveLimits: { stallMs: 20, tickMs: 5 } });
    const headers = { Authorization: `Bearer ${server.hostKey}`, 'X-Workspace-Id': 'w' };
    const open = async () => (await server.app.request('/v1/events', { headers })).body?.getReader();
    const stuck = await open();
    await expect.poll(() => server.deps.live.size).toBe(0);
    await expect(stuck?.read()).rejects.toThrow();
    const gone = await open();
    expect(server.deps.live.size).toBe(1);
    await gone?.cancel();
    expect(server.deps.live.size).toBe(0);
  });
});

/** A stream whose reader has read the head of the answer and then nothing any more. */
async function pausedStream({ url, hostKey }: { url: string; hostKey: string }, workspaceId: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET /v1/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${hostKey}\r\nX-Workspace-Id: ${workspaceId}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.pause();
  return socket;
}

/** Memory of buffers that are in use, after a collection. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().arrayBuffers;
}
