import type { Logger } from 'pino';
import type { Clock } from '../deps.ts';
import type { EpochMs } from '../store/types.ts';

/** Strangers may knock as often as they like: the log has one line of it. */
const EVERY_MS = 3_600_000;

/**
 * Says in the log that notices are refused for a signature of the right form: where no stranger sends them, the signing key or the
 * clock of this server is wrong, and nothing else would say so. The first at once, then once an hour with how many there were.
 */
export function createRefusalLog({ clock, log }: { clock: Clock; log: Logger }): (outcome: string) => void {
  const refused = { wrong: 0, stale: 0 };
  let toldAt: EpochMs | null = null;
  return (outcome) => {
    if (outcome !== 'wrong' && outcome !== 'stale') return;
    refused[outcome] += 1;
    const now = clock.now();
    if (toldAt !== null && now >= toldAt && now - toldAt < EVERY_MS) return;
    toldAt = now;
    log.warn({ ...refused }, 'notices were refused: is the webhook signing key right (wrong), and the clock (stale)?');
    refused.wrong = 0;
    refused.stale = 0;
  };
}
