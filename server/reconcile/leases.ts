import { sha256Hex } from '../crypto/index.ts';
import { AppError } from '../errors.ts';
import type { CallHandle } from '../guard-shapes/index.ts';
import type { CallRecord } from '../store/calls.ts';
import type { ReconcileTime } from './search.ts';

/**
 * Has the names that a create makes for as long as the call runs. Two that make the same name at the same moment take turns, so that a
 * look-up of the one never finds what the other is about to be told it has made.
 *
 * @throws {AppError} tiktok_unavailable - another call has had one of the names for too long: TikTok does not tell what became of it
 */
export async function holdNames(handle: CallHandle, { limits, monotonic }: ReconcileTime): Promise<void> {
  const endsAt = monotonic() + limits.leaseWaitMs;
  // In one order for all, or two calls could wait for each other.
  for (const lease of leasesOf(handle.record)) {
    if (await handle.hold(lease, Math.max(0, endsAt - monotonic()))) continue;
    throw new AppError(
      'tiktok_unavailable',
      'Another call is making something of this name, and TikTok does not say what became of it. Nothing was sent.',
      { members: { retryAfterSeconds: 10 } },
    );
  }
}

function leasesOf({ lookUp, advertiserId }: CallRecord): string[] {
  if (lookUp === null || advertiserId === null) return [];
  const { level, parentId, names } = lookUp;
  const scope = `create:${advertiserId}:${level}:${parentId ?? ''}`;
  return [...new Set(names)].toSorted().map((name) => `${scope}:${sha256Hex(name).slice(0, 32)}`);
}
