import { startLoadProcess, startServerProcess } from './processes.ts';
const load = await startLoadProcess();
const run = async (name: string, flags: string[]) => {
  const server = await startServerProcess({}, flags);
  const out: string[] = [];
  let best = 0;
  for (let i = 0; i < 7; i++) {
    const c = server.cpuSeconds()!;
    const r = await load.run({
      port: server.port,
      path: '/v1/webhooks/tiktok',
      connections: 128,
      count: 10000,
      from: i * 10000,
      perSecond: null,
    });
    const w = (10000 / r.seconds) | 0;
    best = Math.max(best, w);
    out.push(`${w}/${(10000 / (server.cpuSeconds()! - c)) | 0}`);
  }
  console.log(name, best, out.join(' '));
  await server.stop();
};
await run('with worker', []);
await run('without', ['--import', 'tsx', '/work/main/test/bench/webhooks/zz-child.ts']);
await load.stop();
