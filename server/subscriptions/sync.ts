import { allowanceWaitMs, laneOf, takeAllowance } from '../allowance/index.ts';
import { refreshSoon, withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { SUBSCRIBE_ENTITIES, type SubscriptionRecord } from '../store/watched.ts';
import {
  isPassingCode,
  listSubscriptionPage,
  subscribe,
  type SubscriptionTarget,
  TikTokApiError,
  unsubscribe,
} from '../tiktok/index.ts';
import { forgetUnneededApps } from '../tiktok-apps/index.ts';
import { planSubscriptions, type Wanted } from './plan.ts';
import { idOf, isAboutTarget, isLeftOut, leaveOut } from './refused.ts';
import { isSame, isUnanswered, targetOf, unansweredId } from './unanswered.ts';
import { findAppOrNull, type Ground, readGround, readWanted } from './wanted.ts';

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

/** What a run may still do. */
interface Turn {
  calls: number;
  signal: AbortSignal;
}

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
  const { connections, subscriptions } = deps.store.workspace(workspaceId);
  const turn: Turn = { calls: MOST_CALLS, signal };
  const connection = await connections.get(connectionId);
  const ground = await readGround(deps, workspaceId, connection);
  await settleUnanswered(deps, workspaceId, connection, ground, turn);

  let known = await subscriptions.listByConnection(connectionId);
  const wanted = await want(deps, workspaceId, connection, ground, known);
  if (ground !== null) {
    for (const target of planSubscriptions(wanted, known).subscribe) {
      const wait = waitOf(deps, connectionId, ground.app.appId, turn);
      if (wait !== null) return wait;
      await make(deps, workspaceId, connectionId, ground, target, turn);
    }
    known = await subscriptions.listByConnection(connectionId);
  }

  const over = await planEnds(deps, workspaceId, connection, wanted, known);
  await subscriptions.end(
    over.map(({ subscriptionId }) => subscriptionId),
    deps.clock.now(),
  );
  for (const record of over) {
    const wait = waitOf(deps, connectionId, record.appId, turn);
    if (wait !== null) return wait;
    await finish(deps, workspaceId, record, turn);
  }
  // The secret of an app that is out of use was kept for this.
  if (over.length > 0) await forgetUnneededApps(deps, workspaceId);
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
  const over = planSubscriptions(wanted, known).unsubscribe;
  if (connection === null || connection.state !== 'disconnected') return over;
  const accounts = await deps.store.workspace(workspaceId).adAccounts.listByConnection(connection.id);
  const imported = new Set(accounts.map(({ advertiserId }) => advertiserId));
  return over.filter(
    ({ endingSince, advertiserIds }) => endingSince !== null || !advertiserIds.some((id) => imported.has(id)),
  );
}

/** Null when the run may go on. */
function waitOf(deps: Deps, connectionId: string, appId: string, turn: Turn): SyncOutcome | null {
  turn.signal.throwIfAborted();
  const waitMs = allowanceWaitMs(deps, laneOf(deps.config, { id: connectionId, environment: 'production', appId }));
  if (waitMs > 0) return { kind: 'more', waitMs };
  return turn.calls > 0 ? null : { kind: 'more', waitMs: 0 };
}

function count(deps: Deps, connectionId: string, appId: string, turn: Turn): void {
  takeAllowance(deps, laneOf(deps.config, { id: connectionId, environment: 'production', appId }), 1);
  turn.calls -= 1;
}

/** Subscribes to one thing; a group that TikTok refuses for one of its ad accounts is halved until that one is found. */
async function make(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  ground: Ground,
  target: SubscriptionTarget,
  turn: Turn,
): Promise<void> {
  try {
    await makeOne(deps, workspaceId, connectionId, ground, target, turn);
  } catch (error) {
    if (!isAboutTarget(error)) throw error;
    if (target.entity === 'AD_ACCOUNT_SUSPENSION' && target.advertiserIds.length > 1) {
      const { entity, advertiserIds } = target;
      const middle = Math.ceil(advertiserIds.length / 2);
      for (const half of [advertiserIds.slice(0, middle), advertiserIds.slice(middle)]) {
        if (turn.calls > 0) await make(deps, workspaceId, connectionId, ground, { entity, advertiserIds: half }, turn);
      }
      return;
    }
    const { code, tiktokRequestId } = error;
    const about = { workspaceId, connectionId, entity: target.entity, id: idOf(target), code, tiktokRequestId };
    deps.log.warn(about, 'TikTok does not take a subscription; looking has to do for now');
    leaveOut(deps, connectionId, idOf(target));
    // It may be out of reach by now; then the ad account says so from the next reading on.
    await refreshSoon(deps, workspaceId, connectionId);
  }
}

