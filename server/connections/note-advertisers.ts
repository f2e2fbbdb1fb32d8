import type { NamedAdvertiser } from '../../shared/connections.ts';
import { tellAccess } from '../account-news/index.ts';
import type { Deps } from '../deps.ts';

/** Older than anything that counts as fresh: whoever needs more than the names reads again. */
export const NEVER_FRESH = 0;

/**
 * Writes down which ad accounts a new sign-in reaches, by id and name: TikTok answers that in one call, while status and
 * role of thousands of accounts take many. The person who just signed in is told the number at once, and what is gained
 * or lost later is counted from here. Details that are known from before stay until the next reading; imported accounts
 * that are not among them have no permission from now on.
 */
export async function noteAdvertisers(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  advertisers: readonly NamedAdvertiser[],
): Promise<void> {
  const { connections, adAccounts } = deps.store.workspace(workspaceId);
  const ids = advertisers.map(({ advertiserId }) => advertiserId);
  const known = new Map(
    (await connections.getAdvertisers(connectionId, ids)).map((record) => [record.advertiserId, record]),
  );
  const records = advertisers.map(
    ({ advertiserId, name }) =>
      known.get(advertiserId) ?? {
        advertiserId,
        name,
        status: null,
        role: null,
        currency: null,
        timezone: null,
        country: null,
      },
  );
  await connections.setAdvertisers(connectionId, records, NEVER_FRESH);

  const now = deps.clock.now();
  const reached = new Set(ids);
  const lost = (await adAccounts.listByConnection(connectionId)).filter(
    ({ advertiserId, accessLostAt }) => accessLostAt === null && !reached.has(advertiserId),
  );
  await adAccounts.updateMany(
    lost.map(({ advertiserId }) => ({ advertiserId, change: { accessLostAt: now, statusChangedAt: now } })),
  );
  await tellAccess(
    deps,
    workspaceId,
    lost.map((before) => ({ before, accessLostAt: now })),
  );
}
