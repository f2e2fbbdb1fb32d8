import fc from 'fast-check';
import { Play } from './play.ts';
import { type Step, stepsOf } from './steps.ts';
import { World } from './world.ts';

/** Small, so that a dozen people are several batches and a replace takes two calls. */
const LIMITS = { maxChunkBytes: 42_000, maxPathsPerCall: 2, streamPeople: 5 };
/** A sequence that failed is made shorter for so long. */
const SHRINK_MS = 60_000;
const MOST_SEQUENCES = 100_000;

export interface ModelRun {
  sequences: number;
  steps: number;
  kills: number;
  /** What went wrong and the sequence that shows it, one step a line; null when nothing did. */
  failure: string | null;
}

/**
 * Plays random sequences of exports, mirror runs, changes, troubles and kills until so many steps are done or so much time is over,
 * holding the simulator's members against the model after every step. The same seed gives the same sequences.
 */
export async function playRandomly(options: {
  seed: number;
  steps: number;
  longest: number;
  withKills: boolean;
  forMs?: number;
  shrinkMs?: number;
  onSequence?: (steps: number, kills: number) => void;
}): Promise<ModelRun> {
  const { seed, steps: wanted, longest, withKills, forMs = Infinity, shrinkMs = SHRINK_MS, onSequence } = options;
  const world = await World.start({ limits: LIMITS, keepsSpare: withKills });
  const run: ModelRun = { sequences: 0, steps: 0, kills: 0, failure: null };
  let until = performance.now() + forMs;
  let played = 0;
  let hasFailed = false;
  try {
    const property = fc.asyncProperty(stepsOf({ withKills, maxLength: longest }), async (steps: Step[]) => {
      // Sequences past the end count as good: there are no more of them, and nothing more to make shorter.
      if (performance.now() > until || (!hasFailed && run.steps >= wanted)) return;
      try {
        await new Play(world, `model ${++played}`).run(steps);
      } catch (error) {
        if (!hasFailed) until = performance.now() + shrinkMs;
        hasFailed = true;
        throw error;
      }
      if (hasFailed) return;
      run.sequences++;
      run.steps += steps.length;
      onSequence?.(run.steps, world.kills);
    });
    const details = await fc.check(property, { seed, numRuns: MOST_SEQUENCES, skipEqualValues: false });
    run.kills = world.kills;
    if (details.failed) {
      const steps = details.counterexample?.[0] ?? [];
      const error =
        details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
      run.failure = [
        `seed ${details.seed}, path ${details.counterexamplePath ?? ''}: ${error}`,
        ...steps.map((step, index) => `${String(index + 1).padStart(3)} ${JSON.stringify(step)}`),
      ].join('\n');
    }
    return run;
  } finally {
    await world.stop();
  }
}
