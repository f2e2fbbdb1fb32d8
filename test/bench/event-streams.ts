// How soon open streams have an event: 1,000 of them in one workspace, and 1,000 over 100 workspaces, read by another process.
// From the call that writes the event to the moment the last stream of its workspace has it. `node --import tsx
// test/bench/event-streams.ts [--streams N] [--events N]`; the exit code is 1 when an event took longer than it may.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import { recordEvents } from '../../server/events/index.ts';
import type { ReadersSaid, ReadersTask } from './events/readers-child.ts';

/** Every stream has an event within this. */
export const WITHIN_MS = 200;
/** Below what a user may have open. */
const STREAMS_PER_USER = 10;

export interface StreamsSetting {
  streams: number;
  workspaces: number;
  events: number;
  /** Writes an event in every workspace at the same moment instead of one after the other. */
  together?: boolean;
}

export interface StreamsOutcome {
  setting: StreamsSetting;
  /** From the call that writes an event to its arrival at the last stream of its workspace, in milliseconds. */
  p50: number;
  p99: number;
  slowest: number;
  openSeconds: number;
  /** What the server's process computed for each event, in milliseconds of a core. */
  cpuMsPerEvent: number;
  /** What the server's process grew by for each open stream: its whole memory, and JavaScript's part of it. */
  residentBytesPerStream: number;
  heapBytesPerStream: number;
}

