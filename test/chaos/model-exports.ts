// `npm run chaos:model [steps] [seed]`: random sequences of exports, mirrors, changes, faults and kills against the model of what must be
// at TikTok, 2,000 steps unless said otherwise. Ends with 1 and the shortest sequence it found when something differed.
import { playRandomly } from './model-run.ts';

const steps = Number(process.argv[2] ?? 2_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
process.stdout.write(`${steps} steps, seed ${seed}\n`);
let said = 0;
const run = await playRandomly({
  seed,
  steps,
  longest: 16,
  withKills: true,
  shrinkMs: 10 * 60_000,
  onSequence: (done, kills) => {
    if (done < said + 100) return;
    said = done;
    process.stdout.write(`${done} steps, ${kills} kills\n`);
  },
});
process.stdout.write(`${run.sequences} sequences, ${run.steps} steps, ${run.kills} kills\n`);
if (run.failure !== null) {
  process.stdout.write(`${run.failure}\n`);
  process.exitCode = 1;
}
