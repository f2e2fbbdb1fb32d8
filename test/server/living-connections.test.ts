import { expect, it } from 'vitest';
import { judge } from '../bench/connections/judge.ts';
import { liveOn } from '../bench/connections/live-on.ts';
import type { Setting } from '../bench/connections/setting.ts';

// The short form of `npm run bench:connections`, which lets 30 days pass over 200 connections.
it('three days pass over connections of both kinds on two server processes while TikTok fails one call in ten', async () => {
  const setting: Setting = { connections: 20, days: 3, servers: 2, stepMinutes: 5, refreshTokens: 'rotate' };
  const outcome = await liveOn(setting);
  const broken = judge(setting, outcome).filter(({ isGood }) => !isGood);
  expect(broken, outcome.lastError ?? '').toEqual([]);
});
