import type { Blocks } from './blocks.ts';
import { type Caller, FairLine, type Place } from './fair-line.ts';
import type { Meter } from './meter.ts';

/** What one call needs for its turn. */
export interface Turn {
  readonly caller: Caller;
  /** Names what the call waits for besides the line's own limits; see FairLine. */
  readonly gate: string;
  /** The limits of its ad account, and those of its endpoint. */
  readonly account: readonly Meter[];
  readonly endpoint: readonly Meter[];
  /** Whose blocks hold it up. */
  readonly blockKeys: readonly string[];
}

export interface Wait {
  readonly signal: AbortSignal;
  /** Left out: as long as the line takes, but not through a pause, and not behind a long line of its own. */
  readonly maxWaitMs?: number | undefined;
  /** Nobody waits for it: it goes after all that are no such calls, but for one turn in eight. */
  readonly isBackground?: boolean | undefined;
}

/** Why a call was not let go: TikTok shut somebody out, a limit is used up, or too many are before it. */
export type Refusal = 'blocked' | 'used_up' | 'line';

/** The turn would come too late, so there is none. Nothing was sent. */
export class TooLateError extends Error {
  override readonly name = 'TooLateError';
  readonly reason: Refusal;
  readonly retryAfterMs: number;

  constructor(reason: Refusal, retryAfterMs: number) {
    super(`no turn in time: ${reason}`);
    this.reason = reason;
    this.retryAfterMs = Math.ceil(retryAfterMs);
  }
}

/** Exports may keep the line full for days: what nobody waits for goes slowly then, but it goes. */
const BACKGROUND_TURN = 8;
/**
 * About a minute's worth of turns at the lowest tier; beyond, a quick "later" helps more than a long wait. Counted for each caller on
 * its own, so that one with a long line shuts out nobody else.
 */
const MAX_BACKLOG = 480;
/** Who said no longest wait: through so much of a pause, or of a limit that is used up, it waits. */
const PATIENCE_MS: Readonly<Record<Refusal, number>> = { blocked: 10_000, used_up: 60_000, line: 60_000 };
const SHORTEST_RETRY_MS = 1_000;
const LONGEST_REST_MS = 3_600_000;

interface Waiter {
  readonly turn: Turn;
  /** In monotonic milliseconds; null for one that said none. */
  readonly deadline: number | null;
  readonly isBackground: boolean;
  go(): void;
  fail(reason: unknown): void;
}

/** Lets calls with the same limits through within them, one after the other; callers take turns. */
export class Pacer {
  readonly #common: readonly Meter[];
  readonly #blocks: Blocks;
  readonly #monotonic: () => number;
  readonly #line = new FairLine<Waiter>();
  readonly #background = new FairLine<Waiter>();
  #turns = 0;
  #isServing = false;
  /** Something changed since the line was last looked at. */
  #hasNews = false;
  #endRest: () => void = () => undefined;

  /** @param common the limits that every call of the line counts in, the longest window first */
  constructor(common: readonly Meter[], blocks: Blocks, monotonic: () => number) {
    this.#common = common;
    this.#blocks = blocks;
    this.#monotonic = monotonic;
  }

  get common(): readonly Meter[] {
    return this.#common;
  }

  get waiting(): number {
    return this.#line.size + this.#background.size;
  }

