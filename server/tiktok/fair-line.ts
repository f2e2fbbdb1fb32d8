// Who goes next when many wait for one thing. Pure: no clock, no promises.

/** Whose call it is: a workspace ('' for the server's own calls), and in it an ad account ('' for calls about none). */
export interface Caller {
  readonly workspaceId: string;
  readonly advertiserId: string;
}

/**
 * A line in which workspaces take turns, in each of them its ad accounts, and for each of those whoever came first. Whoever is
 * first of its ad account goes after at most one of every other ad account and workspace, however many those have in line.
 */
export class FairLine<Item> {
  // Maps and sets keep the order of insertion: the first key is the next to go, and whoever went and has more is put last.
  readonly #workspaces = new Map<string, Map<string, Set<Item>>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add({ workspaceId, advertiserId }: Caller, item: Item): void {
    const accounts = entryOf(this.#workspaces, workspaceId, () => new Map<string, Set<Item>>());
    entryOf(accounts, advertiserId, () => new Set<Item>()).add(item);
    this.#size += 1;
  }

  /** Takes out whoever goes next; undefined when nobody waits. */
  take(): Item | undefined {
    const [workspace] = this.#workspaces;
    if (workspace === undefined) return undefined;
    const [workspaceId, accounts] = workspace;
    const [account] = accounts;
    if (account === undefined) return undefined;
    const [advertiserId, items] = account;
    const [item] = items;
    if (item === undefined) return undefined;
    this.remove({ workspaceId, advertiserId }, item);
    putLast(accounts, advertiserId);
    putLast(this.#workspaces, workspaceId);
    return item;
  }

  /** Somebody left the line. False when it was not in it. */
  remove({ workspaceId, advertiserId }: Caller, item: Item): boolean {
    const accounts = this.#workspaces.get(workspaceId);
    const items = accounts?.get(advertiserId);
    if (accounts === undefined || items?.delete(item) !== true) return false;
    if (items.size === 0) accounts.delete(advertiserId);
    if (accounts.size === 0) this.#workspaces.delete(workspaceId);
    this.#size -= 1;
    return true;
  }

  /** After how many turns, at most, those are through that the caller has in line already. */
  backlogOf({ workspaceId, advertiserId }: Caller): number {
    const accounts = this.#workspaces.get(workspaceId);
    const own = accounts?.get(advertiserId)?.size ?? 0;
    return Math.min(this.#size, own * (accounts?.size ?? 0) * this.#workspaces.size);
  }
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function putLast<Value>(map: Map<string, Value>, key: string): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
