import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { filesBelow } from './secrets-support.ts';
import { noticeBody, openHeaders, stampedHeaders, WEBHOOK_PATH } from './webhooks-signing.ts';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const BEGIN = 1_773_331_872_000;

let now: number;
let folder: string;
let server: TestServer | null;
let count = 0;

beforeEach(async () => {
  now = BEGIN;
  folder = await mkdtemp(join(tmpdir(), 'webhook-rotation-'));
  server = null;
});
afterEach(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A server in the place of the one before, on the same database, with other keys. */
async function serve(keys: { current?: string; previous?: string; appSecret?: string }): Promise<void> {
  await server?.stop();
  server = await startTestServer({
    jobs: 'manual',
    clock: { now: () => now },
    env: {
      DATABASE_URL: `file:${join(folder, 'server.db')}`,
      TIKTOK_APP_ID: '7012345678901234561',
      TIKTOK_APP_SECRET: keys.appSecret ?? 'the-app-secret',
      ...(keys.current === undefined ? {} : { TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT: keys.current }),
      ...(keys.previous === undefined ? {} : { TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS: keys.previous }),
    },
  });
}

/** How notices are answered that are signed with a key, in both schemes. */
async function answers(key: string): Promise<number[]> {
  const one = noticeBody((count += 1));
  const other = noticeBody((count += 1));
  const send = async (body: string, headers: Record<string, string>) =>
    (await server?.call('POST', WEBHOOK_PATH, { body, headers }))?.status ?? 0;
  return [await send(one, openHeaders(one, key)), await send(other, stampedHeaders(other, now / 1000, key))];
}

const TAKEN = [200, 200];
const REFUSED = [401, 401];

describe('a change of the signing key', () => {
  it('lets the previous key count for 7 days: at 6 days 23 hours it does, at 7 days 1 hour it does not', async () => {
    await serve({ current: 'old' });
    now += 90 * 24 * HOUR;
    await serve({ current: 'new', previous: 'old' });
    const changedAt = now;
    for (const [after, old] of [
      [0, TAKEN],
      [WEEK - HOUR, TAKEN],
      [WEEK - 1000, TAKEN],
      [WEEK, REFUSED],
      [WEEK + HOUR, REFUSED],
    ] as const) {
      now = changedAt + after;
      expect([after, await answers('old')]).toEqual([after, old]);
      expect([after, await answers('new')]).toEqual([after, TAKEN]);
    }
  });

  it('is not made longer by starting anew, on either side of its end', async () => {
    await serve({ current: 'new', previous: 'old' });
    for (const [after, old] of [
      [24 * HOUR, TAKEN],
      [WEEK - HOUR, TAKEN],
      [WEEK + HOUR, REFUSED],
      [2 * WEEK, REFUSED],
    ] as const) {
      now = BEGIN + after;
      await server?.restart();
      expect([after, await answers('old')]).toEqual([after, old]);
      expect([after, await answers('new')]).toEqual([after, TAKEN]);
    }
  });

  it('counts from the start of the server, not from the first notice', async () => {
    await serve({ current: 'new', previous: 'old' });
    now = BEGIN + WEEK + HOUR;
    expect(await answers('old')).toEqual(REFUSED);
  });

  it('ends while the server runs, without a start', async () => {
    await serve({ current: 'new', previous: 'old' });
    now = BEGIN + WEEK - HOUR;
    expect(await answers('old')).toEqual(TAKEN);
    now = BEGIN + WEEK + HOUR;
    expect(await answers('old')).toEqual(REFUSED);
  });

  it('has no window when the current key has been here for longer, with or without another beside it', async () => {
    await serve({ current: 'new' });
    now = BEGIN + WEEK + HOUR;
    await serve({ current: 'new', previous: 'old' });
    expect(await answers('old')).toEqual(REFUSED);
    now = BEGIN;
    expect(await answers('old')).toEqual(TAKEN);
  });

  it('has a window for each new key, and none for the one before the previous', async () => {
    await serve({ current: 'first' });
    now += 24 * HOUR;
    await serve({ current: 'second', previous: 'first' });
    now += 24 * HOUR;
    await serve({ current: 'third', previous: 'second' });
    expect([await answers('first'), await answers('second'), await answers('third')]).toEqual([REFUSED, TAKEN, TAKEN]);
    now += WEEK - HOUR;
    expect(await answers('second')).toEqual(TAKEN);
    now += 2 * HOUR;
    expect(await answers('second')).toEqual(REFUSED);
  });

  it('is one of the app secret when no signing key is named, and a named one takes its place', async () => {
    await serve({ appSecret: 'old-app-secret' });
    expect(await answers('old-app-secret')).toEqual(TAKEN);
    now += 30 * 24 * HOUR;
    await serve({ appSecret: 'new-app-secret', previous: 'old-app-secret' });
    expect([await answers('new-app-secret'), await answers('old-app-secret')]).toEqual([TAKEN, TAKEN]);
    await serve({ appSecret: 'new-app-secret', current: 'named' });
    expect([await answers('named'), await answers('new-app-secret')]).toEqual([TAKEN, REFUSED]);
  });

  it('leaves no key in the database', async () => {
    await serve({ current: 'current-signing-key-4711', previous: 'previous-signing-key-0815' });
    await answers('previous-signing-key-0815');
    const found = (await filesBelow(folder)).filter(({ bytes }) => bytes.includes('signing-key-'));
    expect(found.map(({ where }) => where)).toEqual([]);
  });
});
