// A process that lets go as many calls as it may, with the counters it shares with others, and says when each went.
import { pino } from 'pino';
import { openPace } from '../../server/store/index.ts';
import { createTikTokClient } from '../../server/tiktok/index.ts';

const [databaseUrl = '', lastsMs = '0'] = process.argv.slice(2);
const client = createTikTokClient({
  apiUrl: 'http://127.0.0.1:9',
  sandboxApiUrl: 'http://127.0.0.1:9',
  tier: 'basic',
  clock: Date,
  log: pino({ level: 'silent' }),
  pace: await openPace({ databaseUrl }, { warn: (details) => process.send?.({ trouble: details }) }),
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
process.once('message', () => {
  void (async () => {
    const sentAt: number[] = [];
    const until = performance.now() + Number(lastsMs);
    const { signal } = new AbortController();
    for (let call = 0; performance.now() < until; call += 1) {
      const paced = {
        environment: 'production',
        path: '/ad/get/',
        method: 'GET',
        appId: undefined,
        accessToken: 't',
        workspaceId: 'w',
        // Many ad accounts: the app's limit is what is tried.
        advertiserId: String(call % 20),
      } as const;
      await client.admit(paced, { signal, maxWaitMs: 5_000 });
      sentAt.push(performance.timeOrigin + performance.now());
    }
    process.send?.({ sentAt });
  })();
});
