import { Blocks } from './blocks.ts';
import { describe } from './interpret.ts';
import { createLanes, type Lane, type LanesOptions, narrowKeys, type PacedCall } from './lanes.ts';
import type { Meter } from './meter.ts';
import { type Refusal, TooLateError, type Wait } from './pacer.ts';
import { decidePenalty, type Penalty, type SettledCall } from './penalty.ts';
import { rateLimit, rateLimitPolicy, type RateView } from './rate-headers.ts';
import { DAY_MS, MINUTE_BREACH_MS } from './retry.ts';
import { TikTokApiError } from './errors.ts';

/** One call that may go now. */
export interface Admission {
  /** What the limits it counts in leave at the moment. */
  readonly limits: readonly RateView[];
  /** The same as the value of `RateLimit`, and the limits themselves as that of `RateLimit-Policy`, which is made once for all calls alike. */
  readonly rateLimit: string;
  readonly policy: string;
  /**
   * What TikTok answered: whoever has to pause after that does so on every process. Not called when there was no answer.
   *
   * @returns after how many milliseconds asking again makes sense, null when the answer was no limit's
   */
  settle(outcome: SettledCall): number | null;
  /** Shuts the whole app out for so long (ms), where the caller knows more than the answer says. */
  blockApp(ms: number): void;
}

export interface Pacing {
  /**
   * Resolves when it is the call's turn.
   *
   * @throws {TikTokApiError} refused, code null, with `retryAfterMs`: its turn would come too late. Network: it was given up meanwhile.
   */
  readonly admit: (call: PacedCall, wait: Wait) => Promise<Admission>;
  /** The same without waiting and without a promise: null when it must wait. */
  readonly admitNow: (call: PacedCall) => Admission | null;
  /** Ends all waiting. */
  close(): void;
}

const WHY: Readonly<Record<Refusal, string>> = {
  blocked: 'TikTok limits this developer app or ad account for the moment',
  used_up: 'a limit is used up for the moment',
  line: 'too many requests are waiting for their turn',
};
/** Shorter pauses are over before another process would read of them. */
const SHARED_FROM_MS = 2_000;
/** Refusals are in a row only when they are that close. */
const STRIKES_MS = MINUTE_BREACH_MS;
const MAX_STRIKES = 1000;

interface Strikes {
  count: number;
  /** Until when the pause for the last one lasts, in monotonic ms: calls sent before then say nothing new. */
  pausedUntil: number;
}

/** Turns of all calls to TikTok: counted, lined up, and held back where TikTok said so. */
export function createPacing(options: Omit<LanesOptions, 'blocks'> & { readonly clock: { now(): number } }): Pacing {
  const { clock, monotonic, pace, speed = 1 } = options;
  const blocks = new Blocks(pace, clock, monotonic, () => {
    for (const lane of lanes.all) for (const pacer of lane.pacers) pacer.look();
  });
  const lanes = createLanes({ ...options, blocks });
  const strikes = new Map<string, Strikes>();
  const policies = new WeakMap<Lane, Map<string, string>>();

  function keyOf(lane: Lane, call: PacedCall, scope: Penalty['scope']): string {
    return scope === 'app' ? lane.key : narrowKeys(lane.key, call)[scope];
  }

  function settle(lane: Lane, call: PacedCall, sentAt: number, outcome: SettledCall): number | null {
    if (outcome.code === 0) {
      if (strikes.size > 0) forgetStrikes(lane, call, sentAt);
      return null;
    }
    if (outcome.code === 40100) lane.joinApp(call.path);
    const first = decidePenalty(outcome, 0, clock.now());
    if (first === null) return null;
    const key = keyOf(lane, call, first.scope);
    const known = strikes.get(key);
    const isInRow = known !== undefined && sentAt - known.pausedUntil < STRIKES_MS;
    const wasSentMeanwhile = isInRow && sentAt < known.pausedUntil;
    const count = isInRow ? (wasSentMeanwhile ? known.count - 1 : known.count) : 0;
    const penalty = decidePenalty(outcome, count, clock.now()) ?? first;
    const isApps = penalty.reason === 'minute' || penalty.reason === 'day';
    const ms = isApps ? penalty.ms : penalty.ms / speed;
    blocks.block(key, ms, penalty.reason, ms < SHARED_FROM_MS);
    if (wasSentMeanwhile) return Math.ceil(ms);
    if (strikes.size >= MAX_STRIKES) strikes.clear();
    strikes.set(key, { count: count + 1, pausedUntil: monotonic() + ms });
    return Math.ceil(ms);
  }

  function forgetStrikes(lane: Lane, call: PacedCall, sentAt: number): void {
    for (const scope of ['app', 'advertiser', 'endpoint'] as const) {
      const key = keyOf(lane, call, scope);
      const known = strikes.get(key);
      if (known !== undefined && sentAt >= known.pausedUntil) strikes.delete(key);
    }
  }

  function policyOf(lane: Lane, at: PlaceOfCall): string {
    const kind = `${at.endpointName ?? ''} ${at.turn.account.length}`;
    let kinds = policies.get(lane);
    if (kinds === undefined) policies.set(lane, (kinds = new Map()));
    let policy = kinds.get(kind);
    if (policy === undefined) kinds.set(kind, (policy = rateLimitPolicy(viewsOf(at, monotonic()))));
    return policy;
  }

  const parts: AdmissionParts = {
    monotonic,
    policyOf,
    settle,
    blockApp: (lane, ms) => blocks.block(lane.key, Math.min(ms, DAY_MS), 'app'),
  };

  return {
    admitNow(call) {
      const lane = lanes.of(call);
      const at = lane.turnOf(call);
      return at.pacer.tryNow(at.turn) ? new Admitted(parts, lane, call, at) : null;
    },
    async admit(call, wait) {
      const lane = lanes.of(call);
      const at = lane.turnOf(call);
      try {
        await at.pacer.enter(at.turn, wait);
      } catch (cause) {
        throw cause instanceof TooLateError ? unsent(call, cause) : givenUp(call, cause);
      }
      return new Admitted(parts, lane, call, at);
    },
    close() {
      for (const lane of lanes.all) for (const pacer of lane.pacers) pacer.close(new Error('the server stops'));
    },
  };
}

