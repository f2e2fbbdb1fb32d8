// Whether connections stay alive: 30 simulated days of 200 connections, half of each kind and all made in the same minute, on two
// server processes with one database, against a TikTok that fails one call in ten. `node --import tsx test/bench/connections.ts
// [--connections N] [--days N] [--servers N] [--step MINUTES] [--refresh-tokens keep|rotate]`. Each promise stands beside what came of
// it; the exit code is 1 when one was broken.
import { parseArgs } from 'node:util';
import { judge } from './connections/judge.ts';
import { liveOn } from './connections/live-on.ts';
import type { Setting } from './connections/setting.ts';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '200' },
    days: { type: 'string', default: '30' },
    servers: { type: 'string', default: '2' },
    step: { type: 'string', default: '5' },
    'refresh-tokens': { type: 'string', default: 'keep' },
  },
});
const setting: Setting = {
  connections: Number(values.connections),
  days: Number(values.days),
  servers: Number(values.servers),
  stepMinutes: Number(values.step),
  refreshTokens: values['refresh-tokens'] === 'rotate' ? 'rotate' : 'keep',
  progress(day, seconds) {
    if (day % 5 === 0) console.log(`day ${day} after ${seconds.toFixed(0)} s`);
  },
};
console.log(
  `${setting.days} days of ${setting.connections} connections on ${setting.servers} servers, steps of ${setting.stepMinutes} minutes, refresh tokens: ${setting.refreshTokens}`,
);
const outcome = await liveOn(setting);
const judged = judge(setting, outcome);
for (const { what, found, wanted, isGood } of judged)
  console.log(`${isGood ? 'ok  ' : 'FAIL'}  ${what}: ${found}; wanted ${wanted}`);
console.log(`      hours that connections spent in another state than active: ${outcome.troubledHours}`);
console.log(`      ${outcome.seconds.toFixed(0)} s`);
if (outcome.failedJobs > 0) console.log(`      last error: ${outcome.lastError}`);
process.exitCode = judged.every(({ isGood }) => isGood) ? 0 : 1;
