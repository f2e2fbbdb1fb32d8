import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestListener } from '../../server/http/listener.ts';
import { snippetOf } from '../../shared/embed-snippet.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { integrityOf, type SmallBuild, smallBuild } from './embed-support.ts';

let folder: string;
let build: SmallBuild;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-embed-'));
  build = await smallBuild(folder, '1.0.0');
  server = await startTestServer({ embedFolder: build.folder, jobs: 'manual' });
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Exactly these headers, and the path as it stands: `fetch` adds its own and tidies up. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  base = server.url,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

const entryPath = (): string => `/embed/v1/${build.manifest.entry}`;
const entryText = (): string => build.files[build.manifest.entry] ?? '';

describe('the script tag over HTTP', () => {
  it('is sent without a session, to be kept for a year and used by any page', async () => {
    const { status, headers, body } = await raw(entryPath());
    expect(status).toBe(200);
    expect(body.toString()).toBe(entryText());
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'timing-allow-origin': '*',
      vary: 'Accept-Encoding',
      'content-length': String(body.length),
    });
    // A worker lives under the policy of its own file, and has to load its parts.
    expect(headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('lists its files with hashes that browsers check, and the tag that names the entry', async () => {
    const { status, headers, body } = await raw('/embed/v1/manifest.json');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=60');
    const manifest = JSON.parse(body.toString());
    expect(manifest).toEqual(build.manifest);
    for (const { name, integrity, bytes } of manifest.files) {
      const file = await raw(`/embed/v1/${name}`);
      expect(integrityOf(file.body)).toBe(integrity);
      expect(file.body.length).toBe(bytes);
    }
    expect(snippetOf(manifest, server.url)).toBe(
      `<script type="module" src="${server.url}${entryPath()}" integrity="${integrityOf(entryText())}" crossorigin="anonymous"></script>`,
    );
    const again = await raw('/embed/v1/manifest.json', { 'If-None-Match': headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.4, gzip;q=0.8', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['BR ; Q=1', 'br'],
  ])('answers Accept-Encoding “%s” with %s', async (accepted, encoding) => {
    const { headers, body } = await raw(entryPath(), { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    const open = encoding === 'br' ? brotliDecompressSync : encoding === 'gzip' ? gunzipSync : (same: Buffer) => same;
    expect(open(body).toString()).toBe(entryText());
    expect(headers['content-length']).toBe(String(body.length));
  });

  it('answers a HEAD with the same headers and nothing else, and whoever has a file already with 304', async () => {
    const get = await raw(entryPath(), { 'Accept-Encoding': 'br' });
    const head = await raw(entryPath(), { 'Accept-Encoding': 'br' }, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers.etag).toBe(get.headers.etag);

    const known = { 'Accept-Encoding': 'br', 'If-None-Match': `"other", W/${get.headers.etag}` };
    const same = await raw(entryPath(), known);
    expect([same.status, same.body.length]).toEqual([304, 0]);
    expect(same.headers['cache-control']).toContain('immutable');
    expect(same.headers.vary).toBe('Accept-Encoding');
    // The plain form is another representation, with a tag of its own.
    expect((await raw(entryPath(), { ...known, 'Accept-Encoding': 'identity' })).status).toBe(200);
    expect((await raw(entryPath(), { ...known, 'If-None-Match': '"other"' })).status).toBe(200);
  });

  it.each([
    '/embed/v1/none.js',
    '/embed/v1/tiktok-ads-connect.js',
    '/embed/v1/..%2f..%2fpackage.json',
    '/embed/v1/%2e%2e%2fmanifest.json',
    '/embed/v1/../../../../etc/passwd',
    '/embed/v1/..%5cmanifest.json',
    '/embed/v1/manifest.json.br',
    '/embed/v1/%00.js',
    '/embed/v1/',
    '/embed/v1',
    '/embed/v1/a/b.js',
    '/embed/v2/manifest.json',
  ])('refuses %s as a problem document that nobody keeps', async (path) => {
    const { status, headers, body } = await raw(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.parse(body.toString())).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('sends none of the compressed files by their own name, and takes nothing but GET and HEAD', async () => {
    expect((await raw(`${entryPath()}.br`)).status).toBe(404);
    const put = await raw(entryPath(), {}, 'PUT');
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('is in the reference', async () => {
    const { json } = await server.call('GET', '/openapi.json');
    expect(Object.keys(json.paths)).toEqual(expect.arrayContaining(['/embed/v1/manifest.json', '/embed/v1/{name}']));
    expect(json.paths['/embed/v1/{name}'].get.security).toBeUndefined();
  });

  it('says which command makes it, where the server runs from sources without it, and needs no restart then', async () => {
    const place = join(folder, 'build-7.0.0');
    const bare = await startTestServer({ embedFolder: place, jobs: 'manual' });
    try {
      for (const path of ['manifest.json', 'tiktok-ads-connect-7.0.0-abc.js']) {
        const { status, json } = await bare.call('GET', `/embed/v1/${path}`);
        expect(status).toBe(404);
        expect(json.detail).toContain('npm run build:widget');
      }
      const { manifest } = await smallBuild(folder, '7.0.0');
      expect((await bare.call('GET', '/embed/v1/manifest.json')).json).toEqual(manifest);
    } finally {
      await bare.stop();
    }
  });
});

describe('the script tag of an app inside another', () => {
  async function expectServed(host: Server, prefix = ''): Promise<void> {
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    try {
      const { status, headers, body } = await raw(`${prefix}${entryPath()}`, { 'Accept-Encoding': 'br' }, 'GET', base);
      expect([status, headers['content-encoding']]).toEqual([200, 'br']);
      expect(brotliDecompressSync(body).toString()).toBe(entryText());
      expect((await raw(`${prefix}/embed/v1/none.js`, {}, 'GET', base)).status).toBe(404);
    } finally {
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    }
  }

  it('is served where Express has it under a path', async () => {
    const app = express();
    app.use(
      '/ads',
      requestListener((incoming, env) => server.app.fetch(incoming, env)),
    );
    await expectServed(createServer(app), '/ads');
  });

  it('is served where Fastify hands requests on', async () => {
    const app = fastify();
    const listener = requestListener((incoming, env) => server.app.fetch(incoming, env));
    app.all('/*', (incoming, reply) => {
      reply.hijack();
      listener(incoming.raw, reply.raw);
    });
    await app.ready();
    await expectServed(app.server);
  });

  it('is served to a plain fetch of the app', async () => {
    const answer = await server.app.fetch(new Request(`https://ads.example${entryPath()}`));
    expect([answer.status, await answer.text()]).toEqual([200, entryText()]);
  });
});
