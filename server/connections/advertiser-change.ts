import { MAX_NAMED_ADVERTISERS } from '../../shared/connections.ts';
import type { AdvertiserChangeRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import type { Environment, EpochMs } from '../store/types.ts';

/** The ad accounts of one reading, and those among them that the grant reaches. */
export interface SeenAdvertisers {
  advertisers: readonly GrantedAdvertiserRecord[];
  reached: ReadonlySet<string>;
}

/**
 * Which of the listed ad accounts a grant reaches. In production TikTok tells the status of every account within reach,
 * so one without a status is out of reach; the sandbox never tells.
 *
 * @param hasDetails false when TikTok told no status at all: what was out of reach before still counts as that
 */
export function toSeen(
  advertisers: readonly GrantedAdvertiserRecord[],
  environment: Environment,
  hasDetails: boolean,
  before?: SeenAdvertisers,
): SeenAdvertisers {
  const wasOut = new Set(
    before?.advertisers.map(({ advertiserId }) => advertiserId).filter((id) => !before.reached.has(id)),
  );
  const reached = advertisers.filter(
    ({ advertiserId, status }) =>
      environment === 'sandbox' || status !== null || (!hasDetails && !wasOut.has(advertiserId)),
  );
  return { advertisers, reached: new Set(reached.map(({ advertiserId }) => advertiserId)) };
}

/** How the ad accounts within reach changed between two readings; null when they did not. Names come by name, the counts are whole. */
export function advertiserChange(
  before: SeenAdvertisers,
  after: SeenAdvertisers,
  at: EpochMs,
): AdvertiserChangeRecord | null {
  const gained = missingFrom(before, after);
  const lost = missingFrom(after, before);
  if (gained.length === 0 && lost.length === 0) return null;
  return { at, gainedCount: gained.length, lostCount: lost.length, gained: named(gained), lost: named(lost) };
}

/** What `there` reaches and `other` does not. */
function missingFrom(other: SeenAdvertisers, there: SeenAdvertisers): GrantedAdvertiserRecord[] {
  return there.advertisers.filter(
    ({ advertiserId }) => there.reached.has(advertiserId) && !other.reached.has(advertiserId),
  );
}

function named(advertisers: GrantedAdvertiserRecord[]): AdvertiserChangeRecord['gained'] {
  return advertisers
    .toSorted((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))
    .slice(0, MAX_NAMED_ADVERTISERS)
    .map(({ advertiserId, name }) => ({ advertiserId, name }));
}
