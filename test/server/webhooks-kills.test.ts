import { expect, it } from 'vitest';
import { killWebhooks } from '../chaos/webhook-round.ts';

// The long form, with 20,000 notices: `npm run chaos:webhooks`.
it('every event is told exactly once in the feed, the stream and to the host when the server is killed while notices arrive', async () => {
  const outcome = await killWebhooks({ ads: 400, unknown: 200, repeats: 30, kills: 3, longestLifeMs: 1500, seed: 7 });
  expect(outcome.wrong).toEqual([]);
  expect(outcome.kills).toBe(3);
  expect(outcome.attempts).toBeGreaterThan(outcome.deliveries);
});
