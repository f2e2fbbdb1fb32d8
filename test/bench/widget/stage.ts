import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { readManifest } from '../../support/embed-build.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { startSimulator, type TestSimulator } from '../../support/simulator.ts';

/** A busy agency: a simulated TikTok, the server, and a host page that loads the built script from its own origin. */
export interface Stage {
  readonly server: TestServer;
  readonly simulator: TestSimulator;
  /** The host's page with one element, as `pageUrl('tiktok-ad-account-list', 'workspace')`. */
  pageUrl(tag: string, workspaceId: string): string;
  /** The same page, whose script comes from the server, another origin: there browsers start no worker. */
  guestPageUrl(tag: string, workspaceId: string): string;
  /** A page with one small element of Lit's, for comparison. */
  readonly emptyElementUrl: string;
  /** Names of the ad accounts imported into the workspace `accounts`. */
  readonly accountNames: readonly string[];
  readonly propertyLabels: readonly string[];
  stop(): Promise<void>;
}

export const ACCOUNTS = 5_000;
export const PROPERTIES = 1_000;
/** Ad accounts that somebody shares at TikTok, all to be chosen from. */
export const SHARED = 3_000;
export const MAPPING = { email: 'email', phone: 'mobile_phone', googleAdvertisingId: 'android_ad_id' } as const;
/** Some accounts of the agency cannot be imported: suspended, or only to be looked at. */
const SPARE = 1_500;

const MEDIA_TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html; charset=utf-8' };

/**
 * @param built folder of the built script, served at `/embed/`
 * @param empty folder of the small element's, served at `/empty/`
 */
export async function openStage(built: string, empty: string): Promise<Stage> {
  const simulator = await startSimulator({ profile: 'agency', advertisers: ACCOUNTS + SPARE });
  const server = await startTestServer({ simulator, embedFolder: built });
  const page = await servePages(built, empty, server);
  const origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  const accountNames = await fill(server, simulator, origin);
  return {
    server,
    simulator,
    accountNames,
    propertyLabels: PROPERTY_NAMES.map(labelOf),
    pageUrl: (tag, workspaceId) => `${origin}/page?${new URLSearchParams({ tag, workspaceId })}`,
    guestPageUrl: (tag, workspaceId) => `${origin}/page?${new URLSearchParams({ tag, workspaceId, from: 'server' })}`,
    emptyElementUrl: `${origin}/empty`,
    async stop() {
      page.closeAllConnections();
      await new Promise((resolve) => page.close(resolve));
      await server.stop();
      await simulator.stop();
    },
  };
}

