import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledChild } from '../../support/compiled-child.ts';
import type { Load, LoadResult } from './load-child.ts';

/** Linux counts processor time in these. */
const TICKS_PER_SECOND = 100;
const canPin = availableParallelism() >= 2 && spawnSync('taskset', ['-V']).status === 0;
/** What is measured has a core to itself; load and upstream share another. */
const PROXY_CORE = 0;
const LOAD_CORE = 1;
export const isPinned = canPin;

export interface Running {
  readonly port: number;
  /** Seconds of processor time so far; null where the system does not tell. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

export interface LoadProcess {
  run(load: Load): Promise<LoadResult>;
  stop(): Promise<void>;
}

export async function startLoad(): Promise<LoadProcess> {
  const child = start(join(import.meta.dirname, 'load-child.ts'), LOAD_CORE);
  await once(child, 'message');
  return {
    run(load) {
      return new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error('the load process ended'));
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

export async function startUpstream(): Promise<Running> {
  return running(start(join(import.meta.dirname, 'upstream-child.ts'), LOAD_CORE));
}

export async function startHonoProxy(upstreamPort: number): Promise<Running> {
  return running(
    start(join(import.meta.dirname, 'hono-child.ts'), PROXY_CORE, { UPSTREAM_PORT: String(upstreamPort) }),
  );
}

export async function startLeastProxy(upstreamPort: number): Promise<Running> {
  return running(
    start(join(import.meta.dirname, 'least-child.ts'), PROXY_CORE, { UPSTREAM_PORT: String(upstreamPort) }),
  );
}

/** The server, compiled as it is published. */
export async function startServer(
  upstreamPort: number,
): Promise<Running & { token: string; peakMemory(): number | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'proxy-bench-'));
  const key = (): string => randomBytes(32).toString('base64');
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  const child = start(await compiledChild('test/bench/proxy/server-child.ts'), PROXY_CORE, {
    PUBLIC_URL: 'http://127.0.0.1:8787',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: randomBytes(24).toString('hex'),
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    TIKTOK_APP_ID: '7012345678901234561',
    TIKTOK_APP_SECRET: randomBytes(20).toString('hex'),
    TIKTOK_API_URL: upstream,
    TIKTOK_SANDBOX_API_URL: upstream,
  });
  const { port, token } = (await said(child)) as { port: number; token: string };
  return {
    port,
    token,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    peakMemory: () => peakMemoryOf(child.pid ?? 0),
    async stop() {
      const exited = once(child, 'exit');
      child.send('end');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Null where nginx is not installed. */
export async function startNginx(upstreamPort: number): Promise<Running | null> {
  if (spawnSync('nginx', ['-v']).status !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'proxy-bench-nginx-'));
  const port = 20_000 + (randomBytes(2).readUInt16BE() % 20_000);
  const config = `daemon off; pid ${folder}/pid; error_log stderr crit; worker_processes 1;
events { worker_connections 1024; }
http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s; keepalive_requests 1000000;
upstream tiktok { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 1000000; }
server { listen 127.0.0.1:${port}; location /v1/tiktok/ { proxy_pass http://tiktok/; proxy_http_version 1.1; proxy_set_header Connection ""; } } }`;
  await writeFile(join(folder, 'nginx.conf'), config);
  const [command, args] = pinned('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], PROXY_CORE);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await untilListening(port);
  return {
    port,
    cpuSeconds: () => null,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('nginx did not start');
}

/** How much of the last while the machine was taken away by others, as a share; null where the system does not tell. */
export function stealWatch(): () => number | null {
  const read = (): { steal: number; total: number } | null => {
    try {
      const fields = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).slice(1).map(Number);
      return { steal: fields[7] ?? 0, total: fields.slice(0, 8).reduce((sum, field) => sum + field, 0) };
    } catch {
      return null;
    }
  };
  const before = read();
  return () => {
    const after = read();
    if (before === null || after === null || after.total === before.total) return null;
    return (after.steal - before.steal) / (after.total - before.total);
  };
}

function start(file: string, core: number, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const [execPath, execArgv] = pinned(process.execPath, loader, core);
  // Where it is not pinned this is a plain fork.
  return canPin
    ? fork(file, { execPath, execArgv, env: { ...env, PATH: process.env['PATH'] ?? '' }, stdio: STDIO })
    : fork(file, { execArgv: loader, env: { ...env, PATH: process.env['PATH'] ?? '' }, stdio: STDIO });
}

const STDIO: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'ignore', 'inherit', 'ipc'];

function pinned(command: string, args: readonly string[], core: number): [string, string[]] {
  return canPin ? ['taskset', ['-c', String(core), command, ...args]] : [command, [...args]];
}

async function running(child: ChildProcess): Promise<Running> {
  const port = (await said(child)) as number;
  return { port, cpuSeconds: () => cpuSecondsOf(child.pid ?? 0), stop: () => end(child) };
}

/** The first message of a process. @throws it ended instead */
function said(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`a process ended with ${code ?? 'a signal'}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exited;
}

/** The most memory it ever had, in bytes; null where the system does not tell. */
function peakMemoryOf(pid: number): number | null {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) * 1024;
  } catch {
    return null;
  }
}

function cpuSecondsOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
