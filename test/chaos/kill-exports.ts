// `npm run chaos:exports [kills] [seed]`: a round of kill -9 at random moments of exports, 100 unless said otherwise. Prints where each
// died and what came of it, and a table at the end; ends with 1 when an export was not completed, or not exactly.
import { killExports, tableOf } from './kill-round.ts';

const kills = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
process.stdout.write(`${kills} kills, seed ${seed}\n`);
let count = 0;
const done = await killExports(kills, seed, {
  onKill: ({ phase, subject, action, at, seconds, wrong }) => {
    count++;
    const outcome = wrong === null ? 'complete' : `WRONG: ${wrong}`;
    process.stdout.write(
      `${String(count).padStart(4)}  ${phase.padEnd(18)}  ${`${subject} ${action}`.padEnd(26)}  ${seconds.toFixed(1).padStart(5)} s  ${outcome}  (${at})\n`,
    );
  },
});
process.stdout.write(`\n${tableOf(done)}\n`);
if (done.length < kills || done.some(({ wrong }) => wrong !== null)) process.exitCode = 1;