/** Opens the streams and writes the events, on a server and a database of its own. @throws {Error} a stream broke */
export async function measureStreams(setting: StreamsSetting): Promise<StreamsOutcome> {
  const directory = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-'));
  const key = () => randomBytes(32).toString('base64');
  const hostKey = key();
  const server = await createServer(
    loadConfig({
      PUBLIC_URL: 'http://127.0.0.1',
      PORT: '0',
      DATABASE_URL: `file:${join(directory, 'server.db')}`,
      DATA_DIR: join(directory, 'data'),
      HOST_API_KEYS: hostKey,
      SESSION_SIGNING_KEYS: key(),
      ENCRYPTION_KEYS: key(),
      LOG_LEVEL: 'silent',
      TIKTOK_API_URL: 'http://127.0.0.1:9',
    }),
  );
  const { url } = await server.listen({ port: 0, host: '127.0.0.1' });
  const readers = fork(fileURLToPath(new URL('./events/readers-child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  try {
    const task = { url, streams: await seats(url, hostKey, setting) };
    return await run(server, task, setting, (message) => readers.send(message), listenTo(readers));
  } finally {
    readers.kill();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A token for each stream. */
async function seats(
  url: string,
  hostKey: string,
  { streams, workspaces }: StreamsSetting,
): Promise<ReadersTask['streams']> {
  const all: ReadersTask['streams'] = [];
  for (let made = 0; made < streams; ) {
    const user = Math.floor(made / workspaces / STREAMS_PER_USER);
    for (let workspace = 0; workspace < workspaces && made < streams; workspace += 1) {
      const workspaceId = `workspace-${workspace}`;
      const answer = await fetch(`${url}/v1/sessions`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${hostKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ workspaceId, userId: `user-${user}`, permissions: ['read'], ttlSeconds: 3600 }),
      });
      const { token } = (await answer.json()) as { token: string };
      for (let seat = 0; seat < Math.min(STREAMS_PER_USER, streams / workspaces) && made < streams; seat += 1) {
        all.push({ token, workspaceId });
        made += 1;
      }
    }
  }
  return all;
}

interface Ears {
  /** The next message of a kind. */
  open(): Promise<Extract<ReadersSaid, { kind: 'open' }>>;
  seen(eventId: string): Promise<Extract<ReadersSaid, { kind: 'seen' }>>;
}

function listenTo(readers: ReturnType<typeof fork>): Ears {
  const heard = new Map<string, ReadersSaid>();
  const waiting = new Map<string, { resolve: (said: ReadersSaid) => void; reject: (error: Error) => void }>();
  const nameOf = (said: ReadersSaid) => (said.kind === 'seen' ? said.eventId : said.kind);
  readers.on('message', (said: ReadersSaid) => {
    if (said.kind === 'broken') {
      for (const { reject } of waiting.values()) reject(new Error(said.why));
      return;
    }
    const one = waiting.get(nameOf(said));
    if (one === undefined) heard.set(nameOf(said), said);
    else one.resolve(said);
  });
  const next = <Said extends ReadersSaid>(name: string) =>
    new Promise<Said>((resolve, reject) => {
      const said = heard.get(name);
      if (said === undefined) waiting.set(name, { resolve: resolve as (said: ReadersSaid) => void, reject });
      else resolve(said as Said);
    });
  return { open: () => next('open'), seen: (eventId) => next(eventId) };
}

async function run(
  { deps }: Server,
  task: ReadersTask,
  setting: StreamsSetting,
  send: (task: ReadersTask) => void,
  ears: Ears,
): Promise<StreamsOutcome> {
  const before = await memory();
  send(task);
  const { seconds } = await ears.open();
  const after = await memory();
  const each = (part: 'rss' | 'heapUsed') => Math.round((after[part] - before[part]) / setting.streams);
  const workspaces = Array.from({ length: setting.workspaces }, (_, index) => `workspace-${index}`);
  const took: number[] = [];
  const cpuBefore = process.cpuUsage();
  const tell = async (workspaceId: string, key: string) => {
    const startedAt = performance.timeOrigin + performance.now();
    await recordEvents(deps, workspaceId, draft(key));
    const [newest] = (await deps.store.workspace(workspaceId).events.list(NEWEST, null)).items;
    const { lastAt } = await ears.seen(newest?.id ?? '');
    took.push(lastAt - startedAt);
  };
  for (let event = 0; event < setting.events; event += 1) {
    const wanted = setting.together === true ? workspaces : [workspaces[event % workspaces.length] ?? ''];
    const telling: Promise<void>[] = [];
    for (const workspaceId of wanted) {
      telling.push(tell(workspaceId, `bench:${event}`));
      // As requests would: each in a turn of its own.
      await turn();
    }
    await Promise.all(telling);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMsPerEvent = (user + system) / 1000 / took.length;
  took.sort((one, other) => one - other);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return {
    setting,
    p50: at(0.5),
    p99: at(0.99),
    slowest: at(1),
    openSeconds: seconds,
    cpuMsPerEvent,
    residentBytesPerStream: each('rss'),
    heapBytesPerStream: each('heapUsed'),
  };
}

const NEWEST = { after: null, limit: 1, group: null, type: null, advertiserId: null, needsYou: false, unreadBy: null };

function draft(key: string) {
  return {
    type: 'account.suspended' as const,
    key,
    subject: { kind: 'account' as const, id: '7100000000000000001', name: 'Shop' },
    advertiserId: '7100000000000000001',
    accountName: 'Shop',
    data: { reason: 'Suspicious payment', confirmed: true },
  };
}

/** After a collection where the process may ask for one (`--expose-gc`). */
async function memory(): Promise<NodeJS.MemoryUsage> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await turn();
  }
  return process.memoryUsage();
}

/** One line for people. */
export function describeStreams(outcome: StreamsOutcome): string {
  const { setting, p50, p99, slowest, openSeconds, cpuMsPerEvent, residentBytesPerStream, heapBytesPerStream } =
    outcome;
  const kB = (bytes: number) => `${(bytes / 1024).toFixed(0)} kB`;
  const where = setting.workspaces === 1 ? 'one workspace' : `${setting.workspaces} workspaces`;
  return (
    `${slowest <= WITHIN_MS ? 'ok  ' : 'FAIL'}  ${setting.streams} streams in ${where}${setting.together === true ? ', an event in each at once' : ''}: ` +
    `the last one has an event after p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms (wanted ${WITHIN_MS} ms), ` +
    `${cpuMsPerEvent.toFixed(1)} ms of a core per event; ` +
    `opened in ${openSeconds.toFixed(1)} s, ${kB(residentBytesPerStream)} each (${kB(heapBytesPerStream)} heap)`
  );
}

/** The settings that are promised. */
export function streamSettings({ streams = 1000, events = 50 } = {}): StreamsSetting[] {
  return [
    { streams, workspaces: 1, events },
    { streams, workspaces: 100, events },
    { streams, workspaces: 100, events: Math.ceil(events / 10), together: true },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { streams: { type: 'string', default: '1000' }, events: { type: 'string', default: '50' } },
  });
  for (const setting of streamSettings({ streams: Number(values.streams), events: Number(values.events) })) {
    const outcome = await measureStreams(setting);
    console.log(describeStreams(outcome));
    if (outcome.slowest > WITHIN_MS) process.exitCode = 1;
  }
}
