/// <reference lib="dom" />
// A host's page with one connect button, the real server behind it and a simulated TikTok, for people who sign in at a real
// browser. The page is long, so that there is a place to come back to, and lives under a strict content security policy.

import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, type BrowserContext, launch, type Page } from 'puppeteer-core';
import { BROWSER_ARGUMENTS, findBrowser } from '../../support/browser.ts';
import { buildEmbed } from '../../support/embed-build.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { startSimulator, type TestSimulator } from '../../support/simulator.ts';
import { EverythingWritten, type FoundSecrets } from './everything-written.ts';

export interface ConnectWorld {
  readonly server: TestServer;
  readonly simulator: TestSimulator;
  /** Opens the page in a window of its own person, with nothing stored; `query` goes with the address. */
  open(options?: OpenOptions): Promise<Page>;
  /** Time passes at the server and in this page, at once. */
  pass(page: Page, minutes: number): Promise<void>;
  /** Everybody goes home: what is still open would go on asking. */
  closePages(): Promise<void>;
  /** Every secret that the server wrote down anywhere. */
  findSecrets(): Promise<FoundSecrets>;
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** Rows of the page belong to this workspace; a new one by default. */
  workspaceId?: string;
  /** More of the address: `&tab=ads#connect`. */
  more?: string;
  /** A second tab of the same person. */
  context?: BrowserContext;
  /** How much faster than ours the page's clock runs: it looks and asks more often, and gives up sooner. 4 by default. */
  speed?: number;
  /** A browser that lets no page open a window. */
  isBlocking?: boolean;
}

let workspaces = 0;

export async function startConnectWorld(): Promise<ConnectWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-popup-'));
  let shiftMs = 0;
  const [simulator, { entry }] = await Promise.all([startSimulator(), buildEmbed(folder)]);
  const written = new EverythingWritten();
  const server = await startTestServer({
    simulator,
    clock: { now: () => Date.now() + shiftMs },
    log: written.log,
    env: { TIKTOK_API_URL: await written.between(simulator.url) },
  });
  written.secrets.add('key', server.hostKey);
  const host = createServer((request, response) => {
    answer(request, response, { folder, entry, server }).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;

  const browsers = new Map<boolean, Promise<Browser>>();
  const people = new Set<BrowserContext>();
  const browserOf = (isBlocking: boolean): Promise<Browser> => {
    const known = browsers.get(isBlocking) ?? launchBrowser(isBlocking);
    browsers.set(isBlocking, known);
    return known;
  };

  return {
    server,
    simulator,
    findSecrets: () => written.search(dirname(server.dataDir)),
    async open({ workspaceId = `popup-${(workspaces += 1)}`, more = '', context, speed = 4, isBlocking = false } = {}) {
      const browser = await browserOf(isBlocking);
      const person = context ?? (await browser.createBrowserContext());
      people.add(person);
      const page = await person.newPage();
      await page.setViewport({ width: 1000, height: 700 });
      await page.evaluateOnNewDocument(shiftable, speed);
      await page.goto(`${origin}/?workspace=${workspaceId}${more}`);
      return page;
    },
    async pass(page, minutes) {
      shiftMs += minutes * 60_000;
      await page.evaluate((ms) => (globalThis as unknown as Shiftable).passTime(ms), minutes * 60_000);
    },
    async closePages() {
      await Promise.all([...people].map((person) => person.close()));
      people.clear();
    },
    async stop() {
      for (const browser of browsers.values()) await (await browser).close();
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
      await server.stop();
      await written.stop();
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Shiftable {
  passTime(ms: number): void;
}

/** Runs in the page before anything else: its clock goes at this speed, and can be moved on. */
function shiftable(speed: number): void {
  const real = Date.now.bind(Date);
  const start = real();
  let shift = 0;
  Date.now = () => Math.round(start + (real() - start) * speed) + shift;
  (globalThis as unknown as Shiftable).passTime = (ms) => {
    shift += ms;
  };
}

/** Puppeteer lets every page open windows; people's browsers do not. Headless Chrome without windows has a switch instead. */
async function launchBrowser(isBlocking: boolean): Promise<Browser> {
  return launch({
    executablePath: await findBrowser(),
    args: [...BROWSER_ARGUMENTS, ...(isBlocking ? ['--block-new-web-contents'] : [])],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  });
}

interface HostParts {
  folder: string;
  /** The file of it that a page loads. */
  entry: string;
  server: TestServer;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, entry, server }: HostParts,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  const send = (type: string, body: string | Buffer): void => {
    const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${server.url}; base-uri 'none'; form-action 'none'`;
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' });
    response.end(body);
  };
  if (url.pathname === '/') return send('text/html; charset=utf-8', pageHtml(server.url, entry));
  if (url.pathname === '/page.js') return send('text/javascript', PAGE_SCRIPT);
  if (url.pathname === '/page.css') return send('text/css', '.filler { height: 1500px }');
  if (url.pathname === '/session') {
    const workspaceId = url.searchParams.get('workspace') ?? '';
    const token = await server.mintSession({ workspaceId, origin: url.origin });
    return send('application/json', JSON.stringify({ token }));
  }
  if (url.pathname.startsWith('/script/'))
    return send('text/javascript', await readFile(join(folder, basename(url.pathname))));
  response.writeHead(404).end();
}

const pageHtml = (serverUrl: string, entry: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A host's page</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head>
<body>
<div class="filler" id="top">Above</div>
<tiktok-ads-provider server-url="${serverUrl}"><tiktok-connect-button></tiktok-connect-button></tiktok-ads-provider>
<div class="filler" id="below">Below</div>
<script type="module" src="/script/${entry}"></script>
<script type="module" src="/page.js"></script>
</body>
</html>`;

const PAGE_SCRIPT = `
const workspace = new URLSearchParams(location.search).get('workspace');
document.querySelector('tiktok-ads-provider').fetchSessionToken = async () => {
  const answer = await fetch('/session?workspace=' + workspace, { method: 'POST' });
  return (await answer.json()).token;
};
// A page that begins by itself has no click to show for it: browsers let it open no window.
if (location.search.includes('by-itself') && sessionStorage.getItem('has-begun') === null) {
  sessionStorage.setItem('has-begun', 'yes');
  await customElements.whenDefined('tiktok-connect-button');
  document.querySelector('tiktok-connect-button').start();
}
`;
