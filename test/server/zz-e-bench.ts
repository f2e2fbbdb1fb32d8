import { startReceiver, draftOf, SECRET } from '/work/main/test/server/host-webhooks-support.ts';
import { startTestServer } from '/work/main/test/support/server.ts';
import { toNewEvent } from '/work/main/server/events/record-events.ts';
const accounts = Number(process.argv[2] ?? 20),
  total = Number(process.argv[3] ?? 100000);
const receiver = await startReceiver();
const server = await startTestServer({
  jobs: 'manual',
  env: { HOST_WEBHOOK_URL: receiver.url, HOST_WEBHOOK_SECRET: SECRET },
});
const { deps } = server;
let n = 0;
while (n < total) {
  const batch = Array.from({ length: 2000 }, (_, i) =>
    toNewEvent(deps, draftOf(String(7000 + ((n + i) % accounts)), `e${n + i}`)),
  );
  await deps.store.workspace('w').events.append(batch, true);
  n += 2000;
}
global.gc?.();
const rss0 = process.memoryUsage().heapUsed;
let peak = 0;
let count = 0;
let done: () => void;
const all = new Promise<void>((r) => (done = r));
const at: number[] = [];
receiver.reply = (r) => {
  count++;
  receiver.received.length = 0;
  if (count % 1000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
  if (count === total) done();
  return { status: 204 };
};
const t = performance.now();
server.jobs.start();
const timer = setInterval(() => console.log(count, Math.round((performance.now() - t) / 1000)), 5000);
await Promise.race([all, new Promise((r) => setTimeout(r, 60000))]);
clearInterval(timer);
const s = (performance.now() - t) / 1000;
console.log({
  accounts,
  count,
  seconds: s.toFixed(1),
  perSecond: Math.round(count / s),
  heapBeforeMB: Math.round(rss0 / 1e6),
  peakHeapMB: Math.round(peak / 1e6),
});
await server.stop();
await receiver.stop();
process.exit(0);
