import type { Deps } from '../deps.ts';
import type { AdAccountRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import { findAppById, findCurrentApp } from '../tiktok-apps/index.ts';
import { findConnection } from './find-connection.ts';
import { readAdvertisers } from './read-advertisers.ts';
import { withGrant } from './with-grant.ts';

/** Reads under way, per server: whoever asks for the same connection meanwhile waits for the same answer. */
const running = new WeakMap<Deps, Map<string, Promise<void>>>();

/**
 * Asks TikTok what the connection reaches now and writes it down: the list behind the picker, and the status of the ad
 * accounts that hang on it. Several callers at once share one reading.
 *
 * @throws {AppError} not_found, connection_disconnected
 * @throws {TikTokApiError}
 */
export function refreshConnection(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const reads = running.get(deps) ?? new Map<string, Promise<void>>();
  running.set(deps, reads);
  const key = `${workspaceId}\n${connectionId}`;
  const current = reads.get(key);
  if (current !== undefined) return current;
  const reading = refresh(deps, workspaceId, connectionId).finally(() => reads.delete(key));
  reads.set(key, reading);
  return reading;
}

async function refresh(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const store = deps.store.workspace(workspaceId);
  const connection = await findConnection(deps, workspaceId, connectionId);
  const knownIds = await listKnownIds(deps, workspaceId, connectionId);
  const { source, appId } = connection;
  const app =
    source === 'token' ? await findCurrentApp(deps, workspaceId) : await findAppById(deps, workspaceId, appId);
  const advertisers = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
    readAdvertisers(deps, grant, { app, source }, knownIds),
  );
  const now = deps.clock.now();
  const isStillThere = await store.connections.update(connectionId, { lastCheckedAt: now }, [
    'active',
    'expiring',
    'read_only',
  ]);
  // Somebody disconnected it while TikTok was answering: what was read belongs nowhere any more.
  if (!isStillThere) return;
  await store.connections.setAdvertisers(connectionId, advertisers, now);
  await updateAdAccounts(deps, workspaceId, connectionId, advertisers);
}

/** The ids that were there before; where TikTok cannot list, they are all there is to go by. */
async function listKnownIds(deps: Deps, workspaceId: string, connectionId: string): Promise<string[]> {
  const { connections } = deps.store.workspace(workspaceId);
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const slice: Awaited<ReturnType<typeof connections.listAdvertisers>> = await connections.listAdvertisers(
      connectionId,
      { after, limit: 1000 },
    );
    ids.push(...slice.items.map(({ advertiserId }) => advertiserId));
    after = slice.nextAfter;
  } while (after !== null);
  return ids;
}

async function updateAdAccounts(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  advertisers: readonly GrantedAdvertiserRecord[],
): Promise<void> {
  const { adAccounts, connections } = deps.store.workspace(workspaceId);
  const connection = await connections.get(connectionId);
  const now = deps.clock.now();
  const byId = new Map(advertisers.map((advertiser) => [advertiser.advertiserId, advertiser]));
  const accounts = await adAccounts.listByConnection(connectionId);
  const changes = accounts.map((account) => {
    const advertiser = byId.get(account.advertiserId);
    const isReached = advertiser !== undefined && (advertiser.status !== null || connection?.environment === 'sandbox');
    const change = isReached ? reachedChange(account, advertiser) : { accessLostAt: account.accessLostAt ?? now };
    const hasChanged = Object.entries(change).some(
      ([name, value]) => account[name as keyof AdAccountRecord] !== value && STATUS_FIELDS.has(name),
    );
    return {
      advertiserId: account.advertiserId,
      change: { ...change, lastCheckedAt: now, ...(hasChanged ? { statusChangedAt: now } : {}) },
    };
  });
  await adAccounts.updateMany(changes);
}

/** What an ad account's status is made of, besides its connection. */
const STATUS_FIELDS: ReadonlySet<string> = new Set(['tiktokStatus', 'role', 'accessLostAt']);

function reachedChange(account: AdAccountRecord, advertiser: GrantedAdvertiserRecord): Partial<AdAccountRecord> {
  return {
    // Where TikTok tells no name, the id stands in; a name known from before is better.
    name: advertiser.name === advertiser.advertiserId ? account.name : advertiser.name,
    currency: advertiser.currency ?? account.currency,
    timezone: advertiser.timezone ?? account.timezone,
    country: advertiser.country ?? account.country,
    role: advertiser.role,
    tiktokStatus: advertiser.status,
    accessLostAt: null,
  };
}
