import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ByteSearch } from '../support/byte-search.ts';
import type { TestServer } from '../support/server.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';

// What secrets.test.ts and secrets-process.test.ts are made of: a listener between server and TikTok that learns every secret that goes
// over that wire, and a search that finds them again in whatever the server writes.

/** Every secret that is known, with what it is, so that a finding can be told without telling the secret. */
export class Secrets {
  readonly #known = new Map<string, string>();

  add(kind: string, ...values: readonly (string | null | undefined)[]): void {
    for (const value of values) {
      if (typeof value === 'string' && value.length >= 6 && !this.#known.has(value)) this.#known.set(value, kind);
    }
  }

  /** From now on it is none: it has been told on purpose. */
  forget(value: string): void {
    this.#known.delete(value);
  }

  /** How many there are of a kind, so that a test cannot pass because nothing was learnt. */
  count(kind: string): number {
    return [...this.#known.values()].filter((each) => each === kind).length;
  }

  /** Where any of them is written, in any form a program may write it in. `where: kind`, sorted, each once. */
  findIn(written: readonly Written[]): string[] {
    const search = new ByteSearch<string>();
    for (const [value, kind] of this.#known) for (const form of formsOf(value)) search.add(form, kind);
    const found = written.flatMap(({ where, bytes }) => [...search.findIn(bytes)].map((kind) => `${where}: ${kind}`));
    return [...new Set(found)].toSorted();
  }
}

export interface Written {
  where: string;
  bytes: Buffer;
}

/** As it is, in addresses, in base64 and hex, and each half of a long one, should it be cut short somewhere. */
function formsOf(value: string): Buffer[] {
  const half = Math.floor(value.length / 2);
  const texts = [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64').replace(/=+$/, ''),
    Buffer.from(value).toString('base64url'),
    Buffer.from(value).toString('hex'),
    ...(value.length >= 24 ? [value.slice(0, half), value.slice(half)] : []),
  ];
  const isKey = /^[A-Za-z0-9+/]{43}=$/.test(value);
  const keyForms = isKey
    ? [Buffer.from(value, 'base64'), Buffer.from(Buffer.from(value, 'base64').toString('hex'))]
    : [];
  return [...new Set(texts)].map((text) => Buffer.from(text)).concat(keyForms);
}

/** SHA-256 is how people are stored on purpose; this is how a test makes sure that the search would find something. */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Every file below a folder. */
export async function filesBelow(folder: string): Promise<Written[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (path) => ({ where: `file ${path.slice(folder.length + 1)}`, bytes: await readFile(path) })),
  );
}

/** Everything a server wrote: each line of its log, every file, and every row of its database as it reads back. */
export async function writtenBy(
  { dataDir }: Pick<TestServer, 'dataDir'>,
  lines: readonly string[],
): Promise<Written[]> {
  const folder = dirname(dataDir);
  const raw = new Sqlite(join(folder, 'server.db'));
  const rows = (raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]).map(
    (table) => JSON.stringify(raw.prepare(`select * from "${table}"`).all()),
  );
  raw.close();
  return [
    ...lines.map((line) => ({
      where: `log line "${(JSON.parse(line) as { msg: string }).msg.split(':')[0]}"`,
      bytes: Buffer.from(line),
    })),
    ...(await filesBelow(folder)),
    { where: 'database rows', bytes: Buffer.from(rows.join('\n')) },
  ];
}

const SECRET_FIELDS: Readonly<Record<string, string>> = {
  access_token: 'access token',
  refresh_token: 'refresh token',
  auth_code: 'auth code',
  secret: 'app secret',
  client_secret: 'app secret',
};

export interface Between {
  url: string;
  /** From now on every so many-th call is refused with a message that repeats whatever was sent. 0: none. */
  repeatInErrors(every: number): void;
  stop(): Promise<void>;
}

/** Passes everything on to `target` and learns the secrets in it. */
export async function listenBetween(target: string, secrets: Secrets): Promise<Between> {
  let every = 0;
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    const isRefused = every > 0 && calls % every === 0;
    void (isRefused ? repeat(secrets, request, response) : passOn(target, secrets, request, response)).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repeatInErrors(count) {
      every = count;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** TikTok's own words, with all it was sent in them. */
async function repeat(secrets: Secrets, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { token, body, query } = await read(secrets, request);
  const message = `Invalid params: ${token} ${Object.values(query).join(' ')} ${body.toString('utf8')}`;
  const envelope = { code: 40000, message, request_id: '20261121000000ABCDEF', data: {} };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(envelope));
}

async function read(secrets: Secrets, request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const token = String(request.headers['access-token'] ?? '');
  secrets.add('access token', token);
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams);
  learn(secrets, query);
  learn(secrets, parse(body.toString('utf8')));
  return { token, body, query };
}

async function passOn(
  target: string,
  secrets: Secrets,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { body } = await read(secrets, request);
  const url = new URL(request.url ?? '/', target);
  const headers: Record<string, string> = {};
  for (const name of ['access-token', 'content-type']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const hasBody = request.method === 'POST';
  const answer = await fetch(url, { method: request.method ?? 'GET', headers, ...(hasBody ? { body } : {}) });
  const text = await answer.text();
  learn(secrets, parse(text));
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
}

function learn(secrets: Secrets, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const kind = SECRET_FIELDS[name];
    if (kind !== undefined && typeof inner === 'string') secrets.add(kind, inner);
    else learn(secrets, inner);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A workspace's own developer app, known to the stage's simulator. */
export const OWN_APP = { appId: '7200000000000000001', appSecret: 'own-app-secret-5f0c2d7e9b1a4c68' };

/** A simulator for one test, and every secret that went in or out of it. */
export interface Stage {
  readonly secrets: Secrets;
  readonly simulator: TestSimulator;
  /** What `stop` ends, the latest first. */
  readonly ends: (() => Promise<unknown>)[];
  /** Learns what goes over the wire to TikTok, and answers the settings that lead there. */
  wiredEnv(): Promise<Record<string, string>>;
  /** As `listenBetween`'s, on every wire that `wiredEnv` has laid. */
  repeatInErrors(every: number): void;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const secrets = new Secrets();
  const simulator = await startSimulator();
  const ends: Stage['ends'] = [() => simulator.stop()];
  const wires: Awaited<ReturnType<typeof listenBetween>>[] = [];
  await simulator.control('apps', OWN_APP);
  secrets.add('app secret', OWN_APP.appSecret, simulator.info.appSecret);
  secrets.add('access token', simulator.info.sandboxAccessToken);
  return {
    secrets,
    simulator,
    ends,
    async wiredEnv() {
      const { apiUrl, sandboxApiUrl } = simulator.info;
      const [api, sandbox] = await Promise.all([listenBetween(apiUrl, secrets), listenBetween(sandboxApiUrl, secrets)]);
      wires.push(api, sandbox);
      ends.push(
        () => api.stop(),
        () => sandbox.stop(),
      );
      return { TIKTOK_API_URL: api.url, TIKTOK_SANDBOX_API_URL: sandbox.url };
    },
    repeatInErrors(every) {
      for (const wire of wires) wire.repeatInErrors(every);
    },
    async stop() {
      for (const end of ends.splice(0).toReversed()) await end();
    },
  };
}