  /** Lets a call go if nobody is before it and its points are in hand: without waiting, asking or a promise. */
  tryNow(turn: Turn): boolean {
    if (this.waiting > 0 || !this.#blocks.isFresh() || this.#blocks.waitMs(turn) > 0) return false;
    return this.#use(turn, this.#monotonic());
  }

  /**
   * Resolves when the call may be sent, at once if it may.
   *
   * @throws {TooLateError} at its deadline, or as soon as it is certain that its turn comes later
   * @throws the signal's reason when it aborts first
   */
  async enter(turn: Turn, wait: Wait): Promise<void> {
    wait.signal.throwIfAborted();
    if (!this.#blocks.isFresh()) await this.#blocks.refresh();
    wait.signal.throwIfAborted();
    if (this.tryNow(turn)) return;
    this.#refuseIfHopeless(turn, wait);
    await this.#standInLine(turn, wait);
  }

  /** Everybody who waits is told so; for the end of the process. */
  close(reason: Error): void {
    this.#failAll(reason);
    this.#wake();
  }

  /** Somebody was shut out: who cannot wait for so long need not wait at all. */
  look(): void {
    this.#wake();
  }

  #refuseIfHopeless(turn: Turn, { maxWaitMs, isBackground = false }: Wait): void {
    const now = this.#monotonic();
    const line = isBackground ? this.#background : this.#line;
    const deadline = maxWaitMs === undefined ? null : now + maxWaitMs;
    const holds = this.#holds(turn, now);
    const waits = {
      blocked: holds.blocked,
      used_up: Math.max(longestWait(this.#common, now), holds.used_up),
      line: maxWaitMs === undefined ? 0 : this.#leastMsInLine(turn, line),
    };
    for (const reason of ['blocked', 'used_up', 'line'] as const) {
      if (isTooLong(reason, waits[reason], deadline, now)) throw new TooLateError(reason, atLeast(waits[reason]));
    }
    if (maxWaitMs === undefined && this.#line.backlogOf(turn.caller) >= MAX_BACKLOG)
      throw new TooLateError('line', PATIENCE_MS.line);
  }

  /** How long it takes at least until everybody is through who is certainly before this call. */
  #leastMsInLine({ caller, account }: Turn, line: FairLine<Waiter>): number {
    if (line.size === 0) return 0;
    const { turns, own } = line.before(caller);
    return Math.max(
      ...this.#common.map((meter) => meter.leastMs(turns)),
      ...account.map((meter) => meter.leastMs(own)),
      0,
    );
  }

  #standInLine(turn: Turn, { signal, maxWaitMs, isBackground = false }: Wait): Promise<void> {
    const line = isBackground ? this.#background : this.#line;
    return new Promise((resolve, reject) => {
      const deadline = maxWaitMs === undefined ? null : this.#monotonic() + maxWaitMs;
      let timer: NodeJS.Timeout | undefined;
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        line.remove(turn.caller, waiter, turn.gate);
      };
      const leave = (): void => waiter.fail(signal.reason);
      const waiter: Waiter = {
        turn,
        deadline,
        isBackground,
        go() {
          end();
          resolve();
        },
        fail: (reason) => {
          end();
          if (this.waiting === 0) this.#wake();
          reject(reason);
        },
      };
      if (maxWaitMs !== undefined) {
        timer = setTimeout(() => {
          end();
          waiter.fail(new TooLateError('line', atLeast(this.#leastMsInLine(turn, line))));
        }, maxWaitMs);
      }
      signal.addEventListener('abort', leave, { once: true });
      line.add(turn.caller, waiter, turn.gate);
      this.#wake();
      if (!this.#isServing) void this.#serve();
    });
  }

  /** Who goes is decided when somebody may, not when it came: a newcomer of another workspace need not wait for the whole line. */
  async #serve(): Promise<void> {
    this.#isServing = true;
    try {
      while (this.waiting > 0) {
        this.#hasNews = false;
        if (!this.#blocks.isFresh()) await this.#blocks.refresh();
        const waitMs = await this.#serveOne(this.#monotonic());
        if (waitMs > 0 && this.waiting > 0 && !this.#hasNews) await this.#rest(waitMs);
      }
    } catch (error) {
      // Counting falls back to this process where a store fails, so this is a fault of ours. Nobody should wait for ever on it.
      this.#failAll(error);
    } finally {
      this.#isServing = false;
    }
  }

  /** @returns how long there is nothing to do; 0 when there may be more at once */
  async #serveOne(now: number): Promise<number> {
    const usedUpMs = longestWait(this.#common, now);
    if (usedUpMs > 0) {
      if (usedUpMs > SHORTEST_RETRY_MS) this.#refuseHopeless(now);
      // Of several processes that wait for the same moment not always the same one should be first.
      return usedUpMs + Math.random() * 2;
    }
    const { place, waitMs } = this.#next(now);
    if (place === undefined) {
      this.#refuseHopeless(now);
      return waitMs;
    }
    const { turn, deadline, isBackground } = place.item;
    if (deadline !== null && now > deadline) {
      place.item.fail(new TooLateError('line', SHORTEST_RETRY_MS));
      return 0;
    }
    const lacking = [...turn.account, ...turn.endpoint, ...this.#common].filter((meter) => !meter.hasPoint(now));
    for (const meter of lacking) {
      await meter.fetch(this.#monotonic());
      if (!meter.hasPoint(this.#monotonic())) return 0;
    }
    // Others may have come, or somebody left: who goes is looked at anew.
    if (lacking.length > 0) return 0;
    this.#use(turn, now);
    this.#turns += 1;
    (isBackground ? this.#background : this.#line).goOn(place);
    place.item.go();
    return 0;
  }

  /** Whoever goes next of those that can, or how long until somebody may. */
  #next(now: number): { place: Place<Waiter> | undefined; waitMs: number } {
    const isTheirs = (this.#turns + 1) % BACKGROUND_TURN === 0;
    const lines = isTheirs ? [this.#background, this.#line] : [this.#line, this.#background];
    let waitMs = Infinity;
    const canGo = ({ turn }: Waiter): boolean => {
      const ms = Math.max(...Object.values(this.#holds(turn, now)));
      if (ms > 0) waitMs = Math.min(waitMs, ms);
      return ms === 0;
    };
    let place: Place<Waiter> | undefined;
    for (const line of lines) place ??= line.find(canGo);
    return { place, waitMs };
  }

  /** What holds a call up besides the line, and for how long. */
  #holds(turn: Turn, now: number): { blocked: number; used_up: number } {
    const usedUpMs = Math.max(longestWait(turn.account, now), longestWait(turn.endpoint, now));
    return { blocked: this.#blocks.waitMs(turn), used_up: usedUpMs };
  }

  /** Tells those who wait that their turn comes too late, where that is certain. */
  #refuseHopeless(now: number): void {
    const commonMs = longestWait(this.#common, now);
    for (const waiter of [...this.#line, ...this.#background]) {
      const holds = this.#holds(waiter.turn, now);
      const used_up = Math.max(holds.used_up, commonMs);
      for (const [reason, ms] of [
        ['blocked', holds.blocked],
        ['used_up', used_up],
      ] as const)
        if (isTooLong(reason, ms, waiter.deadline, now)) waiter.fail(new TooLateError(reason, atLeast(ms)));
    }
  }

  /** Uses a point of each limit, or of none. */
  #use({ account, endpoint }: Turn, now: number): boolean {
    if (!allInHand(this.#common, now) || !allInHand(endpoint, now) || !allInHand(account, now)) return false;
    for (const meter of this.#common) meter.use(now);
    for (const meter of endpoint) meter.use(now);
    for (const meter of account) meter.use(now);
    return true;
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.ceil(ms), LONGEST_REST_MS));
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #wake(): void {
    this.#hasNews = true;
    this.#endRest();
  }

  #failAll(reason: unknown): void {
    for (const waiter of [...this.#line, ...this.#background]) waiter.fail(reason);
  }
}

function allInHand(meters: readonly Meter[], now: number): boolean {
  for (const meter of meters) if (!meter.hasPoint(now)) return false;
  return true;
}

function longestWait(meters: readonly Meter[], now: number): number {
  let longest = 0;
  for (const meter of meters) longest = Math.max(longest, meter.waitMs(now));
  return longest;
}

function isTooLong(reason: Refusal, ms: number, deadline: number | null, now: number): boolean {
  if (ms === 0) return deadline !== null && now > deadline;
  return deadline === null ? ms > PATIENCE_MS[reason] : now + ms > deadline;
}

function atLeast(ms: number): number {
  return Math.max(SHORTEST_RETRY_MS, ms);
}
