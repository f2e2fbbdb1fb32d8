import type { Deps } from '../deps.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { listAdvertisers, type TikTokApp } from '../tiktok/index.ts';

/** Older than anything that counts as fresh: whoever needs more than the names reads again. */
const NEVER_FRESH = 0;

/**
 * Writes down which ad accounts a new connection reaches, by id and name only: TikTok answers that in one call, while
 * status and role of thousands of accounts take many. The person who just signed in is told the number at once. A
 * connection that was read before keeps what is known of it.
 *
 * @throws {TikTokApiError}
 */
export async function noteAdvertisers(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  grant: { environment: ConnectionRecord['environment']; accessToken: string },
  app: TikTokApp,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  if ((await connections.listAdvertisers(connectionId, { after: null, limit: 1 })).at !== null) return;
  const advertisers = await listAdvertisers(deps.tiktok, grant, app);
  const records = advertisers.map(({ advertiserId, name }) => ({
    advertiserId,
    name: name ?? advertiserId,
    status: null,
    role: null,
    currency: null,
    timezone: null,
    country: null,
  }));
  await connections.setAdvertisers(connectionId, records, NEVER_FRESH);
}
