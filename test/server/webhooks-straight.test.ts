import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { APP_ENV, noticeBody, openHeaders, WEBHOOK_PATH } from './webhooks-signing.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ jobs: 'manual', env: APP_ENV });
});
afterEach(() => server.stop());

/** Writes bytes to the server and gives back all it says until it hangs up. */
async function talk(...pieces: (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const said: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => said.push(chunk));
  // Whoever hangs up in the middle of what we say does so on purpose.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const piece of pieces)
    if (!socket.destroyed && !socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
  await closed;
  return Buffer.concat(said).toString('utf8');
}

function head(target: string, headers: Record<string, string | number>, method = 'POST'): string {
  const lines = Object.entries({ Host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

function signed(target: string, body: string, headers: Record<string, string> = {}): string {
  return head(target, { ...openHeaders(body), 'Content-Length': Buffer.byteLength(body), ...headers }) + body;
}

const statuses = (said: string) => [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
const pending = () => server.deps.store.webhookInbox.countPending();

describe('a notice that is answered on Node’s own response', () => {
  it('gets the status, headers and body that it gets through the app', async () => {
    const ofConnection = new Set(['date', 'connection', 'keep-alive', 'content-length', 'x-request-id']);
    const seen = async (response: Response) => ({
      status: response.status,
      headers: [...response.headers].filter(([name]) => !ofConnection.has(name)).toSorted(),
      body: ((await response.json()) as object) && response.headers.has('x-request-id'),
    });
    const bad = { 'X-Open-Signature': '0'.repeat(64) };
    for (const [body, headers] of [
      [noticeBody(1), openHeaders(noticeBody(1))],
      ['{"challenge":"abc"}', {}],
      [noticeBody(2), bad],
      ['[]', openHeaders('[]')],
      ['x'.repeat(1024 * 1024 + 1), bad],
    ] as const) {
      const request = { method: 'POST', body, headers };
      const url = `${server.url}${WEBHOOK_PATH}`;
      expect(await seen(await fetch(url, request))).toEqual(
        await seen(await server.app.fetch(new Request(url, request))),
      );
    }
    expect(await pending()).toBe(1);
  });

  it('may be followed by others on the same connection, sent before the first is answered', async () => {
    const [one, two, three] = [noticeBody(1), noticeBody(2), noticeBody(3)];
    const said = await talk(
      signed(WEBHOOK_PATH, one) +
        signed(WEBHOOK_PATH, two, { 'X-Open-Signature': '0'.repeat(64) }) +
        signed(`${WEBHOOK_PATH}?x=1`, three, { Connection: 'close', 'X-Request-Id': 'the-third-one' }),
    );
    expect(statuses(said)).toEqual([200, 401, 200]);
    expect(said).toMatch(/x-request-id: the-third-one\r\n/i);
    expect(await pending()).toBe(2);
  });

  it('may name the whole address', async () => {
    const body = noticeBody(1);
    const said = await talk(signed(`http://localhost${WEBHOOK_PATH}`, body, { Connection: 'close' }));
    expect([statuses(said), await pending()]).toEqual([[200], 1]);
  });

  it('is one only at its own address and as a POST', async () => {
    const body = noticeBody(1);
    const close = { Connection: 'close' };
    expect(statuses(await talk(signed(`${WEBHOOK_PATH}x`, body, close)))).not.toContain(200);
    expect(statuses(await talk(signed(`${WEBHOOK_PATH}/`, body, close)))).not.toContain(200);
    expect(statuses(await talk(head(WEBHOOK_PATH, close, 'GET')))).toEqual([405]);
    expect(await pending()).toBe(0);
  });

  it('ends the connection when so much comes that it is not even taken in', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const said = await talk(
      head(WEBHOOK_PATH, { ...openHeaders('x'), 'Content-Length': 64 * piece.length }),
      ...Array.from({ length: 40 }, () => piece),
    );
    // The answer may be lost when the connection ends in the middle of what is said.
    expect(said === '' ? [413] : statuses(said)).toEqual([413]);
    expect(await pending()).toBe(0);
  });
});
