import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compiledChild } from './compiled-child.ts';
import { simulatorEnv } from './simulator-env.ts';
import type { TestSimulator } from './simulator.ts';

/** A server in a process of its own, on a folder that outlives it: to be killed as by a power cut, and started again. */
export interface KillableServer {
  readonly hostKey: string;
  /** Where it listens now; another port after each start. */
  readonly url: string;
  /** @param clockOffsetMs by how much its clock is ahead, so that leases left behind are over */
  launch(clockOffsetMs: number): Promise<void>;
  /** At once and without a word. Does nothing when it is gone already. */
  kill(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
}

/** @param childFile the program, which prints its address as its first line */
export async function killableServer(
  childFile: Parameters<typeof compiledChild>[0],
  simulator: TestSimulator,
): Promise<KillableServer> {
  const folder = await mkdtemp(join(tmpdir(), 'killable-server-'));
  const hostKey = `host-key-${randomBytes(16).toString('hex')}`;
  const key = (): string => randomBytes(32).toString('base64');
  const env = {
    PATH: process.env['PATH'] ?? '',
    PUBLIC_URL: 'http://127.0.0.1:1',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: hostKey,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    LOG_LEVEL: 'silent',
    ...simulatorEnv(simulator.info),
  };
  let child: ChildProcess | null = null;
  let url = '';

  async function kill(): Promise<void> {
    const running = child;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  }

  return {
    hostKey,
    get url() {
      return url;
    },
    kill,
    async launch(clockOffsetMs) {
      const started = spawn(process.execPath, [await compiledChild(childFile)], {
        env: { ...env, TEST_CLOCK_OFFSET_MS: String(clockOffsetMs) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const lines = createInterface({ input: started.stdout as NodeJS.ReadableStream });
      url = await new Promise<string>((resolve, reject) => {
        lines.once('line', resolve);
        started.once('exit', () => reject(new Error('the server did not start')));
      });
    },
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
