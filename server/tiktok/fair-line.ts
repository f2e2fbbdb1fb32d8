// Who goes next when many wait for one thing. Pure: no clock, no promises.

/** Whose call it is: a workspace ('' for the server's own calls), and in it an ad account ('' for calls about none). */
export interface Caller {
  readonly workspaceId: string;
  readonly advertiserId: string;
}

/** Where somebody stands in the line. */
export interface Place<Item> {
  readonly caller: Caller;
  readonly gate: string;
  readonly item: Item;
}

type Gates<Item> = Map<string, Map<Item, number>>;

/**
 * A line in which workspaces take turns, in each of them its ad accounts, and for each of those whoever came first. Whoever is
 * first of its ad account goes after at most one of every other ad account and workspace, however many those have in line.
 *
 * Within an ad account, calls that also wait for something else stand at a gate of their own, so that they do not hold up the others.
 */
export class FairLine<Item> {
  // Maps keep the order of insertion: the first key is the next to go, and whoever went and has more is put last.
  readonly #workspaces = new Map<string, Map<string, Gates<Item>>>();
  #size = 0;
  #arrivals = 0;

  get size(): number {
    return this.#size;
  }

  add({ workspaceId, advertiserId }: Caller, item: Item, gate = ''): void {
    const accounts = entryOf(this.#workspaces, workspaceId, () => new Map<string, Gates<Item>>());
    const gates = entryOf(accounts, advertiserId, () => new Map<string, Map<Item, number>>());
    this.#arrivals += 1;
    entryOf(gates, gate, () => new Map<Item, number>()).set(item, this.#arrivals);
    this.#size += 1;
  }

  /** Takes out whoever goes next; undefined when nobody waits. */
  take(): Item | undefined {
    const next = this.find(() => true);
    if (next !== undefined) this.goOn(next);
    return next?.item;
  }

  /** Who goes next of those that can: asked is the first at each gate, in the order of their turns. Changes nothing. */
  find(canGo: (item: Item) => boolean): Place<Item> | undefined {
    for (const [workspaceId, accounts] of this.#workspaces) {
      for (const [advertiserId, gates] of accounts) {
        const next = nextOf(gates, canGo);
        if (next !== undefined) return { caller: { workspaceId, advertiserId }, ...next };
      }
    }
    return undefined;
  }

  /** Takes out whoever stands there, as their turn: their ad account and workspace come last now. */
  goOn({ caller, item, gate }: Place<Item>): void {
    if (!this.remove(caller, item, gate)) return;
    const accounts = this.#workspaces.get(caller.workspaceId);
    if (accounts === undefined) return;
    putLast(accounts, caller.advertiserId);
    putLast(this.#workspaces, caller.workspaceId);
  }

  /** Somebody left the line. False when it was not in it. */
  remove({ workspaceId, advertiserId }: Caller, item: Item, gate = ''): boolean {
    const accounts = this.#workspaces.get(workspaceId);
    const gates = accounts?.get(advertiserId);
    const items = gates?.get(gate);
    if (accounts === undefined || gates === undefined || items?.delete(item) !== true) return false;
    if (items.size === 0) gates.delete(gate);
    if (gates.size === 0) accounts.delete(advertiserId);
    if (accounts.size === 0) this.#workspaces.delete(workspaceId);
    this.#size -= 1;
    return true;
  }

  /** Everybody who waits. Nobody may come or leave meanwhile. */
  *[Symbol.iterator](): Generator<Item> {
    for (const accounts of this.#workspaces.values())
      for (const gates of accounts.values()) for (const items of gates.values()) yield* items.keys();
  }

  /** After how many turns, at most, those are through that the caller has in line already. */
  backlogOf({ workspaceId, advertiserId }: Caller): number {
    const accounts = this.#workspaces.get(workspaceId);
    const own = countOf(accounts?.get(advertiserId));
    return Math.min(this.#size, own * (accounts?.size ?? 0) * this.#workspaces.size);
  }

  /**
   * How many turns come before the caller's next one, at least, if nobody leaves: others that come can only make it more. `own` of them
   * are its own.
   */
  before({ workspaceId, advertiserId }: Caller): { turns: number; own: number } {
    const accounts = this.#workspaces.get(workspaceId);
    const own = countOf(accounts?.get(advertiserId));
    let inWorkspace = own;
    for (const [id, gates] of accounts ?? []) if (id !== advertiserId) inWorkspace += Math.min(countOf(gates), own);
    let turns = inWorkspace;
    for (const [id, others] of this.#workspaces) {
      if (id === workspaceId) continue;
      let theirs = 0;
      for (const gates of others.values()) {
        theirs += countOf(gates);
        if (theirs >= inWorkspace) break;
      }
      turns += Math.min(theirs, inWorkspace);
    }
    return { turns, own };
  }
}

function nextOf<Item>(gates: Gates<Item>, canGo: (item: Item) => boolean): { item: Item; gate: string } | undefined {
  let next: { item: Item; gate: string; arrival: number } | undefined;
  for (const [gate, items] of gates) {
    const [first] = items;
    if (first === undefined) continue;
    const [item, arrival] = first;
    if (next !== undefined && next.arrival < arrival) continue;
    if (canGo(item)) next = { item, gate, arrival };
  }
  return next && { item: next.item, gate: next.gate };
}

function countOf(gates: Gates<unknown> | undefined): number {
  let count = 0;
  for (const items of gates?.values() ?? []) count += items.size;
  return count;
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
