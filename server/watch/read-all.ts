import { setImmediate as nextTurn } from 'node:timers/promises';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import type { AdAccountRecord } from '../store/connections.ts';
import type { Sighting, WatchedKind, WatchedRecord } from '../store/watched.ts';
import {
  type EntityPage,
  type EntityRow,
  type Grant,
  listAdgroupPage,
  listAdPage,
  listCampaignPage,
} from '../tiktok/index.ts';

/** What one look at an ad account needs, and what it has cost. */
export interface Look {
  deps: Deps;
  workspaceId: string;
  account: Pick<AdAccountRecord, 'advertiserId' | 'name' | 'connectionId'>;
  signal: AbortSignal;
  calls: number;
}

type Level = 'campaign' | 'adgroup' | 'ad';

const PAGES = { campaign: listCampaignPage, adgroup: listAdgroupPage, ad: listAdPage } as const;
const PAGE_SIZE = 1000;
/** 50,000 of a kind. More would keep one look busy for minutes. */
const MAX_PAGES = 50;
/** An id filter takes 100. */
const FILTER_SIZE = 100;
const MAX_FILTERS = 10;
const SLICE = 1000;

/** Everything of a kind that is not deleted, by id. */
export async function readRows(look: Look, level: Level): Promise<Map<string, EntityRow>> {
  const rows = new Map<string, EntityRow>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { items, totalPages } = await readPage(look, level, { page, pageSize: PAGE_SIZE });
    for (const row of items) rows.set(row.id, row);
    if (page >= totalPages || items.length === 0) break;
  }
  return rows;
}

/**
 * Those among `ids` that TikTok does not have any more. A list of several pages may pass over one while others come and go, so what
 * is missing from it is asked for by name. Of very many, the first.
 */
export async function readGone(look: Look, level: Level, ids: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (let start = 0; start < ids.length && start < FILTER_SIZE * MAX_FILTERS; start += FILTER_SIZE) {
    const some = ids.slice(start, start + FILTER_SIZE);
    const { items } = await readPage(look, level, { page: 1, pageSize: PAGE_SIZE, ids: some });
    const there = new Set(items.map(({ id }) => id));
    gone.push(...some.filter((id) => !there.has(id)));
  }
  return gone;
}

async function readPage(
  look: Look,
  level: Level,
  query: { page: number; pageSize: number; ids?: readonly string[] },
): Promise<EntityPage> {
  const { deps, account, signal } = look;
  const { advertiserId } = account;
  return asGrant(look, (grant) => PAGES[level](deps.tiktok, grant, { advertiserId, ...query }, signal));
}

/** One call with the connection's token. */
export async function asGrant<Result>(look: Look, call: (grant: Grant) => Promise<Result>): Promise<Result> {
  look.signal.throwIfAborted();
  look.calls += 1;
  const { deps, workspaceId, account } = look;
  return withGrant(deps, workspaceId, account.connectionId, 'read', (grant) => call({ ...grant, isBackground: true }));
}

/** What is remembered of the ad account's things of a kind, by id. */
export async function readKnown(look: Look, kind: WatchedKind): Promise<Map<string, WatchedRecord>> {
  const { watched } = look.deps.store.workspace(look.workspaceId);
  const known = new Map<string, WatchedRecord>();
  for (let after: string | null = null; ; ) {
    const slice = await watched.list(look.account.advertiserId, kind, after, SLICE);
    for (const record of slice) known.set(record.id, record);
    const last = slice.at(-1);
    if (last === undefined || slice.length < SLICE) return known;
    after = last.id;
    await nextTurn();
  }
}

/** Writes down what was seen, in slices: others have their turn in between. */
export async function remember(look: Look, sightings: readonly Sighting[]): Promise<void> {
  const { watched } = look.deps.store.workspace(look.workspaceId);
  for (let start = 0; start < sightings.length; start += SLICE) {
    if (start > 0) await nextTurn();
    await watched.see(sightings.slice(start, start + SLICE));
  }
}

/** When a round of looks last came to its end; null: never. Only what changed since is news. */
export async function roundEndedAt(look: Look, round: string): Promise<number | null> {
  const { watched } = look.deps.store.workspace(look.workspaceId);
  const [record] = await watched.getMany(look.account.advertiserId, 'round', [round]);
  return record?.seenAt ?? null;
}

export async function endRound(look: Look, round: string): Promise<void> {
  const { deps, workspaceId, account } = look;
  const { advertiserId } = account;
  const nothing = { name: null, status: null, campaignId: null, adgroupId: null };
  const record = { ...nothing, advertiserId, kind: 'round', id: round, seenAt: deps.clock.now() } as const;
  await deps.store.workspace(workspaceId).watched.see([record]);
}
