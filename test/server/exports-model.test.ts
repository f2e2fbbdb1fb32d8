import { describe, expect, test } from 'vitest';
import { playRandomly } from '../chaos/model-run.ts';

/** The long form: as many steps as this says, with kills, once more with the seed of a failure. `npm run chaos:model` does the same. */
const STEPS = Number(process.env['EXPORTS_MODEL_STEPS'] ?? 0);
const SEED = Number(process.env['EXPORTS_MODEL_SEED'] ?? Date.now() % 1_000_000);
/** No further sequence begins after that; what runs is brought to its end. */
const SHORT_MS = 4_000;

describe('any sequence of exports, mirrors, changes, faults and kills', () => {
  test.each([
    ['of a seed that stays', 1, true],
    ['of a seed of its own each time', SEED, STEPS > 0],
  ])(
    '%s leaves exactly the people in each audience who should be there (seed %i)',
    async (_, seed, withKills) => {
      const isLong = STEPS > 0 && seed === SEED;
      const run = await playRandomly({
        seed,
        steps: isLong ? STEPS : 30,
        longest: isLong ? 16 : 6,
        withKills,
        ...(isLong ? {} : { forMs: SHORT_MS }),
      });
      expect(run.failure).toBeNull();
      expect(run.steps).toBeGreaterThan(0);
    },
    Math.max(120_000, STEPS * 10_000),
  );
});
