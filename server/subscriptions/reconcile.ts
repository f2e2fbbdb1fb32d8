import { allowanceWaitMs, laneOf, takeAllowance } from '../allowance/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { SUBSCRIBE_ENTITIES, type SubscribeEntity, type SubscriptionRecord } from '../store/watched.ts';
import { type ListedSubscription, listSubscriptionPage, type TikTokApp } from '../tiktok/index.ts';
import { callbackUrl } from './callback.ts';
import { isUnanswered } from './unanswered.ts';

// TikTok lists subscriptions by developer app, which several connections, workspaces and servers may share. So it is read once for all
// of this server's, not once for each: what is missing from it has died silently, and what is there unknown may be anybody's.

/** Strangers looked into in one run; each may take opening a token. */
const MOST_STRANGERS = 200;
const SLICE = 1000;

/** A connection whose subscriptions are others than was thought. */
export interface Affected {
  workspaceId: string;
  connectionId: string;
}

/**
 * Compares TikTok's list of an app's subscriptions with what this server knows, of all workspaces. What TikTok does not list in two
 * readings is forgotten; what it lists with our callback and the very token of a connection here is noted as that connection's. What
 * to do about either is left to the connection's own plan.
 *
 * @returns the connections to bring in line
 * @throws {TikTokApiError}
 */
export async function reconcileApp(deps: Deps, app: TikTokApp, signal: AbortSignal): Promise<Affected[]> {
  const startedAt = deps.clock.now();
  const affected = new Map<string, Affected>();
  const note = ({ workspaceId, connectionId }: Affected): void => {
    affected.set(`${workspaceId}\n${connectionId}`, { workspaceId, connectionId });
  };
  const strangers = await readAll(deps, app, startedAt, signal);
  for (const [entity, listed] of strangers) {
    const owner = await adopt(deps, app, entity, listed);
    if (owner !== null) note(owner);
  }
  if ((await missing(deps, app, startedAt)).length > 0) {
    // A subscription that ends while the pages are read moves others from one page to another, past the reader.
    await readAll(deps, app, startedAt, signal);
    for (const record of await missing(deps, app, startedAt)) {
      await deps.store.workspace(record.workspaceId).subscriptions.remove([record.subscriptionId]);
      note(record);
    }
  }
  if (affected.size > 0) {
    deps.log.info(
      { appId: app.appId, connections: affected.size },
      "TikTok's list of subscriptions is not as expected",
    );
  }
  return [...affected.values()];
}

/** Notes what TikTok lists. Returns what has our callback and is in no workspace. */
async function readAll(
  deps: Deps,
  app: TikTokApp,
  at: EpochMs,
  signal: AbortSignal,
): Promise<(readonly [SubscribeEntity, ListedSubscription])[]> {
  const ours = callbacksOf(deps, app);
  const strangers: (readonly [SubscribeEntity, ListedSubscription])[] = [];
  for (const entity of SUBSCRIBE_ENTITIES) {
    for (let page = 1; ; page += 1) {
      signal.throwIfAborted();
      takeAllowance(deps, laneOf(deps.config, { id: '', environment: 'production', appId: app.appId }), 1);
      const { subscriptions, totalPages } = await listSubscriptionPage(deps.tiktok, app, entity, page, signal);
      // By their ids alone: TikTok may write an address in another way than we did.
      const ids = subscriptions.map(({ subscriptionId }) => subscriptionId);
      const unknown = new Set(await deps.store.subscriptions.confirm(app.appId, ids, at));
      for (const row of subscriptions) {
        const isStranger = unknown.has(row.subscriptionId) && ours.includes(row.callbackUrl);
        if (isStranger && strangers.length < MOST_STRANGERS) strangers.push([entity, row]);
      }
      if (page >= totalPages || subscriptions.length === 0) break;
    }
  }
  return strangers;
}

async function missing(
  deps: Deps,
  app: TikTokApp,
  startedAt: EpochMs,
): Promise<(SubscriptionRecord & { workspaceId: string })[]> {
  const found = await Promise.all(
    callbacksOf(deps, app).map((url) => deps.store.subscriptions.unconfirmed(app.appId, url, startedAt, SLICE)),
  );
  return found.flat().filter((record) => !isUnanswered(record));
}

function callbacksOf({ config }: Deps, { appId }: TikTokApp): string[] {
  return [callbackUrl(config, appId, false), callbackUrl(config, appId, true)];
}

/**
 * Notes a subscription nobody here knows as that of the one connection whose token it carries, such as after a lost answer and a
 * renewal. Anything less sure is left alone: it may belong to another server or workspace.
 */
async function adopt(
  deps: Deps,
  { appId }: TikTokApp,
  entity: SubscribeEntity,
  { subscriptionId, callbackUrl: url, accessToken, advertiserIds, objectId }: ListedSubscription,
): Promise<Affected | null> {
  if (accessToken === null || advertiserIds.length === 0) return null;
  const candidates = await connectionsOf(deps, advertiserIds, appId);
  const owners: { workspaceId: string; connection: ConnectionRecord }[] = [];
  for (const candidate of candidates) if (await hasToken(deps, candidate, accessToken)) owners.push(candidate);
  const [owner] = owners;
  if (owner === undefined || owners.length > 1) return null;
  const { workspaceId, connection } = owner;
  const now = deps.clock.now();
  await deps.store.workspace(workspaceId).subscriptions.add({
    subscriptionId,
    appId,
    connectionId: connection.id,
    tokenVersion: connection.tokenVersion,
    entity,
    advertiserIds,
    objectId,
    callbackUrl: url,
    createdAt: now,
    confirmedAt: now,
    endingSince: null,
  });
  return { workspaceId, connectionId: connection.id };
}

/** Connections of the app that these ad accounts are imported through, in any workspace. */
async function connectionsOf(
  deps: Deps,
  advertiserIds: readonly string[],
  appId: string,
): Promise<{ workspaceId: string; connection: ConnectionRecord }[]> {
  const imported = await deps.store.advertisers.workspacesOf(advertiserIds);
  const found: { workspaceId: string; connection: ConnectionRecord }[] = [];
  for (const workspaceId of new Set(imported.map((row) => row.workspaceId))) {
    const { adAccounts, connections } = deps.store.workspace(workspaceId);
    const accounts = await adAccounts.getMany(advertiserIds);
    for (const connectionId of new Set(accounts.map((account) => account.connectionId))) {
      const connection = await connections.get(connectionId);
      if (connection?.appId === appId) found.push({ workspaceId, connection });
    }
  }
  return found;
}

async function hasToken(
  deps: Deps,
  { workspaceId, connection }: { workspaceId: string; connection: ConnectionRecord },
  accessToken: string,
): Promise<boolean> {
  try {
    return await withGrant(
      deps,
      workspaceId,
      connection.id,
      'read',
      async (grant) => grant.accessToken === accessToken,
    );
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** How long the list has to wait for its turn, in ms. */
export function reconcileWaitMs(deps: Deps, appId: string): number {
  return allowanceWaitMs(deps, laneOf(deps.config, { id: '', environment: 'production', appId }));
}