async function servePages(built: string, empty: string, server: TestServer): Promise<Server> {
  const { entry } = readManifest(built);
  const emptyEntry = readManifest(empty).entry;
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    const answer = async (): Promise<{ type: string; body: string | Buffer } | null> => {
      const workspaceId = url.searchParams.get('workspaceId') ?? '';
      if (url.pathname === '/page')
        return {
          type: '.html',
          body: pageOf(
            url.searchParams.get('tag') ?? '',
            workspaceId,
            server,
            `${url.searchParams.has('from') ? `${server.url}/embed/v1` : '/embed'}/${entry}`,
          ),
        };
      if (url.pathname === '/empty')
        return {
          type: '.html',
          body: `${HEAD}<script type="module" src="/empty/${emptyEntry}"></script><empty-element></empty-element>`,
        };
      if (url.pathname === '/session')
        return {
          type: '.json',
          body: JSON.stringify({ token: await server.mintSession({ workspaceId, origin: url.origin }) }),
        };
      const [, place, file] = /^\/(embed|empty)\/([\w.-]+)$/.exec(url.pathname) ?? [];
      if (file === undefined) return null;
      return { type: extname(file), body: await readFile(join(place === 'embed' ? built : empty, file)) };
    };
    answer().then(
      (given) =>
        response
          .writeHead(given === null ? 404 : 200, {
            'content-type': MEDIA_TYPES[given?.type ?? ''] ?? 'application/json',
          })
          .end(given?.body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return http;
}

const HEAD =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Settings</title><body style="margin:24px;font:14px sans-serif">';

/** What a host's page looks like: a script tag, a provider, an element. Without a tag it is empty, for comparison. */
function pageOf(tag: string, workspaceId: string, server: TestServer, script: string): string {
  if (tag === '') return HEAD;
  return `${HEAD}
<script type="module" src="${script}" crossorigin="anonymous"></script>
<tiktok-ads-provider server-url="${server.url}"><${tag}></${tag}></tiktok-ads-provider>
<script type="module">
  document.querySelector('tiktok-ads-provider').fetchSessionToken = async () =>
    (await fetch('/session?workspaceId=${workspaceId}', { method: 'POST' })).json();
</script>`;
}

async function fill(server: TestServer, simulator: TestSimulator, origin: string): Promise<string[]> {
  const host = { as: server.hostKey };
  const call = async (method: string, path: string, workspaceId: string, json?: unknown) => {
    const answer = await server.call(method, path, { ...host, workspaceId, ...(json === undefined ? {} : { json }) });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    return answer.json;
  };
  const connect = async (workspaceId: string): Promise<string> => {
    const session = await server.mintSession({ workspaceId, origin });
    const started = await server.call('POST', '/v1/connections/authorize', {
      as: session,
      json: { origin },
      headers: { origin },
    });
    await simulator.authorize(started.json.authorizeUrl);
    return (await call('GET', `/v1/connections/attempts/${started.json.attemptId}`, workspaceId)).connectionId;
  };
  const connectionId = await connect('accounts');
  const importable: { advertiserId: string; name: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null && importable.length < ACCOUNTS; ) {
    const page: { items: { advertiserId: string; name: string; importable: boolean }[]; nextCursor: string | null } =
      await call(
        'GET',
        `/v1/connections/${connectionId}/advertisers?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`,
        'accounts',
      );
    importable.push(...page.items.filter((item) => item.importable));
    cursor = page.nextCursor;
  }
  const chosen = importable.slice(0, ACCOUNTS);
  if (chosen.length < ACCOUNTS) throw new Error(`only ${chosen.length} ad accounts can be imported`);
  await call('POST', '/v1/ad-accounts', 'accounts', {
    connectionId,
    advertiserIds: chosen.map(({ advertiserId }) => advertiserId),
  });

  const properties = PROPERTY_NAMES.map((name) => ({ name, label: labelOf(name), type: 'string', kind: 'custom' }));
  await call('PUT', '/v1/properties', 'mapping', properties);
  // One account is enough to export from.
  const exporting = await connect('export');
  const [account] = chosen;
  await call('POST', '/v1/ad-accounts', 'export', { connectionId: exporting, advertiserIds: [account?.advertiserId] });
  await call('PUT', '/v1/properties', 'export', properties);
  await call('PUT', '/v1/mapping', 'export', { attributes: MAPPING });
  return chosen.map(({ name }) => name);
}

const SUBJECTS = [
  'billing',
  'loyalty',
  'campaign',
  'favourite',
  'shipping',
  'support',
  'partner',
  'winter',
  'last',
  'first',
];
const THINGS = ['city', 'store', 'order', 'channel', 'score', 'segment', 'manager', 'device', 'amount', 'currency'];

function propertyName(index: number): string {
  const subject = SUBJECTS[index % SUBJECTS.length] ?? '';
  const thing = THINGS[Math.floor(index / SUBJECTS.length) % THINGS.length] ?? '';
  return `${subject}_${thing}_${index}`;
}

const PROPERTY_NAMES: readonly string[] = [
  ...Object.values(MAPPING),
  'country',
  ...Array.from({ length: PROPERTIES - 4 }, (_, index) => propertyName(index)),
];

function labelOf(name: string): string {
  return name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
}
