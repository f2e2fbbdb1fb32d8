import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEMO_MAPPING } from '../../demo/data/index.ts';
import { sendHostData } from '../../demo/server-api.ts';
import { startTogether, type Together } from '../support/connected.ts';
import { buildEmbed } from '../support/embed-build.ts';

// A host's page with the whole widget, served with files of its own origin only, and with a workspace behind it that has signed in,
// imported its ad accounts and mapped its properties. Tests choose the header and the markup.

/** The header that docs/recipes/csp.md promises to be enough, to the letter. */
export const promisedPolicy = (serverUrl: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${serverUrl}`,
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html tiktok-ads-connect',
  ].join('; ');

export const SETTINGS = '<tiktok-ads-settings></tiktok-ads-settings>';

export interface GuestPage {
  readonly together: Together;
  /** Address of a page with this markup inside the provider, under this policy, with this style sheet. */
  address(page: GuestPageParts): string;
  /** Path of the widget's script, for pages that load it themselves. */
  readonly entry: string;
  /** What browsers reported about broken policies, as `directive blocked-thing`. */
  readonly reports: readonly string[];
  stop(): Promise<void>;
}

export interface GuestPageParts {
  body: string;
  policy?: string;
  script?: string;
  css?: string;
  /** Leaves the provider and the widget's script to the page: only `body` is on it. */
  isBare?: boolean;
}

type Served = Required<GuestPageParts>;

/** Starts a simulated TikTok, our server and the host. Builds the widget first, which takes seconds. */
export async function startGuestPage(): Promise<GuestPage> {
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-guest-'));
  const [together, { entry }] = await Promise.all([startTogether({ jobs: 'running' }), buildEmbed(folder)]);
  const token = await prepare(together);
  const pages: Served[] = [];
  const reports: string[] = [];
  const http = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const send = (type: string, body: string | Buffer, headers: Record<string, string> = {}): void => {
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    };
    const page = pages[Number(url.searchParams.get('page'))];
    if (url.pathname === '/reports') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const report = (JSON.parse(Buffer.concat(chunks).toString()) as CspReport)['csp-report'];
      reports.push(`${report['violated-directive']} ${report['blocked-uri']}`);
      return void response.writeHead(204).end();
    }
    if (url.pathname.startsWith('/widget/'))
      return send('text/javascript', await readFile(join(folder, basename(url.pathname))));
    if (url.pathname === '/page.js') return send('text/javascript', page?.script ?? '');
    if (url.pathname === '/page.css') return send('text/css', page?.css ?? '');
    if (page === undefined) return void response.writeHead(404).end();
    const session = await together.session({ workspaceId: 'workspace-1', origin });
    const html = pageHtml({ page, entry, token: session, serverUrl: together.server.url, number: pages.indexOf(page) });
    return send('text/html; charset=utf-8', html, {
      'content-security-policy': `${page.policy}; report-uri /reports`,
    });
  }

  await sendHostData(
    { serverUrl: together.server.url, hostApiKey: together.server.hostKey, workspaceId: 'workspace-1' },
    origin,
  );
  await together.server.call('PUT', '/v1/mapping', {
    as: token,
    json: { attributes: DEMO_MAPPING },
    headers: { 'if-match': '*' },
  });
  return {
    together,
    reports,
    entry: `/widget/${entry}`,
    address({ body, policy = promisedPolicy(together.server.url), script = '', css = PAGE_CSS, isBare = false }) {
      pages.push({ body, policy, script: isBare ? script : PAGE_SCRIPT + script, css, isBare });
      return `${origin}/?page=${pages.length - 1}`;
    },
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await together.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface CspReport {
  'csp-report': { 'violated-directive': string; 'blocked-uri': string };
}

/** Signs in and imports two ad accounts. @returns the session's token */
async function prepare(together: Together): Promise<string> {
  const { server } = together;
  const token = await together.session();
  const connectionId = await together.connect(token);
  const granted = await server.call('GET', `/v1/connections/${connectionId}/advertisers`, { as: token });
  const advertiserIds = (granted.json.items as { advertiserId: string; importable: boolean }[])
    .filter(({ importable }) => importable)
    .slice(0, 2)
    .map(({ advertiserId }) => advertiserId);
  await server.call('POST', '/v1/ad-accounts', { as: token, json: { connectionId, advertiserIds } });
  return token;
}

interface PageParts {
  page: Served;
  entry: string;
  token: string;
  serverUrl: string;
  number: number;
}

const pageHtml = ({ page, entry, token, serverUrl, number }: PageParts): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A host's page</title><meta name="session" content="${token}"><link rel="stylesheet" href="/page.css?page=${number}">
${page.isBare ? '' : `<script type="module" src="/widget/${entry}"></script>`}<script type="module" src="/page.js?page=${number}"></script></head>
<body>${page.isBare ? page.body : `<tiktok-ads-provider server-url="${serverUrl}">${page.body}</tiktok-ads-provider>`}</body>
</html>`;

const PAGE_CSS = 'body { font-family: sans-serif }';

// The promised policy names no origin but the server's, so the page brings its session along instead of asking for it.
const PAGE_SCRIPT = `
document.querySelector('tiktok-ads-provider').fetchSessionToken = () => document.querySelector('meta[name=session]').content;
`;
