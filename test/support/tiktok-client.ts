import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { expect } from 'vitest';
import { z } from 'zod';
import {
  createTikTokClient,
  type TikTokApiError,
  type TikTokClientOptions,
  type TikTokRequest,
} from '../../server/tiktok/index.ts';

const cleanups: (() => Promise<unknown>)[] = [];

/** Has something ended with the test. */
export function onEnd(cleanup: () => Promise<unknown>): void {
  cleanups.push(cleanup);
}

/** For `afterEach`: closes clients and servers, the newest first. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

/** Collects what is logged, and how long the client would have waited: it does not really wait. */
export function makeClient(
  apiUrl: string,
  options: {
    now?: () => number;
    monotonic?: () => number;
    sleep?: (ms: number) => Promise<void>;
    realSleep?: boolean;
    tier?: 'basic' | 'ultimate';
    /** Limits are real ones with `realSleep`, and out of the way otherwise. */
    speed?: number;
    pace?: NonNullable<TikTokClientOptions['pace']>;
  } = {},
) {
  const lines: string[] = [];
  const waits: number[] = [];
  const log: Logger = pino(
    { level: 'trace' },
    new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) }),
  );
  const client = createTikTokClient({
    apiUrl,
    sandboxApiUrl: apiUrl,
    tier: options.tier ?? 'ultimate',
    clock: { now: options.now ?? Date.now },
    log,
    random: () => 0.5,
    speed: options.speed ?? (options.realSleep === true ? 1 : 1000),
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    ...(options.monotonic === undefined ? {} : { monotonic: options.monotonic }),
    ...(options.realSleep === true
      ? {}
      : {
          sleep:
            options.sleep ??
            (async (ms: number) => {
              if (ms > 200) waits.push(ms);
              else await new Promise((resolve) => setTimeout(resolve, ms));
            }),
        }),
  });
  cleanups.push(() => client.close());
  return { client, lines, waits };
}

/** A server that answers as told, for what the simulator has no fault for. */
export async function listen(
  answer: (
    request: IncomingMessage,
    body: Buffer,
  ) => { status?: number; headers?: Record<string, string>; body: string } | 'hang',
): Promise<string> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = answer(request, Buffer.concat(chunks));
      if (told === 'hang') return;
      response.writeHead(told.status ?? 200, told.headers).end(told.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The error a call must end in. */
export async function failure(promise: Promise<unknown>): Promise<TikTokApiError> {
  const outcome = await promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
  expect(outcome).toHaveProperty('name', 'TikTokApiError');
  return outcome as TikTokApiError;
}

/** A call that may be repeated. */
export const READ: TikTokRequest<unknown> = {
  environment: 'production',
  method: 'GET',
  path: '/user/info/',
  accessToken: 'tok-0123456789',
  data: z.unknown(),
  repeatable: true,
};
/** A call that may not. */
export const WRITE: TikTokRequest<unknown> = {
  ...READ,
  method: 'POST',
  path: '/dmp/custom_audience/create/',
  repeatable: false,
};
