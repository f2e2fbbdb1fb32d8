import type { Deps } from '../deps.ts';
import { type EventDraft, recordEvents } from '../events/index.ts';
import type { ExportState } from '../../shared/exports.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { ConnectionState } from '../store/types.ts';

const TROUBLE = {
  expiring: 'connection.expiring',
  read_only: 'connection.read_only',
  disconnected: 'connection.disconnected',
} as const;
type Trouble = keyof typeof TROUBLE;

/** States of exports that cannot go on without a connection in this state. Reading is enough for what TikTok processes. */
const HELD_UP: Readonly<Record<Trouble, readonly ExportState[]>> = {
  expiring: [],
  read_only: ['uploading'],
  disconnected: ['uploading', 'processing'],
};

/** Each turn is lost to another change of the state; so many in a row are a mistake of ours. */
const MAX_TURNS = 10;

/**
 * Tells in what state a connection is now. Telling it again does nothing: the key names the state and since when it lasts.
 *
 * @param from the state before, null where nobody knows it (after a crash): it counts as trouble when trouble was told and not resolved
 */
export async function tellConnection(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  from: ConnectionState | null,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  try {
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      const record = await connections.get(connectionId);
      if (record === null) return;
      const drafts = await connectionEvents(deps, workspaceId, record, from);
      const latest = await connections.get(connectionId);
      // Told after what came next, trouble that is over would need somebody for good, and a person who is forgotten would be named.
      if (latest === null || latest.state !== record.state || latest.updatedAt !== record.updatedAt) continue;
      return await recordEvents(deps, workspaceId, ...drafts);
    }
    throw new Error('The connection changed under every try to tell of it.');
  } catch (err) {
    // The state is written; the daily look tells it.
    deps.log.error({ workspaceId, connectionId, err }, 'the state of a connection could not be told');
  }
}

async function connectionEvents(
  deps: Deps,
  workspaceId: string,
  record: ConnectionRecord,
  from: ConnectionState | null,
): Promise<EventDraft[]> {
  const { id, state, stateReason, displayName, updatedAt } = record;
  const about = {
    subject: { kind: 'connection' as const, id, name: displayName },
    accountName: displayName,
    connectionId: id,
    occurredAt: updatedAt,
  };
  if (state === 'revoked') return [{ ...about, type: 'connection.removed', key: `connection.removed/${id}`, data: {} }];
  const { importedCount } = await deps.store.workspace(workspaceId).connections.counts(id);
  const draft = (type: (typeof TROUBLE)[Trouble] | 'connection.restored', waitingExports: number) => ({
    ...about,
    type,
    key: `${type}/${id}/${updatedAt}`,
    data: { state, reason: stateReason, accountCount: importedCount, waitingExports },
  });
  const drafts: EventDraft[] = [];
  const works = state === 'active' || state === 'expiring';
  if (works && (await wasTrouble(deps, workspaceId, record, from))) {
    const waiting = await deps.store.workspace(workspaceId).exports.listWaiting(id);
    drafts.push(draft('connection.restored', waiting.length));
  }
  if (state !== 'active') drafts.push(draft(TROUBLE[state], await countHeldUp(deps, workspaceId, id, HELD_UP[state])));
  return drafts;
}

/** Whether the connection has come back by being in its state of now. */
async function wasTrouble(
  deps: Deps,
  workspaceId: string,
  { id, state, createdAt, updatedAt }: ConnectionRecord,
  from: ConnectionState | null,
): Promise<boolean> {
  const worse: readonly Trouble[] =
    state === 'expiring' ? ['read_only', 'disconnected'] : ['expiring', 'read_only', 'disconnected'];
  if (from !== null) return worse.some((trouble) => trouble === from);
  if (createdAt === updatedAt) return false;
  for (const trouble of worse) if (await isOpen(deps, workspaceId, TROUBLE[trouble], id)) return true;
  return false;
}

async function isOpen(
  deps: Deps,
  workspaceId: string,
  type: (typeof TROUBLE)[Trouble],
  connectionId: string,
): Promise<boolean> {
  const { events } = deps.store.workspace(workspaceId);
  const query = { limit: 100, group: null, type, advertiserId: null, needsYou: true, unreadBy: null };
  let after: string | null = null;
  do {
    const slice: Awaited<ReturnType<typeof events.list>> = await events.list({ ...query, after }, null);
    if (slice.items.some(({ subject }) => subject.id === connectionId)) return true;
    after = slice.nextAfter;
  } while (after !== null);
  return false;
}

/** Exports that wait for a sign-in of the connection, or will as soon as they come to their next step. */
async function countHeldUp(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  states: readonly ExportState[],
): Promise<number> {
  const { exports, adAccounts } = deps.store.workspace(workspaceId);
  const held = new Set((await exports.listWaiting(connectionId)).map(({ id }) => id));
  if (states.length === 0) return held.size;
  const accounts = new Set((await adAccounts.listByConnection(connectionId)).map(({ advertiserId }) => advertiserId));
  let after: string | null = null;
  do {
    const slice: Awaited<ReturnType<typeof exports.list>> = await exports.list({
      after,
      limit: 100,
      advertiserId: null,
      states,
    });
    for (const { id, advertiserId } of slice.items) if (accounts.has(advertiserId)) held.add(id);
    after = slice.nextAfter;
  } while (after !== null);
  return held.size;
}
