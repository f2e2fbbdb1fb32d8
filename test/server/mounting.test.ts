import { createServer as createHttpServer, request as requestRaw, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

// The server inside a host's own app, each way as docs/mounting.md writes it, over real HTTP: a call with a body, one that streams, one
// of TikTok's notices, and the addresses that it gives out.

const PATH = '/ads';
let server: TestServer;
let stop: () => Promise<void>;

beforeEach(async () => {
  server = await startTestServer({
    env: {
      PUBLIC_URL: `https://app.example${PATH}`,
      TIKTOK_APP_ID: '7000000000000000001',
      TIKTOK_APP_SECRET: 'a-secret',
    },
    jobs: 'manual',
  });
});
afterEach(async () => {
  await stop();
  await server.stop();
});

async function listen(http: HttpServer): Promise<string> {
  if (!http.listening) await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  stop = async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

const MOUNTS: Readonly<Record<string, () => Promise<string>>> = {
  'Express, before its body parsers': () => {
    const app = express();
    app.use(PATH, server.listener);
    app.use(express.json());
    app.post('/own', (request, response) => void response.json(request.body));
    return listen(createHttpServer(app));
  },
  'Fastify, in a plugin that reads no bodies': async () => {
    const app = fastify();
    await app.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
      scope.all(`${PATH}/*`, (request, reply) => {
        reply.hijack();
        request.raw.url = request.raw.url?.slice(PATH.length);
        server.listener(request.raw, reply.raw);
      });
      done();
    });
    app.post('/own', (request) => request.body);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return listen(app.server);
  },
  'Hono, by its fetch': () => {
    const app = new Hono();
    app.mount(PATH, (request, ...rest) => server.app.fetch(request, ...(rest as [])));
    app.post('/own', async (c) => c.json(await c.req.json()));
    return listen(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as HttpServer);
  },
  'a bare Node server': () =>
    listen(
      createHttpServer((incoming, outgoing) => {
        if (!incoming.url?.startsWith(`${PATH}/`)) {
          incoming.pipe(outgoing);
          return;
        }
        incoming.url = incoming.url.slice(PATH.length);
        server.listener(incoming, outgoing);
      }),
    ),
};

describe.each(Object.entries(MOUNTS))('mounted in %s', (_name, mount) => {
  it('answers under its path, and leaves the rest to the app', async () => {
    const url = await mount();
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });

    expect(await (await fetch(`${url}${PATH}/healthz`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await post('/own', { whose: 'the app’s' })).json()).toEqual({ whose: 'the app’s' });

    const minted = await post(
      `${PATH}/v1/sessions`,
      { workspaceId: 'company-42', userId: 'user-7' },
      { authorization: `Bearer ${server.hostKey}` },
    );
    expect(minted.status).toBe(201);
    const { token } = (await minted.json()) as { token: string };
    const authorization = `Bearer ${token}`;

    const attempt = await post(
      `${PATH}/v1/connections/authorize`,
      { origin: 'https://app.example', kind: 'advertiser' },
      { authorization },
    );
    const started = await attempt.json();
    expect(attempt.status, JSON.stringify(started)).toBe(201);
    const { authorizeUrl } = started as { authorizeUrl: string };
    expect(new URL(authorizeUrl).searchParams.get('redirect_uri')).toBe(`https://app.example${PATH}/v1/oauth/callback`);

    const refused = await post(`${PATH}/v1/webhooks/tiktok`, { hello: 'TikTok' });
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([
      401,
      `https://app.example${PATH}/docs#error-webhook_signature_invalid`,
    ]);

    const through = await fetch(`${url}${PATH}/v1/tiktok/open_api/v1.3/oauth2/access_token/`, {
      headers: { authorization },
    });
    expect([through.status, ((await through.json()) as { code: string }).code]).toEqual([
      403,
      'tiktok_endpoint_refused',
    ]);

    const stream = await fetch(`${url}${PATH}/v1/events`, { headers: { authorization, accept: 'text/event-stream' } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await stream.body?.cancel();
  });
});

describe('closing a server that is mounted', () => {
  it('lets the requests end that run', async () => {
    const url = await MOUNTS['a bare Node server']?.();
    const { hostname, port } = new URL(url ?? '');
    const body = JSON.stringify({ workspaceId: 'company-42', userId: 'user-7' });
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      authorization: `Bearer ${server.hostKey}`,
      expect: '100-continue',
    };
    const minting = requestRaw({ hostname, port, path: `${PATH}/v1/sessions`, method: 'POST', headers });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      minting.once('response', ({ statusCode }) => resolve(statusCode)).once('error', reject);
    });
    const begun = new Promise((resolve) => minting.once('continue', resolve));
    minting.flushHeaders();
    await begun;
    const stopped = server.stop();
    minting.end(body);
    expect(await answered).toBe(201);
    await stopped;
  });
});
