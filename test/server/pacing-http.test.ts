import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openPace } from '../../server/store/index.ts';
import { createTikTokClient, exchangeAuthCode, TikTokApiError } from '../../server/tiktok/index.ts';
import { startSimulator } from '../support/simulator.ts';
import { cleanUp, makeClient, onEnd } from '../support/tiktok-client.ts';

afterEach(cleanUp);

test('fifty workspaces on two processes, one workspace flooding: TikTok never sees more than ten a second, and the quiet ones go between', async () => {
  const simulator = await startSimulator({ rateLimits: { qps: 10, qpm: 600, qpd: 864_000 } });
  onEnd(() => simulator.stop());
  const folder = await mkdtemp(join(tmpdir(), 'pace-'));
  onEnd(() => rm(folder, { recursive: true }));
  const { appId, appSecret, authUrl } = simulator.info;
  const back = await simulator.consent(
    `${authUrl}/portal/auth?app_id=${appId}&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback`,
  );
  const { accessToken } = await exchangeAuthCode(
    makeClient(simulator.url).client,
    { appId, appSecret },
    back.searchParams.get('auth_code') ?? '',
  );
  const processes = await Promise.all(
    [1, 2].map(async () => {
      const pace = await openPace({ databaseUrl: `file:${join(folder, 'server.db')}` }, { warn: () => undefined });
      const client = createTikTokClient({
        apiUrl: simulator.url,
        sandboxApiUrl: simulator.url,
        tier: 'basic',
        clock: Date,
        log: pino({ level: 'silent' }),
        pace,
      });
      onEnd(async () => {
        await client.close();
        await pace.close();
      });
      return client;
    }),
  );
  const ask = async (workspaceId: string, process: number) =>
    processes[process]?.request({
      environment: 'production',
      method: 'GET',
      path: '/user/info/',
      accessToken,
      workspaceId,
      maxWaitMs: 4_000,
      data: z.unknown(),
      repeatable: true,
    });

  let floodAnswers = 0;
  const flood = [0, 1].flatMap((process) =>
    Array.from({ length: 60 }, () =>
      ask('flooder', process).then(
        () => void (floodAnswers += 1),
        (error: unknown) => {
          if (!(error instanceof TikTokApiError) || error.retryAfterMs === null) throw error;
          return error.retryAfterMs;
        },
      ),
    ),
  );
  const under = { way: true };
  const flooded = Promise.all(flood).finally(() => (under.way = false));
  // One after the other, so that each comes into a line that is full of the flooder's calls.
  const overtaken: number[] = [];
  for (let quiet = 1; quiet < 50 && under.way; quiet += 1) {
    const before = floodAnswers;
    await ask(`quiet ${quiet}`, quiet % 2);
    overtaken.push(floodAnswers - before);
  }
  const refusals = (await flooded).filter((outcome) => outcome !== undefined);
  const calls = await simulator.requests('/user/info/');
  expect(calls.filter(({ code }) => code === 40100)).toEqual([]);
  // Two seconds are sixteen turns; a line in the order of arrival would have let a hundred and twenty go first.
  expect(Math.max(...overtaken)).toBeLessThan(16);
  expect(overtaken.length).toBeGreaterThan(3);
  expect(refusals.length).toBeGreaterThan(20);
  expect(Math.min(...refusals)).toBeGreaterThanOrEqual(1_000);
});
