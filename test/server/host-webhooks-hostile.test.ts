import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventDelivery } from '../../shared/event-deliveries.ts';
import { recordEvents } from '../../server/events/record-events.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { draftOf, SECRET, WORKSPACE } from './host-webhooks-support.ts';

let server: TestServer;
let receiver: Server;
const sockets = new Set<Socket>();

afterEach(async () => {
  await server.stop();
  for (const socket of sockets) socket.destroy();
  await new Promise<void>((resolve) => receiver.close(() => resolve()));
});

/** A receiver that sends these bytes for whatever it gets. */
async function start(answer: string): Promise<void> {
  receiver = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (sent) => {
      if (sent.includes('webhook-id')) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  server = await startTestServer({
    jobs: 'manual',
    // Much longer than a test may take.
    hostWebhook: { timeoutMs: 600_000 },
    env: { HOST_WEBHOOK_URL: `http://127.0.0.1:${port}/`, HOST_WEBHOOK_SECRET: SECRET },
  });
}

/** What became of two events of one ad account. */
async function deliver(): Promise<EventDelivery[]> {
  await recordEvents(server.deps, WORKSPACE, draftOf('1', 'a'), draftOf('1', 'b'));
  await server.jobs.runDue();
  const listed = await server.call('GET', '/v1/event-deliveries', { as: server.hostKey, workspaceId: WORKSPACE });
  return listed.json.items;
}

describe('a receiver', () => {
  it.each([
    ['never ends its answer', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n'],
    ['sends less than it promised', 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc'],
    ['sends a second answer after the first', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 No\r\n\r\n'],
  ])('that %s has what it said it has, and the next event does not wait for the rest', async (_name, answer) => {
    await start(answer);
    expect(await deliver()).toMatchObject([
      { state: 'delivered', attempts: 1, lastStatus: 200 },
      { state: 'delivered', attempts: 1, lastStatus: 200 },
    ]);
  });

  it.each([
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a status that is none', 'HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n'],
    ['100 and no end', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)],
    ['101', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['what is no HTTP', '\0\u0001 nothing'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${`X-A: ${'a'.repeat(8000)}\r\n`.repeat(30)}`],
  ])('that answers with %s has nothing, and is asked again', async (_name, answer) => {
    await start(answer);
    const [later, first] = await deliver();
    expect(first).toMatchObject({ state: 'pending', attempts: 1, lastStatus: null });
    expect(later).toMatchObject({ state: 'pending', attempts: 0 });
  });
});
