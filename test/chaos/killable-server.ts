// A server in a process of its own that a test can kill like a power cut does. It waits with everything loaded until it is told to
// start, so that a restart takes no longer than opening the database. Its clock and, where the test wants that, its jobs are the
// test's. Told so, it kills itself in the middle of its n-th change of a file or of the database, counted among those that
// code of some kind makes.
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { loadConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import type { Store, WorkspaceStore } from '../../server/store/store.ts';
import type { FromServer, ToServer } from './protocol.ts';

const HURRY = 20;
let offsetMs = 0;
let server: Server | null = null;
/** Changes left until the process ends, of those whose stack fits. */
let death: { left: number; among: RegExp } | null = null;

Error.stackTraceLimit = 40;

/** Counts one change; the last one ends the process on the spot, before or after it as the test had it counted. */
function step(name: string): void {
  if (death === null) return;
  const { stack = '' } = new Error(name);
  if (!death.among.test(stack) || --death.left > 0) return;
  const where = stack
    .split('\n')
    .flatMap((line) => /at (?:async )?(\S+).*?\/(server\/[^:?]+)/.exec(line)?.slice(1, 3).join(' ') ?? [])
    .filter((line) => !/server\/store|server\/jobs/.test(line))[0];
  fs.writeSync(2, `\u0000${name} in ${where ?? 'nowhere'}\n`);
  process.kill(process.pid, 'SIGKILL');
}

type Callable = (this: unknown, ...args: unknown[]) => unknown;

function guard(holder: object, names: readonly string[]): void {
  const methods = holder as Record<string, Callable>;
  for (const name of names) {
    const original = methods[name];
    if (original === undefined) throw new Error(`there is no ${name} to guard`);
    methods[name] = function guarded(...args) {
      step(name);
      return original.apply(this, args);
    };
  }
}

async function guardFiles(): Promise<void> {
  const handle = await open(process.execPath, 'r');
  guard(Object.getPrototypeOf(handle) as object, ['write', 'writev', 'writeFile', 'datasync', 'sync', 'truncate']);
  await handle.close();
  guard(fs.promises, ['open', 'rename', 'rm', 'mkdir', 'writeFile', 'truncate', 'unlink', 'copyFile']);
  guard(fs, [
    'openSync',
    'renameSync',
    'rmSync',
    'mkdirSync',
    'writevSync',
    'fsyncSync',
    'ftruncateSync',
    'unlinkSync',
  ]);
  syncBuiltinESMExports();
}

/** A store whose every write counts twice: once before it is there, once after. */
function guardStore(store: Store): Store {
  const READS = /^(?:get|list|find|read|count|next|place|folder|is|has)/;
  const guarded = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function' || READS.test(String(name))) return value;
        return async (...args: unknown[]) => {
          step(`before ${String(name)}`);
          const result: unknown = await (value as (...given: unknown[]) => unknown).apply(target, args);
          step(`after ${String(name)}`);
          return result;
        };
      },
    });
  const workspace = (id: string): WorkspaceStore => {
    const whole = store.workspace(id);
    return {
      ...whole,
      exports: guarded(whole.exports),
      mirrors: guarded(whole.mirrors),
      ledgers: guarded(whole.ledgers),
    };
  };
  return new Proxy(store, {
    get(target, name, receiver) {
      if (name === 'workspace') return workspace;
      const value: unknown = Reflect.get(target, name, receiver);
      return name === 'jobs' ? guarded(value as Store['jobs']) : value;
    },
  });
}

const tell = (message: FromServer): void => void process.send?.(message);

async function start({ env, clockOffsetMs, limits, jobs }: Extract<ToServer, { do: 'start' }>): Promise<void> {
  offsetMs = clockOffsetMs;
  const clock = { now: () => Date.now() + offsetMs };
  // Between calls of TikTok time passes faster, or most of a run would be spent waiting for the next repetition.
  const tiktokPace = {
    speed: HURRY,
    monotonic: () => performance.now() * HURRY,
    sleep: (ms: number, signal: AbortSignal) => setTimeout(ms / HURRY, undefined, { signal }),
  };
  server = await createServer(loadConfig(env), { clock, exportLimits: limits, tiktokPace });
  const deps = server.deps as { store: Store };
  deps.store = guardStore(deps.store);
  const http = createAdaptorServer({ fetch: server.app.fetch }) as HttpServer;
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  if (jobs === 'running') server.jobs.start();
  tell({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
}

await guardFiles();
process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToServer) => {
  const fail = (error: unknown) =>
    tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  switch (message.do) {
    case 'start':
      start(message).catch(fail);
      break;
    case 'runDue':
      server?.jobs.runDue().then((runs) => tell({ ran: runs, of: message.of }), fail);
      break;
    case 'advance':
      offsetMs += message.ms;
      server?.jobs.wake();
      tell({ ran: 0, of: message.of });
      break;
    case 'die':
      death = message.after === null ? null : { left: message.after, among: new RegExp(message.among) };
      tell({ ran: 0, of: message.of });
      break;
  }
});
tell({ isLoaded: true });
