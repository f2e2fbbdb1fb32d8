import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { AccountEntry, NoticeEntry, ReviewEntry, UnknownEntry } from './entries.ts';
import type { OpenNotice } from './process-open.ts';

/** An entry that concerns a workspace. */
export interface Claim<Entry> {
  readonly entry: Entry;
  readonly notice: OpenNotice;
}

/** Ads or ad groups of one ad account, as many as one call to TikTok takes. */
export interface ReviewPart {
  readonly workspaceId: string;
  readonly account: AdAccountWithConnection;
  readonly of: 'ad' | 'adgroup';
  readonly things: ReadonlyMap<string, readonly Claim<ReviewEntry>[]>;
}

/** Ad accounts of one connection, as many as one call to TikTok takes. */
export interface AccountPart {
  readonly workspaceId: string;
  readonly connection: AdAccountWithConnection['connection'];
  readonly things: ReadonlyMap<string, { account: AdAccountWithConnection; claims: readonly Claim<AccountEntry>[] }>;
}

/** An entry of a kind nobody knows here, for one ad account. */
export interface UnknownPart {
  readonly workspaceId: string;
  readonly account: AdAccountWithConnection;
  readonly claim: Claim<UnknownEntry>;
}

export interface Routed {
  reviews: ReviewPart[];
  accounts: AccountPart[];
  unknown: UnknownPart[];
  /** Entries that concern nobody here. */
  nobody: number;
}

/** Ids a call takes: see server/tiktok/endpoints/{review,advertiser}.ts. */
const PART_SIZE = { ad: 100, adgroup: 20, account: 100 } as const;
/** Ad accounts read at once: between two such readings others have their turn. */
const LOOKUP_SIZE = 500;

/**
 * Whom the entries of notices concern: every workspace that has imported the ad account. Entries about the same thing come together.
 *
 * A notice that was signed with the secret of an app that a workspace brought concerns only ad accounts whose sign-in was made with that
 * app: whoever brought it knows the secret, and could sign whatever they like about other people's ad accounts.
 */
export async function routeEntries(
  deps: Pick<Deps, 'store' | 'config'>,
  notices: readonly OpenNotice[],
): Promise<Routed> {
  const claims = notices.flatMap((notice) => notice.entries.map((entry) => ({ entry, notice })));
  const accounts = await findAccounts(deps, [...new Set(claims.flatMap(({ entry }) => advertisersOf(entry)))]);
  const routed: Routed = { reviews: [], accounts: [], unknown: [], nobody: 0 };
  const reviews = new Map<string, ReviewPart & { things: Map<string, Claim<ReviewEntry>[]> }>();
  const statuses = new Map<
    string,
    AccountPart & { things: Map<string, { account: AdAccountWithConnection; claims: Claim<AccountEntry>[] }> }
  >();

  for (const { entry, notice } of claims) {
    const isServersApp = notice.appId === (deps.config.tiktokAppId ?? '');
    const concerned = advertisersOf(entry)
      .flatMap((advertiserId) => accounts.get(advertiserId) ?? [])
      .filter(({ account }) => isServersApp || account.connection.appId === notice.appId);
    if (concerned.length === 0) routed.nobody += 1;
    for (const { workspaceId, account } of concerned) {
      if (entry.kind === 'unknown') {
        routed.unknown.push({ workspaceId, account, claim: { entry, notice } });
      } else if (entry.kind === 'review') {
        const key = JSON.stringify([workspaceId, account.advertiserId, entry.of]);
        const part = reviews.get(key) ?? { workspaceId, account, of: entry.of, things: new Map() };
        reviews.set(key, part);
        add(part.things, entry.id, { entry, notice });
      } else {
        const key = JSON.stringify([workspaceId, account.connectionId]);
        const part = statuses.get(key) ?? { workspaceId, connection: account.connection, things: new Map() };
        statuses.set(key, part);
        const thing = part.things.get(account.advertiserId) ?? { account, claims: [] };
        part.things.set(account.advertiserId, thing);
        thing.claims.push({ entry, notice });
      }
    }
  }
  routed.reviews = [...reviews.values()].flatMap((part) =>
    chunks(part.things, PART_SIZE[part.of]).map((things) => ({ ...part, things })),
  );
  routed.accounts = [...statuses.values()].flatMap((part) =>
    chunks(part.things, PART_SIZE.account).map((things) => ({ ...part, things })),
  );
  return routed;
}

function advertisersOf(entry: NoticeEntry): readonly string[] {
  return entry.kind === 'unknown' ? entry.advertiserIds : [entry.advertiserId];
}

type Concerned = { workspaceId: string; account: AdAccountWithConnection };

async function findAccounts(
  { store }: Pick<Deps, 'store'>,
  advertiserIds: readonly string[],
): Promise<Map<string, Concerned[]>> {
  const byWorkspace = new Map<string, string[]>();
  for (const ids of slices(advertiserIds, LOOKUP_SIZE)) {
    for (const { advertiserId, workspaceId } of await store.advertisers.workspacesOf(ids))
      add(byWorkspace, workspaceId, advertiserId);
    if (ids.length === LOOKUP_SIZE) await nextTurn();
  }
  const found = new Map<string, Concerned[]>();
  for (const [workspaceId, ids] of byWorkspace) {
    for (const wanted of slices(ids, LOOKUP_SIZE)) {
      for (const account of await store.workspace(workspaceId).adAccounts.getMany(wanted))
        add(found, account.advertiserId, { workspaceId, account });
      if (wanted.length === LOOKUP_SIZE) await nextTurn();
    }
  }
  return found;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/** Parts of a list, in its order. */
export function slices<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function chunks<Key, Value>(map: ReadonlyMap<Key, Value>, size: number): Map<Key, Value>[] {
  return slices([...map], size).map((entries) => new Map(entries));
}
