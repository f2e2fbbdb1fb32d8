import type { ReconcileLimits } from './limits.ts';
import type { Plan } from './plan.ts';

/** Where the search for a lost answer stands. */
export interface Situation {
  readonly plan: Plan;
  /** Times it was sent. */
  readonly sends: number;
  /** Looks in vain since it was sent last. */
  readonly looks: number;
  /** Looks one after the other, up to now, that TikTok did not answer. */
  readonly blindLooks: number;
  /** The last look proves nothing about what it has not found. */
  readonly isDoubtful: boolean;
  /** TikTok has said that it did it (40050 DUPLICATED_REQUEST), but not what came of it. */
  readonly isSaidDone: boolean;
  /** A later try was refused or could not be sent: it is the last word as soon as it is clear that the tries before did nothing. */
  readonly hasLastWord: boolean;
  /** Since the first try began. Null where that was another time, before a crash or an earlier end. */
  readonly sinceFirstMs: number | null;
  readonly leftMs: number;
}

export type Step =
  /** `maxWaitMs`: how long it may wait for its turn. */
  | { readonly kind: 'send'; readonly afterMs: number; readonly maxWaitMs: number }
  | { readonly kind: 'look'; readonly afterMs: number }
  /** Surely nothing was done: the last word holds. */
  | { readonly kind: 'last_word' }
  | { readonly kind: 'give_up' };

/** What to do next about a call whose answer was lost. Pure. */
export function nextStep(situation: Situation, limits: ReconcileLimits): Step {
  const { plan, hasLastWord } = situation;
  if (plan.kind === 'never') return GIVE_UP;
  if (plan.kind === 'repeat') return hasLastWord ? LAST_WORD : repeat(situation, limits);
  const again = hasLastWord ? null : sameIdAgain(situation, limits);
  return again ?? look(situation, limits);
}

const GIVE_UP: Step = { kind: 'give_up' };
const LAST_WORD: Step = { kind: 'last_word' };

function repeat({ sends, leftMs }: Situation, limits: ReconcileLimits): Step {
  const afterMs = limits.repeatPauseMs * 2 ** Math.max(0, sends - 1);
  const maxWaitMs = leftMs - afterMs - limits.leastMs;
  return sends < limits.maxSends && maxWaitMs >= 0 ? { kind: 'send', afterMs, maxWaitMs } : GIVE_UP;
}

/** TikTok lets only one of several with the same `request_id` succeed, so within those seconds sending it again is the shortest way. */
function sameIdAgain(situation: Situation, limits: ReconcileLimits): Step | null {
  const { plan, sends, looks, isSaidDone, sinceFirstMs, leftMs } = situation;
  const isGuarded = plan.kind === 'look_up' && plan.isGuarded;
  if (!isGuarded || isSaidDone || looks > 0 || sends !== 1 || sinceFirstMs === null) return null;
  const maxWaitMs = Math.min(limits.sameIdMs - sinceFirstMs, leftMs - limits.leastMs);
  return maxWaitMs > 0 ? { kind: 'send', afterMs: 0, maxWaitMs } : null;
}

function look(situation: Situation, limits: ReconcileLimits): Step {
  const { plan, sends, looks, blindLooks, isDoubtful, isSaidDone, hasLastWord, leftMs } = situation;
  const isGuarded = plan.kind === 'look_up' && plan.isGuarded;
  const maySendAgain = plan.kind === 'look_up' && plan.maySendAgain;
  const pauses = isSaidDone ? limits.doneLookPausesMs : isGuarded ? limits.lookPausesMs : limits.unguardedLookPausesMs;
  const pauseMs = pauses[looks];
  if (pauseMs !== undefined) {
    const blindMs = blindLooks === 0 ? 0 : Math.min(limits.leastMs, limits.repeatPauseMs * 2 ** blindLooks);
    const afterMs = Math.max(pauseMs, blindMs);
    return leftMs > afterMs ? { kind: 'look', afterMs } : GIVE_UP;
  }
  // Not seen, but nothing else proves that it is not there.
  if (!maySendAgain || isDoubtful) return GIVE_UP;
  if (hasLastWord) return LAST_WORD;
  const maxWaitMs = leftMs - limits.leastMs;
  return sends < limits.maxSends && maxWaitMs >= 0 ? { kind: 'send', afterMs: 0, maxWaitMs } : GIVE_UP;
}
