// `npm run chaos:webhooks [kills] [seed]`: TikTok delivers 20,000 notices and more while the server is killed with -9, 8 times unless
// said otherwise. Ends with 1 when an event is missing, doubled or out of order in the feed, the stream or with the host.
import { killWebhooks } from './webhook-round.ts';

const kills = Number(process.argv[2] ?? 8);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
process.stdout.write(`${kills} kills, seed ${seed}\n`);
const { wrong, ...figures } = await killWebhooks({
  ads: 10_000,
  unknown: 9000,
  repeats: 1000,
  kills,
  longestLifeMs: 4000,
  seed,
  onProgress: (line) => process.stdout.write(`${line}\n`),
});
for (const [name, value] of Object.entries(figures))
  process.stdout.write(`${name.padEnd(14)} ${Number.isInteger(value) ? value : value.toFixed(1)}\n`);
for (const line of wrong) process.stdout.write(`WRONG: ${line}\n`);
if (wrong.length > 0) process.exitCode = 1;
