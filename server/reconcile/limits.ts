/** How long reconciling takes at most, and how long it leaves TikTok alone in between; all in ms. */
export interface ReconcileLimits {
  /** From the first try to the end, whatever it is; at least half of it is left when the first try ends. */
  boundMs: number;
  /** One try, from sending to the end of the answer. */
  tryMs: number;
  /** A try takes a turn and an answer: less than this left, and it is not begun. */
  leastMs: number;
  /**
   * So long after the first try the same `request_id` may simply be sent again. TikTok promises 10 s ("among repeats of one value within
   * 10 seconds only one succeeds"); the rest is for the way there.
   */
  sameIdMs: number;
  /** Pauses before each look: all of them in vain, and it counts as not done. */
  lookPausesMs: readonly number[];
  /** For what nothing but the look-up protects from being made twice. */
  unguardedLookPausesMs: readonly number[];
  /** TikTok has said that it was done, so that it must show up. */
  doneLookPausesMs: readonly number[];
  /** Times that a call is sent, the first one among them. */
  maxSends: number;
  /** Before the next try of what may simply be repeated. */
  repeatPauseMs: number;
  /** How long a call waits for another that makes something of the same name. */
  leaseWaitMs: number;
}

export const DEFAULT_RECONCILE_LIMITS: ReconcileLimits = {
  boundMs: 60_000,
  tryMs: 30_000,
  leastMs: 5_000,
  sameIdMs: 6_000,
  lookPausesMs: [1_000, 4_000],
  unguardedLookPausesMs: [1_000, 3_000, 6_000],
  doneLookPausesMs: [500, 2_000, 5_000, 5_000],
  maxSends: 3,
  repeatPauseMs: 500,
  leaseWaitMs: 30_000,
};

/** Clocks disagree: what was made that long before the call began may still be its own. */
export const CLOCK_SKEW_MS = 2 * 60_000;
