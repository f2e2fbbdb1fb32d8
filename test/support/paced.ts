import { vi } from 'vitest';
import { Blocks } from '../../server/tiktok/blocks.ts';
import { Meter } from '../../server/tiktok/meter.ts';
import { paceInMemory, type PaceStore } from '../../server/tiktok/pace-store.ts';
import { Pacer, type Turn } from '../../server/tiktok/pacer.ts';
import { type RateLimits, slicesOf } from '../../server/tiktok/rate-limit.ts';

/** Has the library's counters, timers and pauses live on a clock that moves only when the test says so. */
export function virtualTime(startsAt = Date.UTC(2026, 2, 14, 9)): void {
  vi.useFakeTimers({ now: startsAt, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
}

/** The meters of these limits, counted in memory for this test alone. */
export function metersOf(limits: RateLimits, key = 'key'): Meter[] {
  const store = paceInMemory();
  return slicesOf(limits)
    .map((slice) => {
      const limiter = store.limiter({ keyPrefix: 'test', points: slice.points, durationMs: slice.sliceMs });
      return new Meter(limiter, `${key} ${slice.window}`, slice);
    })
    .toReversed();
}

/** A line with these limits, and the blocks that hold it up. */
export function pacerOf(limits: RateLimits): { pacer: Pacer; blocks: Blocks } {
  const blocks = new Blocks(
    paceInMemory(),
    Date,
    () => performance.now(),
    () => pacer.look(),
  );
  const pacer: Pacer = new Pacer(metersOf(limits), blocks, () => performance.now());
  return { pacer, blocks };
}

/** A call of a workspace, about an ad account or none. */
export function turnOf(workspaceId: string, advertiserId = '', parts: Partial<Turn> = {}): Turn {
  return {
    caller: { workspaceId, advertiserId },
    gate: '',
    account: [],
    endpoint: [],
    blockKeys: ['app', `advertiser ${advertiserId}`],
    ...parts,
  };
}

/** Counters that say nothing until they are let: whoever comes meanwhile stands in line. */
export function heldPace(): { pace: PaceStore; goOn: () => void } {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const free = paceInMemory();
  return {
    pace: {
      ...free,
      limiter(limit) {
        const limiter = free.limiter(limit);
        const consume = limiter.consume.bind(limiter);
        limiter.consume = async (...call) => (await held, consume(...call));
        return limiter;
      },
    },
    goOn: () => goOn(),
  };
}
