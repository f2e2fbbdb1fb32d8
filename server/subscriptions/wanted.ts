import { setImmediate as nextTurn } from 'node:timers/promises';
import { USABLE_STATES } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { SubscriptionRecord } from '../store/watched.ts';
import type { TikTokApp } from '../tiktok/index.ts';
import { findAppById } from '../tiktok-apps/index.ts';
import { callbackUrl, canBeCalled } from './callback.ts';
import { type Choice, chooseObjects, objectsPerAccount } from './choose-objects.ts';
import type { Making, Wanted, WatchedObject } from './plan.ts';

const ACCOUNTS_AT_ONCE = 20;

/** By what a connection's subscriptions are made; null where there can be none: then looking has to do. */
export interface Ground {
  app: TikTokApp;
  making: Making;
}

/**
 * What a connection's subscriptions are made with. None in the sandbox, for a pasted token, whose app nobody knows, while the sign-in
 * is lost, and where TikTok cannot call this server.
 */
export async function readGround(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord | null,
): Promise<Ground | null> {
  if (connection === null || !USABLE_STATES.some((state) => state === connection.state)) return null;
  const { environment, appId, tokenVersion } = connection;
  if (environment !== 'production' || appId === null || !canBeCalled(deps.config)) return null;
  const app = await findAppOrNull(deps, workspaceId, appId);
  if (app === null) return null;
  const isOwnApp = (await deps.store.workspace(workspaceId).tiktokApps.get(appId)) !== null;
  return { app, making: { appId, tokenVersion, callbackUrl: callbackUrl(deps.config, appId, isOwnApp) } };
}

/** As `findAppById`; also null where no key opens the secret, which is logged there. */
export async function findAppOrNull(deps: Deps, workspaceId: string, appId: string): Promise<TikTokApp | null> {
  try {
    return await findAppById(deps, workspaceId, appId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'tiktok_app_missing') return null;
    throw error;
  }
}

/**
 * What a connection should be subscribed to: the suspension of its imported ad accounts, and the review of the ads and ad groups that
 * are known of them, as many as there is room for.
 *
 * @param known the connection's subscriptions
 */
export async function readWanted(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  making: Making,
  known: readonly SubscriptionRecord[],
): Promise<Wanted> {
  const accounts = await deps.store.workspace(workspaceId).adAccounts.listByConnection(connection.id);
  // One out of reach would have TikTok refuse the whole group.
  const reached = accounts.filter(({ accessLostAt }) => accessLostAt === null);
  const most = objectsPerAccount(
    await deps.store.advertisers.countByApp(making.appId),
    connection.tokenExpiresAt !== null,
  );
  const held = new Set(known.map(({ entity, objectId }) => `${entity} ${objectId}`));
  const isHeld = ({ entity, objectId }: WatchedObject) => held.has(`${entity} ${objectId}`);
  const objects: WatchedObject[] = [];
  for (let start = 0; start < reached.length; start += ACCOUNTS_AT_ONCE) {
    // There may be thousands: others have their turn in between.
    await nextTurn();
    const ids = reached.slice(start, start + ACCOUNTS_AT_ONCE).map(({ advertiserId }) => advertiserId);
    for (const all of await readChoices(deps, workspaceId, ids)) {
      for (const { entity, advertiserId, objectId } of chooseObjects(all, most, isHeld))
        objects.push({ entity, advertiserId, objectId });
    }
  }
  return { making, advertiserIds: reached.map(({ advertiserId }) => advertiserId), objects };
}

/** The ads and ad groups that are known, by ad account. */
async function readChoices(deps: Deps, workspaceId: string, advertiserIds: readonly string[]): Promise<Choice[][]> {
  const rows = await deps.store.workspace(workspaceId).watched.listReviewed(advertiserIds);
  const byAccount = new Map<string, Choice[]>();
  for (const { advertiserId, kind, id, status } of rows) {
    const choices = byAccount.get(advertiserId) ?? [];
    byAccount.set(advertiserId, choices);
    choices.push({ entity: kind === 'ad' ? 'AD' : 'AD_GROUP', advertiserId, objectId: id, status });
  }
  return [...byAccount.values()];
}
