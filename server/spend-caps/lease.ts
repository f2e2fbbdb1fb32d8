import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { Store } from '../store/store.ts';

// While a call is weighed and sent, nobody else may have one weighed for the same ad account, in this process or another: two that fit
// singly could exceed the cap together. Within the process calls stand in line; between processes a lease decides, which runs out by
// itself when its owner is gone.

/** Without a sign of life for that long its owner is gone. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** Another process says nothing when it is done, so it is asked again. */
const ASK_AGAIN_MS = 100;

/** An ad account that is one call's alone. */
export interface HeldAccount {
  /** Gives it back, once. Never rejects. */
  release(): Promise<void>;
  /** Whether it still is: this process may have stood still for longer than the lease. Asked right before the call is sent. */
  isStillHeld(): Promise<boolean>;
}

/** Lines by ad account, per store: the end of each. */
const lines = new WeakMap<Store, Map<string, Promise<void>>>();

/**
 * Waits until the ad account is this call's alone, at most `waitMs`. The workspace does not matter: what spends is one.
 *
 * @returns null when it was not free in time
 */
export async function holdAdAccount(deps: Deps, advertiserId: string, waitMs: number): Promise<HeldAccount | null> {
  const deadline = performance.now() + waitMs;
  const leave = await standInLine(deps.store, advertiserId, waitMs);
  if (leave === null) return null;
  const { leases } = deps.store;
  const key = `spend:${advertiserId}`;
  const owner = deps.random.id('call');
  try {
    for (;;) {
      const now = deps.clock.now();
      if (await leases.take(key, owner, now, now + LEASE_MS)) break;
      if (performance.now() + ASK_AGAIN_MS > deadline) {
        leave();
        return null;
      }
      await sleepFor(ASK_AGAIN_MS);
    }
  } catch (error) {
    leave();
    throw error;
  }
  let isHeld = true;
  let renewedAt = performance.now();
  const renew = async (): Promise<void> => {
    if (await renewLease(deps, advertiserId, key, owner)) renewedAt = performance.now();
  };
  const renewal = setInterval(() => void renew(), RENEW_MS);
  renewal.unref();
  const isFresh = (): boolean => performance.now() - renewedAt < LEASE_MS / 2;
  return {
    async isStillHeld() {
      if (isHeld && !isFresh()) await renew();
      return isHeld && isFresh();
    },
    async release() {
      if (!isHeld) return;
      isHeld = false;
      clearInterval(renewal);
      // It runs out by itself: nothing is worth failing a call that was sent.
      await leases
        .release(key, owner)
        .catch((err: unknown) =>
          deps.log.warn({ advertiserId, err }, 'the lease of an ad account could not be given back'),
        );
      leave();
    },
  };
}

/** Never rejects. @returns whether it is ours for another while */
async function renewLease(deps: Deps, advertiserId: string, key: string, owner: string): Promise<boolean> {
  try {
    const isOurs = await deps.store.leases.renew(key, owner, deps.clock.now() + LEASE_MS);
    if (!isOurs)
      deps.log.warn({ advertiserId }, 'the lease of an ad account ran out while a call was weighed and sent');
    return isOurs;
  } catch (err) {
    deps.log.warn({ advertiserId, err }, 'the lease of an ad account could not be renewed');
    return false;
  }
}

/** @returns leaves the line; null when its turn did not come in time */
async function standInLine(store: Store, advertiserId: string, waitMs: number): Promise<(() => void) | null> {
  const ends = lines.get(store) ?? new Map<string, Promise<void>>();
  lines.set(store, ends);
  const before = ends.get(advertiserId);
  let leave: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const end = inOrder(before, done);
  ends.set(advertiserId, end);
  void forgetLine(ends, advertiserId, end);
  if (before === undefined) return leave;
  const timer = new AbortController();
  const timeUp = sleepFor(waitMs, 'time up' as const, { signal: timer.signal }).catch(() => 'time up' as const);
  const isTimeUp = (await Promise.race([before, timeUp])) === 'time up';
  timer.abort();
  if (!isTimeUp) return leave;
  // Who stands behind waits for those before only.
  leave();
  return null;
}

async function inOrder(before: Promise<void> | undefined, done: Promise<void>): Promise<void> {
  await before;
  await done;
}

/** A line that everybody has left is none. */
async function forgetLine(ends: Map<string, Promise<void>>, advertiserId: string, end: Promise<void>): Promise<void> {
  await end;
  if (ends.get(advertiserId) === end) ends.delete(advertiserId);
}
