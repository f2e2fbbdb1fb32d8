import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { SUBSCRIBE_ENTITIES, type SubscriptionRecord } from '../store/watched.ts';
import { listSubscriptionPage } from '../tiktok/index.ts';
import { count, type Turn } from './turn.ts';
import { isSame, isUnanswered, targetOf } from './unanswered.ts';
import type { Ground } from './wanted.ts';

/**
 * What was asked and never answered: looked for in TikTok's list, and kept or forgotten accordingly.
 *
 * @param known every subscription of the connection
 * @returns whether there was any
 */
export async function settleUnanswered(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord | null,
  ground: Ground | null,
  known: readonly SubscriptionRecord[],
  turn: Turn,
): Promise<boolean> {
  const open = known.filter(isUnanswered);
  const { subscriptions } = deps.store.workspace(workspaceId);
  if (connection === null || open.length === 0) return false;
  // Without the token nobody can tell ours from another's. It dies with the token.
  const current = open.filter(({ tokenVersion }) => ground !== null && tokenVersion === ground.making.tokenVersion);
  const outdated = open.filter((record) => !current.includes(record));
  if (connection.state !== 'disconnected') {
    await subscriptions.remove(outdated.map(({ subscriptionId }) => subscriptionId));
  }
  if (ground === null || current.length === 0) return true;
  const accessToken = await withGrant(deps, workspaceId, connection.id, 'read', async (grant) => grant.accessToken);
  for (const entity of SUBSCRIBE_ENTITIES) {
    const wanted = current.filter((record) => record.entity === entity);
    if (wanted.length > 0) await look(deps, workspaceId, ground, wanted, accessToken, turn);
  }
  await subscriptions.remove(current.map(({ subscriptionId }) => subscriptionId));
  return true;
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
