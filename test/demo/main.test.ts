import { createHash } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { settlePorts } from '../../demo/ports.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-main-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  /** Waits until it has said that, or has ended. */
  says(wanted: RegExp): Promise<void>;
  ended(): Promise<number | null>;
}

function startMain(env: Record<string, string>, ...options: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/main.ts', ...options], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += String(text)));
  child.stderr.on('data', (text) => (said.err += String(text)));
  const closed = once(child, 'close');
  return {
    child,
    said,
    async says(wanted) {
      while (!wanted.test(said.out)) {
        if (child.exitCode !== null) throw new Error(`It ended instead: ${said.err}`);
        await Promise.race([once(child.stdout, 'data'), closed]);
      }
    },
    async ended() {
      await closed;
      return child.exitCode;
    },
  };
}

describe('npm run demo', () => {
  it('prints one address and how to stop, and ends with 0 and nothing left behind on Ctrl-C', async () => {
    const ports = await settlePorts({ host: 0, server: 0, simulator: 0 });
    const env = {
      DEMO_PORT: String(ports.host),
      DEMO_SERVER_PORT: String(ports.server),
      DEMO_SIMULATOR_PORT: String(ports.simulator),
      DEMO_DATA_DIR: folder,
    };
    const run = startMain(env);
    await run.says(/Ctrl-C/);
    const page = await fetch(`http://127.0.0.1:${ports.host}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('</tiktok-ads-settings>');
    expect((await fetch(`http://127.0.0.1:${ports.host}/gallery`)).status).toBe(200);
    // The page by script tag has the tag of a release that this server gives out, under a policy that lets it in.
    const guest = await fetch(`http://127.0.0.1:${ports.host}/script-tag`);
    const [, src = '', integrity = ''] =
      /<script type="module" src="([^"]+)" integrity="([^"]+)" crossorigin/.exec(await guest.text()) ?? [];
    expect(new URL(src).port).toBe(String(ports.server));
    expect(guest.headers.get('content-security-policy')).toContain(`script-src 'self' ${new URL(src).origin};`);
    const script = new Uint8Array(await (await fetch(src)).arrayBuffer());
    expect(`sha384-${createHash('sha384').update(script).digest('base64')}`).toBe(integrity);

    run.child.kill('SIGINT');
    expect(await run.ended()).toBe(0);
    expect(run.said.out.trim().split('\n')).toEqual([
      `Open http://127.0.0.1:${ports.host}`,
      `  Every state of every element: http://127.0.0.1:${ports.host}/gallery`,
      `  By script tag: http://127.0.0.1:${ports.host}/script-tag`,
      '  Ctrl-C stops it.',
    ]);
    expect(run.said.err).toBe('');
    expect(await settlePorts(ports)).toEqual(ports);
  });

  it('says which port is taken and how to move it, and ends with 1', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const run = startMain({ DEMO_PORT: '0', DEMO_SERVER_PORT: String(port), DEMO_SIMULATOR_PORT: '0' });
    expect(await run.ended()).toBe(1);
    expect(run.said.out).toBe('');
    expect(run.said.err).toMatch(
      new RegExp(`^Port ${port} for the server is taken.*DEMO_SERVER_PORT=\\d+ npm run demo\\n$`),
    );
    await new Promise((closed) => taken.close(closed));
  });

  it('refuses an option it does not know', async () => {
    const run = startMain({}, '--nope');
    expect(await run.ended()).toBe(1);
    expect(run.said.err).toMatch(/^Unknown option '--nope'/);
  });
});
