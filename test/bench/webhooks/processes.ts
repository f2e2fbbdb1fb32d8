import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { compiledChild } from '../../support/compiled-child.ts';
import type { Limits } from './limits-child.ts';
import type { Load, LoadResult } from './load-child.ts';
import { APP_SECRET } from './requests.ts';

/** Linux counts processor time in these. */
const TICKS_PER_SECOND = 100;

/** The server as `tiktok-ads-connect serve` runs it, compiled, on a database of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly hostKey: string;
  /** Seconds of processor time so far; null where the system does not tell. */
  cpuSeconds: () => number | null;
  /** What is on the disk, read by another process: this one. */
  count(): { all: number; pending: number };
  stop(): Promise<void>;
}

/** @param nodeFlags such as `--cpu-prof` */
export async function startServerProcess(
  env: Readonly<Record<string, string>> = {},
  nodeFlags: readonly string[] = [],
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'webhooks-bench-'));
  const database = join(folder, 'server.db');
  const hostKey = randomBytes(24).toString('hex');
  const key = (): string => randomBytes(32).toString('base64');
  const child = spawn(process.execPath, [...nodeFlags, await compiledChild('server/main.ts'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1:8787',
      DATABASE_URL: `file:${database}`,
      DATA_DIR: join(folder, 'data'),
      HOST_API_KEYS: hostKey,
      SESSION_SIGNING_KEYS: key(),
      ENCRYPTION_KEYS: key(),
      TIKTOK_APP_ID: '7012345678901234561',
      TIKTOK_APP_SECRET: APP_SECRET,
      TIKTOK_API_URL: 'http://127.0.0.1:9',
      TIKTOK_SANDBOX_API_URL: 'http://127.0.0.1:9',
      ...env,
    },
  });
  const url = await listening(child);
  return {
    url,
    port: Number(new URL(url).port),
    hostKey,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    count() {
      const db = new Database(database, { readonly: true });
      try {
        return db.prepare('select count(*) as "all", count(due_at) as pending from notices').get() as {
          all: number;
          pending: number;
        };
      } finally {
        db.close();
      }
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A server that does nothing but answer. */
export async function startBareProcess(): Promise<{
  port: number;
  cpuSeconds: () => number | null;
  stop(): Promise<void>;
}> {
  const child = forkSource('bare-child.ts');
  const [port] = (await once(child, 'message')) as [number];
  return { port, cpuSeconds: () => cpuSecondsOf(child.pid ?? 0), stop: () => end(child) };
}

export async function measureLimits(): Promise<Limits> {
  const child = forkSource('limits-child.ts');
  const [limits] = (await once(child, 'message')) as [Limits];
  await end(child);
  return limits;
}

export interface LoadProcess {
  run(load: Load): Promise<LoadResult>;
  stop(): Promise<void>;
}

export async function startLoadProcess(): Promise<LoadProcess> {
  const child = forkSource('load-child.ts');
  await once(child, 'message');
  return {
    run(load) {
      return new Promise((resolve, reject) => {
        const ended = () => reject(new Error('the load process ended'));
        child.once('exit', ended);
        child.once('message', (result: LoadResult) => {
          child.off('exit', ended);
          resolve(result);
        });
        child.send(load);
      });
    },
    stop: () => end(child),
  };
}

function forkSource(name: string): ChildProcess {
  return fork(join(import.meta.dirname, name), { execArgv: ['--import', 'tsx'] });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exited;
}

/** @throws the process ended instead */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}`)));
    child.stdout?.on('data', (piece: Buffer) => {
      text = (text + piece.toString()).slice(-4000);
      const url = /listening on (http:\/\/\S+?),? /.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}

function cpuSecondsOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