type PlaceOfCall = ReturnType<Lane['turnOf']>;

/** What all admissions share. */
interface AdmissionParts {
  monotonic(): number;
  policyOf(lane: Lane, at: PlaceOfCall): string;
  settle(lane: Lane, call: PacedCall, sentAt: number, outcome: SettledCall): number | null;
  blockApp(lane: Lane, ms: number): void;
}

/** A class for the same reason as `CallTurn`. */
class Admitted implements Admission {
  readonly #parts: AdmissionParts;
  readonly #lane: Lane;
  readonly #call: PacedCall;
  readonly #at: PlaceOfCall;
  readonly #sentAt: number;

  constructor(parts: AdmissionParts, lane: Lane, call: PacedCall, at: PlaceOfCall) {
    this.#parts = parts;
    this.#lane = lane;
    this.#call = call;
    this.#at = at;
    this.#sentAt = parts.monotonic();
  }

  get limits(): RateView[] {
    return viewsOf(this.#at, this.#parts.monotonic());
  }

  get rateLimit(): string {
    return rateLimit(viewsOf(this.#at, this.#sentAt));
  }

  get policy(): string {
    return this.#parts.policyOf(this.#lane, this.#at);
  }

  settle(outcome: SettledCall): number | null {
    return this.#parts.settle(this.#lane, this.#call, this.#sentAt, outcome);
  }

  blockApp(ms: number): void {
    this.#parts.blockApp(this.#lane, ms);
  }
}

function unsent(call: PacedCall, { reason, retryAfterMs }: TooLateError): TikTokApiError {
  return new TikTokApiError({
    kind: 'refused',
    code: null,
    message: describe(call, WHY[reason]),
    tiktokMessage: '',
    mayHaveHappened: false,
    retryAfterMs,
  });
}

function givenUp(call: PacedCall, cause: unknown): TikTokApiError {
  return new TikTokApiError({ kind: 'network', message: describe(call, 'given up'), mayHaveHappened: false, cause });
}

/** The app's limits by their windows; of an endpoint's and an ad account's the one that a person would name: the minute's, if any. */
function viewsOf({ pacer, turn, endpointName }: PlaceOfCall, now: number): RateView[] {
  const isOwnLine = endpointName !== null && turn.gate === '';
  const views = isOwnLine ? [] : pacer.common.map((meter) => viewOf(meter.slice.window, meter, now)).toReversed();
  const endpoint = mainOf(isOwnLine ? pacer.common : turn.endpoint);
  if (endpointName !== null && endpoint !== undefined) views.push(viewOf(endpointName, endpoint, now));
  const account = mainOf(turn.account);
  if (account !== undefined) views.push(viewOf('advertiser', account, now));
  return views;
}

function mainOf(meters: readonly Meter[]): Meter | undefined {
  return meters.find(({ slice }) => slice.window === 'minute') ?? meters.at(-1);
}

function viewOf(name: string, meter: Meter, now: number): RateView {
  const { quota, windowMs } = meter.slice;
  const { remaining, resetMs } = meter.view(now);
  return { name, quota, windowSeconds: windowMs / 1000, remaining, resetSeconds: Math.ceil(resetMs / 1000) };
}
