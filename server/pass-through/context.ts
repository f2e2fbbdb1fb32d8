import type { Logger } from 'pino';
import type { Deps } from '../deps.ts';
import type { BodyBudget } from '../http/index.ts';
import { createBodyBudget } from '../http/index.ts';
import type { CallTarget } from '../store/call-targets.ts';
import type { WorkspaceStore } from '../store/store.ts';
import { createGrants, type Grants } from './grants.ts';
import type { Guards } from '../guard-shapes/index.ts';

/** What all calls of one server share. */
export interface PassThroughContext {
  readonly deps: Deps;
  readonly guards: Guards;
  readonly grants: Grants;
  /** What bodies that are read whole may hold together. */
  readonly bodies: BodyBudget;
  /** As `deps.store.workspace`, kept for those that call often. */
  storeOf(workspaceId: string): WorkspaceStore;
  /**
   * The connection of an ad account. What was read holds for the rest of the turn of the event loop: a busy server looks at many calls in one,
   * and nothing can have been answered to anybody in between.
   */
  targetOf(store: WorkspaceStore, advertiserId: string): Promise<CallTarget | null>;
  /** For the line of each call: all of it is known here and holds no secret, so nothing has to be looked for and cut out. */
  readonly accessLog: Logger;
}

/** What JSON bodies on their way may hold together, beyond 16 KiB each. */
const BODIES_IN_MEMORY_BYTES = 128 * 1024 * 1024;
const MAX_STORES = 1_000;

export function createContext(deps: Deps, guards: Guards): PassThroughContext {
  const stores = new Map<string, WorkspaceStore>();
  let targets = new Map<string, Promise<CallTarget | null>>();
  return {
    deps,
    guards,
    grants: createGrants(deps),
    accessLog: deps.log.child({}, { redact: [] }),
    bodies: createBodyBudget(BODIES_IN_MEMORY_BYTES),
    targetOf(store, advertiserId) {
      const key = `${advertiserId} ${store.workspaceId}`;
      const known = targets.get(key);
      if (known !== undefined) return known;
      // Another one, since a Map of V8's that is cleared ties its old entries to the new: see `countRequests`.
      if (targets.size === 0) setImmediate(() => (targets = new Map()));
      const target = store.callTargets.ofAdvertiser(advertiserId);
      targets.set(key, target);
      return target;
    },
    storeOf(workspaceId) {
      const known = stores.get(workspaceId);
      if (known !== undefined) return known;
      if (stores.size >= MAX_STORES) stores.clear();
      const store = deps.store.workspace(workspaceId);
      stores.set(workspaceId, store);
      return store;
    },
  };
}

/** Whether the caller is still there, and what ends when not. */
export class Presence {
  isGone = false;
  #leaving: (() => void) | null = null;

  /** What is under way for the caller at the moment; null: nothing that could be ended. */
  set underWay(end: (() => void) | null) {
    this.#leaving = end;
    if (this.isGone) end?.();
  }

  leave(): void {
    this.isGone = true;
    this.#leaving?.();
  }
}
