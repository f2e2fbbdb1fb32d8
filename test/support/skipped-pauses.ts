import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServerParts } from '../../server/create-server.ts';

/**
 * The pauses between calls of TikTok, passed over: none is slept, and time goes on by as much as would have been. So each
 * call makes as many attempts as it would, and gives up when it would. Only for a simulator that counts no requests per
 * second, since it counts them in real time.
 */
export function skippedPauses(): NonNullable<ServerParts['tiktokPace']> {
  let skippedMs = 0;
  const monotonic = () => performance.now() + skippedMs;
  return {
    // Turns are counted in real time: nobody should wait for one.
    speed: 1000,
    monotonic,
    async sleep(ms, signal) {
      const until = monotonic() + ms;
      await nextTurn(undefined, { signal });
      // Pauses at the same time end one behind the other, not after their sum.
      skippedMs += Math.max(0, until - monotonic());
    },
  };
}
