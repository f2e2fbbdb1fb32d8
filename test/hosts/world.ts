import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { findSegment, pageOf } from '../../demo/data/index.ts';
import { sendHostData } from '../../demo/server-api.ts';
import type { EmbedManifest } from '../../shared/embed.ts';
import { snippetOf } from '../../shared/embed-snippet.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';

// What stands behind a host app: its own small back end, our server on SQLite and a simulated TikTok.

export interface HostWorld {
  /** Where the host's back end serves its pages. */
  readonly url: string;
  readonly server: TestServer;
  readonly simulator: TestSimulator;
  /** Paths that were asked for in vain. */
  readonly notFound: readonly string[];
  /** Every call of ours acts for this customer of the host. */
  readonly workspaceId: string;
  /** Serves another build of the app from now on. */
  serve(folder: string): void;
  stop(): Promise<void>;
}

export interface HostWorldOptions {
  /** The page loads the script tag from our server. */
  readonly usesScriptTag?: boolean;
  /** Where our package is installed: its script tag is what our server gives out. */
  readonly packageFolder: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Starts all three, and gives the customer its properties and segments. Nothing is served until `serve` is called. */
export async function startHostWorld(workspaceId: string, options: HostWorldOptions): Promise<HostWorld> {
  const { usesScriptTag = false } = options;
  const simulator = await startSimulator();
  const embedFolder = join(options.packageFolder, 'dist', 'embed', 'v1');
  const server = await startTestServer({ simulator, embedFolder });
  let folder = '';
  const notFound: string[] = [];
  const http = createServer((request, response) => {
    answer(request, response, { folder, server, workspaceId, embedFolder, usesScriptTag, notFound }).catch(() =>
      response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  await sendHostData({ serverUrl: server.url, hostApiKey: server.hostKey, workspaceId }, url);
  return {
    url,
    server,
    simulator,
    workspaceId,
    notFound,
    serve(next) {
      folder = next;
    },
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await server.stop();
      await simulator.stop();
    },
  };
}

interface BackEnd {
  readonly folder: string;
  readonly server: TestServer;
  readonly workspaceId: string;
  readonly embedFolder: string;
  readonly usesScriptTag: boolean;
  readonly notFound: string[];
}

async function answer(request: IncomingMessage, response: ServerResponse, backEnd: BackEnd): Promise<void> {
  const { folder, server, workspaceId } = backEnd;
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  const send = (type: string, body: string | Buffer, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(body);
  };

  // The one call an integration must have: the back end knows who is signed in, and alone holds the host key.
  if (url.pathname === '/api/tiktok-session' && request.method === 'POST') {
    const token = await server.mintSession({ workspaceId, origin: url.origin });
    return send('application/json', JSON.stringify({ token }));
  }
  const segment = findSegment(/^\/segments\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '');
  if (segment !== null)
    return send('application/json', JSON.stringify(pageOf(segment, url.searchParams.get('cursor'))));

  const name = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
  const file = await readFile(join(folder, name)).catch(() => null);
  if (file === null) {
    backEnd.notFound.push(url.pathname);
    return void response.writeHead(404).end();
  }
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  if (extname(name) !== '.html') return send(type, file);
  const { page, policy } = await fillPage(file.toString('utf8'), backEnd);
  return send(type, page, { 'content-security-policy': policy, 'referrer-policy': 'no-referrer' });
}

/** The page with our server's address in it, under a policy as strict as the framework bears: all of them bear this one. */
async function fillPage(html: string, backEnd: BackEnd): Promise<{ page: string; policy: string }> {
  const { server, embedFolder, usesScriptTag } = backEnd;
  const addressed = html.replaceAll('{{server-url}}', server.url);
  const page = usesScriptTag
    ? addressed.replace('{{script-tag}}', await scriptTag(embedFolder, server.url))
    : addressed;
  const policy = [
    "default-src 'none'",
    ["script-src 'self'", ...(usesScriptTag ? [server.url] : []), ...importMapHashes(page)].join(' '),
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${server.url}`,
    "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return { page, policy };
}

async function scriptTag(embedFolder: string, serverUrl: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(embedFolder, 'manifest.json'), 'utf8')) as EmbedManifest;
  return snippetOf(manifest, serverUrl);
}

/** An import map can only be written into the page: the policy names its hash. */
function importMapHashes(page: string): string[] {
  return [...page.matchAll(/<script type="importmap">([^]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}
