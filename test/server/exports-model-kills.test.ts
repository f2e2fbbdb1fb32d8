import { expect, test } from 'vitest';
import { killExports } from '../chaos/kill-round.ts';

// The long form, 100 kills in every phase: `npm run chaos:exports`.
test('exports whose server is killed in each phase are complete, with exactly their people in one audience', async () => {
  const phases = ['intake', 'planning', 'file writing', 'create', 'mapping', 'settle'];
  const kills = await killExports(6, 11, { phases });
  expect(kills.map(({ wrong }) => wrong)).toEqual(Array.from({ length: 6 }, () => null));
});