async function makeOne(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  { app, making }: Ground,
  target: SubscriptionTarget,
  turn: Turn,
): Promise<void> {
  const { subscriptions } = deps.store.workspace(workspaceId);
  const isGroup = target.entity === 'AD_ACCOUNT_SUSPENSION';
  const asked: SubscriptionRecord = {
    ...making,
    subscriptionId: unansweredId(deps.random),
    connectionId,
    entity: target.entity,
    advertiserIds: isGroup ? target.advertiserIds : [target.advertiserId],
    objectId: isGroup ? null : target.objectId,
    createdAt: deps.clock.now(),
    confirmedAt: null,
    endingSince: null,
  };
  await subscriptions.add(asked);
  count(deps, connectionId, app.appId, turn);
  try {
    const made = await withGrant(deps, workspaceId, connectionId, 'read', async (grant) => ({
      ...(await subscribe(deps.tiktok, grant, app, target, making.callbackUrl, turn.signal)),
      tokenVersion: grant.tokenVersion,
    }));
    await subscriptions.answered(asked.subscriptionId, { ...asked, ...made });
  } catch (error) {
    const surelyNot = error instanceof TikTokApiError ? !error.mayHaveHappened : error instanceof AppError;
    if (surelyNot) await subscriptions.remove([asked.subscriptionId]);
    throw error;
  }
}

async function finish(deps: Deps, workspaceId: string, record: SubscriptionRecord, turn: Turn): Promise<void> {
  const { connectionId, appId, subscriptionId, entity } = record;
  const { subscriptions } = deps.store.workspace(workspaceId);
  const about = { workspaceId, connectionId, subscriptionId, entity };
  const app = await findAppOrNull(deps, workspaceId, appId);
  if (app === null) {
    deps.log.warn({ ...about, appId }, 'a subscription was not ended at TikTok: the secret of its app is gone');
  } else {
    count(deps, connectionId, appId, turn);
    await unsubscribe(deps.tiktok, app, subscriptionId, turn.signal).catch((error: unknown) => {
      if (!isUnknownThere(error)) throw error;
      deps.log.debug({ ...about, code: error.code }, 'a subscription had ended at TikTok before');
    });
  }
  await subscriptions.remove([subscriptionId]);
}

/** Which code a subscription meets that TikTok dropped is not documented: whatever says that there is none. */
function isUnknownThere(error: unknown): error is TikTokApiError {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  return UNKNOWN_CODES.has(error.code) && !isPassingCode(error.code, error.tiktokMessage);
}
/** INVALID_PARAMS, PERMISSION_ERROR, PARAM_ERROR, NOT_EXIST. */
const UNKNOWN_CODES: ReadonlySet<number> = new Set([40000, 40001, 40002, 40007]);

/** What was asked and never answered: looked for in TikTok's list, and kept or forgotten accordingly. */
async function settleUnanswered(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord | null,
  ground: Ground | null,
  turn: Turn,
): Promise<void> {
  if (connection === null) return;
  const { subscriptions } = deps.store.workspace(workspaceId);
  const open = (await subscriptions.listByConnection(connection.id)).filter(isUnanswered);
  if (open.length === 0) return;
  // Without the token nobody can tell ours from another's. It dies with the token.
  const current = open.filter(({ tokenVersion }) => ground !== null && tokenVersion === ground.making.tokenVersion);
  const outdated = open.filter((record) => !current.includes(record));
  if (connection.state !== 'disconnected') {
    await subscriptions.remove(outdated.map(({ subscriptionId }) => subscriptionId));
  }
  if (ground === null || current.length === 0) return;
  const accessToken = await withGrant(deps, workspaceId, connection.id, 'read', async (grant) => grant.accessToken);
  for (const entity of SUBSCRIBE_ENTITIES) {
    const wanted = current.filter((record) => record.entity === entity);
    if (wanted.length > 0) await look(deps, workspaceId, ground, wanted, accessToken, turn);
  }
  await subscriptions.remove(current.map(({ subscriptionId }) => subscriptionId));
}

/** Writes down those of `asked` that TikTok lists, each as often as it does: what is there twice is ended by the plan. */
async function look(
  deps: Deps,
  workspaceId: string,
  { app }: Ground,
  asked: readonly SubscriptionRecord[],
  accessToken: string,
  turn: Turn,
): Promise<void> {
  const [first] = asked;
  if (first === undefined) return;
  const { subscriptions } = deps.store.workspace(workspaceId);
  const { entity } = targetOf(first);
  const now = deps.clock.now();
  for (let page = 1; ; page += 1) {
    count(deps, first.connectionId, app.appId, turn);
    const { subscriptions: listed, totalPages } = await listSubscriptionPage(
      deps.tiktok,
      app,
      entity,
      page,
      turn.signal,
    );
    const same = listed.flatMap((row) => {
      const record = asked.find((each) => isSame(row, each, accessToken));
      return record === undefined ? [] : [{ ...record, subscriptionId: row.subscriptionId, confirmedAt: now }];
    });
    const unknown = new Set(
      await deps.store.subscriptions.confirm(
        app.appId,
        same.map(({ subscriptionId }) => subscriptionId),
        now,
      ),
    );
    for (const record of same) if (unknown.has(record.subscriptionId)) await subscriptions.add(record);
    if (page >= totalPages || listed.length === 0) return;
  }
}
