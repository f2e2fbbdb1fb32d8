// One WebKitGTK browser, driven by W3C WebDriver: the protocol is JSON over HTTP, so `fetch` is all the client it needs.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { requireEngine } from './find.ts';

const START_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** A command that the driver refused. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError';
  /** The protocol's own word: `no such window`, `stale element reference`, … */
  readonly error: string;
  constructor(command: string, error: string, message: string) {
    super(`${command}: ${error}: ${message}`);
    this.error = error;
  }
}

export interface WebKitSession {
  /** A command of this session, for instance `POST`, `/url`. */
  call<Value = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value>;
  stop(): Promise<void>;
}

/**
 * Starts the driver, with a virtual screen where there is one so that no window opens in front of anybody, and a browser.
 *
 * @param screenSize Without a window manager the window under the pointer has the keyboard, and the pointer rests in the
 * middle of the screen: a window must reach there from the corner, or its page never has the focus.
 * @throws when WebKitGTK is not on this machine, or does not start.
 */
export async function startWebKit({ popupsAllowed = true, screenSize = '1600x1200' } = {}): Promise<WebKitSession> {
  const { driver = '', path, screen } = await requireEngine('webkit');
  const started: ChildProcess[] = [];
  const stopProcesses = (): void => {
    // Each leads a group of its own: the browser and its web processes go with the driver.
    for (const child of started.toReversed()) {
      try {
        if (child.pid !== undefined) process.kill(-child.pid);
      } catch {
        // It has ended by itself.
      }
    }
  };
  process.once('exit', stopProcesses);
  try {
    const display = screen === undefined ? process.env['DISPLAY'] : await startScreen(screen, screenSize, started);
    const port = await freePort();
    // Without a graphics card the DMA-BUF renderer draws nothing.
    const env = { ...process.env, WEBKIT_DISABLE_DMABUF_RENDERER: '1', DISPLAY: display };
    started.push(spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { env, detached: true, stdio: 'ignore' }));
    const base = `http://127.0.0.1:${port}`;
    await untilReady(base);
    const args = ['--automation', ...(popupsAllowed ? ['--javascript-can-open-windows-automatically=true'] : [])];
    const { sessionId } = await send<{ sessionId: string }>('POST', `${base}/session`, {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: path, args } } },
    });
    const session = `${base}/session/${sessionId}`;
    return {
      call: (method, command, body) => send(method, `${session}${command}`, body),
      async stop() {
        // A driver that does not answer any more is ended below all the same.
        await send('DELETE', session).catch(() => undefined);
        stopProcesses();
        process.off('exit', stopProcesses);
      },
    };
  } catch (error) {
    stopProcesses();
    throw error;
  }
}

/** Starts Xvfb, which chooses a display that is free, and says which. */
async function startScreen(program: string, size: string, started: ChildProcess[]): Promise<string> {
  const screen = spawn(program, ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(screen);
  const said = await Promise.race([once(screen.stdio[3] as Readable, 'data'), once(screen, 'exit')]);
  if (!Buffer.isBuffer(said[0])) throw new Error(`${program} did not start`);
  return `:${said[0].toString().trim()}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(base: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const ready = await send<{ ready: boolean }>('GET', `${base}/status`).catch(() => ({ ready: false }));
    if (ready.ready) return;
    if (Date.now() > deadline) throw new Error('WebKitWebDriver did not start');
    await new Promise((next) => setTimeout(next, LOOK_AGAIN_MS));
  }
}

async function send<Value>(method: string, url: string, body?: object): Promise<Value> {
  const answer = await fetch(url, { method, ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}) });
  const { value } = (await answer.json()) as { value: Value & { error?: string; message?: string } };
  if (answer.ok) return value;
  throw new WebDriverError(`${method} ${new URL(url).pathname}`, value.error ?? '', value.message ?? '');
}
