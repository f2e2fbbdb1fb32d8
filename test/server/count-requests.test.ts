import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { connect, type AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countRequests, requestListener } from '../../server/http/listener.ts';

const GRACE_MS = 10_000;
/** On a busy machine a connection takes its time. */
const waitFor = (look: () => unknown) => vi.waitFor(look, 20_000);
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
    const { arrived, client, settle, stop } = await pipelined(2);
    const closed: ServerResponse[] = [];
    for (const outgoing of arrived) outgoing.once('close', () => closed.push(outgoing));

    client.destroy();
    await settle();
    expect(closed).toHaveLength(2);
    expect(closed).toEqual(expect.arrayContaining(arrived));
    stop();
  });

  it('end once each, also the one that waited and has had its turn since', async () => {
    const { arrived, client, settle, stop } = await pipelined(2);
    let ends = 0;
    arrived[1]?.on('close', () => (ends += 1));
    arrived[0]?.end('first');
    await waitFor(() => expect(arrived[1]?.socket).not.toBeNull());

    client.destroy();
    await settle();
    await setImmediate();
    expect(ends).toBe(1);
    stop();
  });

  it('are answered one after the other, however many wait, and burden their connection with one listener', async () => {
    const { arrived, client, settle, stop } = await pipelined(15);
    expect(arrived[0]?.req.socket.listenerCount('close')).toBeLessThan(10);
    let received = '';
    client.on('data', (bytes: Buffer) => (received += bytes.toString()));

    for (const [index, outgoing] of [...arrived.entries()].toReversed()) outgoing.end(`<${index}>`);
    await settle();
    const inOrder = arrived.map((_outgoing, index) => `<${index}>`);
    await waitFor(() => expect(received.match(/<\d+>/g)).toEqual(inOrder));
    stop();
  });

  it('that end before somebody else’s server hands them on are not waited for', async () => {
    const handedOn: (() => void)[] = [];
    const { arrived, client, settle, stop } = await pipelined(2, (handOn) => handedOn.push(handOn));
    await waitFor(() => expect(handedOn).toHaveLength(2));
    const connection = arrived[0]?.req.socket;
    client.destroy();
    await waitFor(() => expect(connection?.closed).toBe(true));
    await setImmediate();

    // The grace never ends.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    for (const handOn of handedOn) handOn();
    await settle();
    stop();
  });
});

/**
 * So many requests on one connection, none of them answered yet.
 *
 * @param handOn told how to give each to the listener; left out: at once
 */
async function pipelined(count: number, handOn: (go: () => void) => unknown = (go) => go()) {
  const arrived: ServerResponse[] = [];
  const { listener, settle } = countRequests(
    requestListener(
      () => new Response(),
      () => true,
    ),
  );
  const server = createServer((incoming, outgoing) => {
    arrived.push(outgoing);
    handOn(() => listener(incoming, outgoing));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(count));
  await waitFor(() => expect(arrived).toHaveLength(count));
  return {
    arrived,
    client,
    settle,
    stop: () => {
      client.destroy();
      server.close();
    },
  };
}

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
