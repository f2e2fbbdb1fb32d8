import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { connect, type AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countRequests, requestListener } from '../../server/http/listener.ts';

const GRACE_MS = 10_000;
const socket = new Socket();

afterEach(() => {
  vi.useRealTimers();
});

describe('requests of a listener', () => {
  it('are waited for, in whatever order they end', async () => {
    const { listener, settle } = countRequests(() => undefined);
    const responses = Array.from({ length: 5 }, () => begin(listener));
    let isSettled = false;
    const settled = settle().then(() => (isSettled = true));

    for (const index of [4, 0, 2, 1]) {
      responses[index]?.emit('close');
      await setImmediate();
      expect(isSettled).toBe(false);
    }
    responses[3]?.emit('close');
    await settled;
    await settle();
  });

  it('are cut off after the grace, those alone that still run', async () => {
    vi.useFakeTimers();
    const { listener, settle } = countRequests(() => undefined);
    const responses = Array.from({ length: 5 }, () => begin(listener));
    for (const index of [1, 0]) responses[index]?.emit('close');
    responses.push(begin(listener));
    responses[4]?.emit('close');
    const settled = settle();

    await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
    expect(responses.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false, false, false]);
    await vi.advanceTimersByTimeAsync(1);
    // None of them has a connection that could tell its end: nobody waits for that.
    await settled;
    expect(responses.map(({ destroyed }) => destroyed)).toEqual([false, false, true, true, false, true]);
  });

  it('are cut off wholly, also when each leaves at once', async () => {
    vi.useFakeTimers();
    const { listener, settle } = countRequests(() => undefined);
    const responses = Array.from({ length: 4 }, () => begin(listener));
    for (const response of responses) {
      const destroy = response.destroy.bind(response);
      response.destroy = () => {
        response.emit('close');
        return destroy();
      };
    }
    const settled = settle();

    await vi.advanceTimersByTimeAsync(GRACE_MS);
    await settled;
    expect(responses.map(({ destroyed }) => destroyed)).toEqual([true, true, true, true]);
  });

  it('end with their connection, also the one that waits behind another', async () => {
    const arrived: ServerResponse[] = [];
    const closed: ServerResponse[] = [];
    const { listener, settle } = countRequests(
      requestListener(
        () => new Response(),
        (_incoming, outgoing) => {
          arrived.push(outgoing);
          outgoing.once('close', () => closed.push(outgoing));
          return true;
        },
      ),
    );
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.write('GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\n');
    await vi.waitFor(() => expect(arrived).toHaveLength(2));

    client.destroy();
    await settle();
    expect(closed).toHaveLength(2);
    expect(closed).toEqual(expect.arrayContaining(arrived));
    server.close();
  });

  it('are answered one after the other, and leave nothing on their connection', async () => {
    const arrived: ServerResponse[] = [];
    const { listener, settle } = countRequests(
      requestListener(
        () => new Response(),
        (_incoming, outgoing) => arrived.push(outgoing) > 0,
      ),
    );
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    client.on('data', (bytes: Buffer) => (received += bytes.toString()));
    const listeners: unknown[] = [];
    for (const pair of [0, 1, 2]) {
      client.write('GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\n');
      await vi.waitFor(() => expect(arrived).toHaveLength(pair * 2 + 2));
      const [first, second] = arrived.slice(-2);
      second?.end('second');
      first?.end('first');
      await settle();
      listeners.push(first?.req.socket.listenerCount('close'));
    }

    await vi.waitFor(() =>
      expect(received.match(/first|second/g)).toEqual(['first', 'second', 'first', 'second', 'first', 'second']),
    );
    expect(listeners).toEqual([listeners[0], listeners[0], listeners[0]]);
    client.destroy();
    server.close();
  });
});

const REQUESTS = 20_000;
const AT_ONCE = 32;
const PAYLOAD = 100;
const MEGABYTE = 1024 * 1024;

it('lets go of requests that have ended, also where the memory of a quiet while has grown old', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const { listener } = countRequests(() => undefined);
  const running: ServerResponse[] = [];
  let size = oldSpaceBytes();
  let moved = 0;
  const collectQuickly = (): void => {
    collect({ type: 'minor' });
    const now = oldSpaceBytes();
    // A full collection may come in between, and takes away what should have been seen.
    moved += Math.max(0, now - size);
    size = now;
  };
  const serve = (count: number): void => {
    for (let served = 1; served <= count; served += 1) {
      running.push(Object.assign(begin(listener), { payload: Array.from({ length: PAYLOAD }, () => served) }));
      if (running.length > AT_ONCE) running.shift()?.emit('close');
      if (served % 1000 === 0) collectQuickly();
    }
  };
  serve(1000);
  for (let again = 0; again < 3; again += 1) collectQuickly();

  moved = 0;
  serve(REQUESTS);

  // All of them together hold more than 20 MB.
  expect(moved).toBeLessThan(4 * MEGABYTE);
});

/** A request on a connection that nobody is at the other end of. */
function begin(listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void): ServerResponse {
  const incoming = new IncomingMessage(socket);
  const outgoing = new ServerResponse(incoming);
  listener(incoming, outgoing);
  return outgoing;
}

function oldSpaceBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'old_space')?.space_used_size ?? Number.NaN;
}
