import { statusDrafts, tellAccess } from '../account-news/index.ts';
import type { Deps } from '../deps.ts';
import { recordEvents } from '../events/index.ts';
import type { AdAccountRecord, ConnectionRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import { type Grant, SUSPENDED_STATUSES } from '../tiktok/index.ts';
import { findAppById, guessApp } from '../tiktok-apps/index.ts';
import { advertiserChange, type SeenAdvertisers, toSeen } from './advertiser-change.ts';
import { findConnection } from './find-connection.ts';
import { NEVER_FRESH } from './note-advertisers.ts';
import { type GrantOrigin, readGrant } from './read-grant.ts';
import { DETAILS_SCOPE } from './refused-scope.ts';
import { USABLE_STATES, withGrant } from './with-grant.ts';

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

/** A sign-in or a renewal in the middle of a reading makes it worthless; so often a reading is begun anew for that. */
const MAX_READINGS = 3;

async function refresh(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
    if ((await readOnce(deps, workspaceId, connectionId)) !== 'outdated') return;
  }
}

async function readOnce(deps: Deps, workspaceId: string, connectionId: string): Promise<'done' | 'outdated'> {
  const store = deps.store.workspace(workspaceId);
  const connection = await findConnection(deps, workspaceId, connectionId);
  const { environment, refusedScopes } = connection;
  const known = await listKnown(deps, workspaceId, connectionId);
  const origin = await originOf(deps, workspaceId, connection);
  const reading = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
    readGrant(deps, grant, origin, known.advertisers),
  );
  const now = deps.clock.now();
  const before = toSeen(known.advertisers, environment, !refusedScopes.includes(DETAILS_SCOPE));
  const after = toSeen(reading.advertisers, environment, reading.hasDetails, before);
  // The names noted at a sign-in are no reading: nothing can be gained or lost since.
  const change = known.at === null || known.at === NEVER_FRESH ? null : advertiserChange(before, after, now);
  const isCurrent = await store.connections.update(
    connectionId,
    {
      lastCheckedAt: now,
      refusedScopes: [...refusedScopes.filter((scope) => scope !== DETAILS_SCOPE), ...reading.refusedScopes],
      ...(reading.businessCenterCount === null ? {} : { businessCenterCount: reading.businessCenterCount }),
      ...(change === null ? {} : { advertiserChange: change }),
    },
    USABLE_STATES,
    connection.tokenVersion,
  );
  if (!isCurrent) {
    const current = await store.connections.get(connectionId);
    const isUsable = USABLE_STATES.some((state) => state === current?.state);
    // Somebody disconnected it while TikTok was answering: what was read belongs nowhere any more.
    return isUsable ? 'outdated' : 'done';
  }
  await store.connections.setAdvertisers(connectionId, reading.advertisers, now);
  await updateAdAccounts(deps, workspaceId, connectionId, after);
  return 'done';
}

/**
 * Reads what a connection's token reaches and keeps nothing of it: for a token that TikTok has refused before, which takes
 * more than one call to trust again.
 *
 * @throws {TikTokApiError}
 */
export async function tryReading(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  grant: Grant,
): Promise<void> {
  const { advertisers } = await listKnown(deps, workspaceId, connection.id);
  await readGrant(deps, grant, await originOf(deps, workspaceId, connection), advertisers);
}

async function originOf(
  deps: Deps,
  workspaceId: string,
  { source, kind, appId }: ConnectionRecord,
): Promise<GrantOrigin> {
  const app = source === 'token' ? await guessApp(deps, workspaceId) : await findAppById(deps, workspaceId, appId);
  return { app, source, kind };
}

/** What was there before, and since when; where TikTok cannot list, it is all there is to go by. */
async function listKnown(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
): Promise<{ advertisers: GrantedAdvertiserRecord[]; at: number | null }> {
  const { connections } = deps.store.workspace(workspaceId);
  const advertisers: GrantedAdvertiserRecord[] = [];
  let after: string | null = null;
  for (;;) {
    const slice: Awaited<ReturnType<typeof connections.listAdvertisers>> = await connections.listAdvertisers(
      connectionId,
      { after, limit: 1000 },
    );
    advertisers.push(...slice.items);
    after = slice.nextAfter;
    if (after === null) return { advertisers, at: slice.at };
  }
}

async function updateAdAccounts(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { advertisers, reached }: SeenAdvertisers,
): Promise<void> {
  const { adAccounts } = deps.store.workspace(workspaceId);
  const now = deps.clock.now();
  const byId = new Map(advertisers.map((advertiser) => [advertiser.advertiserId, advertiser]));
  const accounts = await adAccounts.listByConnection(connectionId);
  const byAccount = new Map(accounts.map((account) => [account.advertiserId, account]));
  const changes = accounts.map((account) => {
    const advertiser = reached.has(account.advertiserId) ? byId.get(account.advertiserId) : undefined;
    const change =
      advertiser === undefined ? { accessLostAt: account.accessLostAt ?? now } : reachedChange(account, advertiser);
    const hasChanged = Object.entries(change).some(
      ([name, value]) => account[name as keyof AdAccountRecord] !== value && STATUS_FIELDS.has(name),
    );
    return {
      advertiserId: account.advertiserId,
      change: { ...change, lastCheckedAt: now, ...(hasChanged ? { statusChangedAt: now } : {}) },
    };
  });
  await adAccounts.updateMany(changes);
  await tell(
    deps,
    workspaceId,
    connectionId,
    changes.flatMap(({ advertiserId, change }) => {
      const before = byAccount.get(advertiserId);
      return before === undefined ? [] : [{ before, change }];
    }),
  );
}

/** Tells what a reading found out about imported ad accounts: access lost or back, suspended or no longer. */
async function tell(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  changes: readonly { before: AdAccountRecord; change: Partial<AdAccountRecord> }[],
): Promise<void> {
  const access = changes.map(({ before, change }) => ({ before, accessLostAt: change.accessLostAt ?? null }));
  await tellAccess(deps, workspaceId, access);
  const isMoved = access.some(({ before, accessLostAt }) => (before.accessLostAt === null) !== (accessLostAt === null));
  if (isMoved) await deps.hooks.connectionChanged(workspaceId, connectionId);
  for (const { before, change } of changes) {
    const { tiktokStatus: status } = change;
    if (typeof status !== 'string') continue;
    const isSuspended = SUSPENDED_STATUSES.includes(status);
    if (status === before.tiktokStatus && !isSuspended) continue;
    const seen = { status, reason: null, confirmed: true, occurredAt: deps.clock.now() };
    await recordEvents(
      deps,
      workspaceId,
      ...(await statusDrafts(deps, workspaceId, before, before.tiktokStatus, seen)),
    );
  }
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
    tiktokStatus: advertiser.status ?? account.tiktokStatus,
    accessLostAt: null,
  };
}
