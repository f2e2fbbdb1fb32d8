// How fast something goes and how long it still takes, from looks at how much is done. Honest before it is exact: nothing is
// said until two steps were seen, a number that was said goes down calmly, and it goes up only when it was clearly wrong.

export interface Pace {
  startedAt: number;
  /** When it last moved. */
  movedAt: number;
  done: number;
  /** Steps seen so far. */
  moves: number;
  /** Smoothed over about eight seconds, or over the last steps when they come more rarely. Null before the first step. */
  perSecond: number | null;
  /** Smoothed milliseconds from one step to the next. */
  stepMs: number;
  /** Rounded to what a person reads (see {@link roundTimeLeft}); null while it is not known. */
  secondsLeft: number | null;
}

const SMOOTHING_MS = 8000;
/** A part of each step that counts however quick it was, so that steps a minute apart are smoothed too. */
const LEAST_WEIGHT = 0.2;
const KNOWN_AFTER_MOVES = 2;
const KNOWN_AFTER_MS = 2000;
/** What was said goes up only when it turns out this much too low. */
const WRONG_BY = 1.25;
/** Without a step for this many usual steps, and for so long, nobody knows. */
const STUCK_AFTER_STEPS = 4;
const STUCK_AFTER_MS = 20_000;

/** @param at milliseconds of any steady clock */
export function startPace(at: number, done = 0): Pace {
  return { startedAt: at, movedAt: at, done, moves: 0, perSecond: null, stepMs: 0, secondsLeft: null };
}

/** The pace after another look. `done` and `total` count anything: bytes, rows, people. */
export function movePace(pace: Pace, at: number, done: number, total: number): Pace {
  const sinceMs = at - pace.movedAt;
  if (done <= pace.done || sinceMs <= 0) return waitOn(pace, sinceMs, total);
  const speed = ((done - pace.done) / sinceMs) * 1000;
  const weight = Math.max(LEAST_WEIGHT, 1 - Math.exp(-sinceMs / SMOOTHING_MS));
  const smooth = (before: number, now: number) => before + weight * (now - before);
  const moved: Pace = {
    ...pace,
    movedAt: at,
    done,
    moves: pace.moves + 1,
    perSecond: pace.perSecond === null ? speed : smooth(pace.perSecond, speed),
    stepMs: pace.moves === 0 ? sinceMs : smooth(pace.stepMs, sinceMs),
  };
  return { ...moved, secondsLeft: secondsLeft(moved, at, total, 0) };
}

/** The pace after a pause: the pause counts for nothing. */
export function resumePace(pace: Pace, at: number): Pace {
  const pausedMs = at - pace.movedAt;
  return { ...pace, startedAt: pace.startedAt + pausedMs, movedAt: at };
}

function waitOn(pace: Pace, waitedMs: number, total: number): Pace {
  if (waitedMs >= Math.max(STUCK_AFTER_MS, STUCK_AFTER_STEPS * pace.stepMs)) return { ...pace, secondsLeft: null };
  return { ...pace, secondsLeft: secondsLeft(pace, pace.movedAt + waitedMs, total, waitedMs) };
}

function secondsLeft(pace: Pace, at: number, total: number, waitedMs: number): number | null {
  const { perSecond, moves, startedAt, done, secondsLeft: said } = pace;
  if (perSecond === null || moves < KNOWN_AFTER_MOVES || at - startedAt < KNOWN_AFTER_MS) return null;
  const left = Math.max(0, (total - done) / perSecond - waitedMs / 1000);
  const next = roundTimeLeft(left);
  return said !== null && next > said && left < said * WRONG_BY ? said : next;
}

/** Seconds in the steps that are said: tens up to a minute, then minutes, from 90 minutes on tens of minutes. Never 0. */
export function roundTimeLeft(seconds: number): number {
  const step = seconds <= 60 ? 10 : seconds <= 5400 ? 60 : 600;
  return Math.max(step, Math.ceil(seconds / step) * step);
}

/** A rate in two figures, so that its last digits do not flicker: 81,243 → 81,000. */
export function calmRate(perSecond: number): number {
  if (perSecond < 100) return Math.round(perSecond);
  const step = 10 ** (Math.floor(Math.log10(perSecond)) - 1);
  return Math.round(perSecond / step) * step;
}

/** Between two spoken quarters at least this long, so that a quick run is not talked over. */
const SPOKEN_EVERY_MS = 8000;

/**
 * The quarter (1 to 3) that is worth saying now, or null: each at most once, none in the first seconds, and none of what
 * the end says anyway.
 */
export function quarterToSay(share: number, said: { quarter: number; at: number }, now: number): number | null {
  const quarter = Math.floor(share * 4);
  if (quarter < 1 || quarter > 3 || quarter <= said.quarter) return null;
  return now - said.at >= SPOKEN_EVERY_MS ? quarter : null;
}
