import type { Deps } from '../deps.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { SubscriptionRecord } from '../store/watched.ts';
import type { TikTokApiError } from '../tiktok/index.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { beginEnding, endSubscription } from './end-subscription.ts';
import { makeSubscription } from './make-subscription.ts';
import { planInTurns } from './plan-in-turns.ts';
import type { Wanted } from './plan.ts';
import { readKnown } from './read-known.ts';
import { isLeftOut } from './refused.ts';
import { settleUnanswered } from './settle-unanswered.ts';
import { type Turn, waitOf } from './turn.ts';
import { type Ground, readGround, readWanted } from './wanted.ts';

export type SyncOutcome =
  /** All is as it should be, or will be as soon as what hinders it is over. */
  | { kind: 'settled'; appId: string | null }
  /** The connection is gone, and nothing of it is left at TikTok. */
  | { kind: 'gone' }
  /** There is more to do, after this long. */
  | { kind: 'more'; waitMs: number };

/** Calls in one run: then others have their turn. */
const MOST_CALLS = 100;
const NOTHING_WANTED: Wanted = { making: null, advertiserIds: [], objects: [] };

/**
 * Brings a connection's subscriptions at TikTok in line with its ad accounts and what is known of them. May be cut off anywhere and
 * begun anew: what was asked without an answer is looked for in TikTok's list before it is asked again.
 *
 * @throws {TikTokApiError} what hinders all of it
 * @throws {AppError} as withGrant
 */
export async function syncSubscriptions(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const { connections } = deps.store.workspace(workspaceId);
  const turn: Turn = { calls: MOST_CALLS, signal };
  const connection = await connections.get(connectionId);
  const ground = await readGround(deps, workspaceId, connection);
  let known = await readKnown(deps, workspaceId, connectionId);
  if (await settleUnanswered(deps, workspaceId, connection, ground, known, turn)) {
    known = await readKnown(deps, workspaceId, connectionId);
  }
  const wanted = await want(deps, workspaceId, connection, ground, known);
  /** What TikTok does not take from this app at all, such as for want of an allowlist: the rest is done all the same. */
  const closed = new Map<string, TikTokApiError>();
  if (ground !== null) {
    for (const target of (await planInTurns(wanted, known)).subscribe) {
      if (closed.has(target.entity)) continue;
      const wait = waitOf(deps, connectionId, ground.app.appId, turn);
      if (wait !== null) return wait;
      const refusal = await makeSubscription(deps, workspaceId, connectionId, ground, target, turn);
      if (refusal !== null) closed.set(target.entity, refusal);
    }
    known = await readKnown(deps, workspaceId, connectionId);
  }

  const over = await planEnds(deps, workspaceId, connection, wanted, known);
  for (const ending of await beginEnding(deps, workspaceId, over)) {
    const wait = waitOf(deps, connectionId, ending.app.appId, turn);
    if (wait !== null) return wait;
    await endSubscription(deps, workspaceId, ending, turn);
  }
  // The secret of an app that is out of use was kept for this.
  if (over.length > 0) await forgetUnneededApps(deps, workspaceId);
  for (const refusal of closed.values()) throw refusal;
  const isGone = connection === null || connection.state === 'revoked';
  return isGone ? { kind: 'gone' } : { kind: 'settled', appId: ground?.app.appId ?? null };
}

async function want(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord | null,
  ground: Ground | null,
  known: readonly SubscriptionRecord[],
): Promise<Wanted> {
  if (connection === null || ground === null) return NOTHING_WANTED;
  const wanted = await readWanted(deps, workspaceId, connection, ground.making, known);
  return {
    ...wanted,
    advertiserIds: wanted.advertiserIds.filter((id) => !isLeftOut(deps, connection.id, id)),
    objects: wanted.objects.filter(({ objectId }) => !isLeftOut(deps, connection.id, objectId)),
  };
}

/**
 * What is over. Of a connection whose sign-in is lost only what nobody wants: TikTok drops what belongs to a dead token by itself, if
 * it does not it still helps, and whoever signs in again gets new ones.
 */
async function planEnds(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord | null,
  wanted: Wanted,
  known: readonly SubscriptionRecord[],
): Promise<SubscriptionRecord[]> {
  const over = (await planInTurns(wanted, known)).unsubscribe;
  if (connection === null || connection.state !== 'disconnected') return over;
  const accounts = await deps.store.workspace(workspaceId).adAccounts.listByConnection(connection.id);
  const imported = new Set(accounts.map(({ advertiserId }) => advertiserId));
  return over.filter(
    ({ endingSince, advertiserIds }) => endingSince !== null || !advertiserIds.some((id) => imported.has(id)),
  );
}
