// When to connect, when to give a connection up, and how long to wait: decided without a network and without a clock of
// its own. The caller does what `phase` says: `connecting` and `live` have a connection, the others have none.

/** The server beats every 15 s: three missed beats, and the line is dead though nobody said so. */
const SILENCE_MS = 45_000;
/** One missed beat is enough when somebody looks, or the network has just changed. */
const DOUBT_MS = 20_000;
const CONNECT_MS = 30_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** No refusal keeps a page waiting longer, whatever it asks for; a browser's timers hold 24 days. */
const LONGEST_ASKED_MS = 3_600_000;
/** A connection that lived that long was a good one: the next failure starts with short pauses again. */
const GOOD_MS = 10_000;
/** A server that ends its streams, as at the end of a token, has all its pages come back: not in the same instant. */
const SPREAD_MS = 500;

/** `quiet`: a pause too short to speak of. `stopped`: nothing is tried again by itself. */
export type Phase = 'connecting' | 'live' | 'quiet' | 'waiting' | 'stopped';

export interface Line {
  readonly phase: Phase;
  /** Counts connections, so that what an old one still says can be told apart. */
  readonly attempt: number;
  /** Failures since the last good connection. */
  readonly failures: number;
  readonly since: number;
  readonly heardAt: number;
  /** When the pause is over; null where there is none. */
  readonly retryAt: number | null;
  /** The first pause, as the server asks for it. */
  readonly pauseMs: number;
}

export type LineInput =
  | { kind: 'opened' }
  | { kind: 'bytes' }
  /** The server ended the stream. */
  | { kind: 'ended' }
  /** `retryAfterMs`: as the server asked in its refusal. */
  | { kind: 'failed'; retryAfterMs?: number | undefined }
  /** Trying again by itself would not help. */
  | { kind: 'refused' }
  /** Time has passed. */
  | { kind: 'tick' }
  /** There is reason to look: the network is back, or somebody looks at the page. */
  | { kind: 'woken' }
  /** Somebody asked for it. */
  | { kind: 'pressed' }
  | { kind: 'pause'; ms: number };

export function openLine(now: number): Line {
  return {
    phase: 'connecting',
    attempt: 1,
    failures: 0,
    since: now,
    heardAt: now,
    retryAt: null,
    pauseMs: FIRST_PAUSE_MS,
  };
}

/** @param random from 0 to 1, so that not all pages of a server come back at once */
export function moveLine(before: Line, input: LineInput, now: number, random: number): Line {
  const line = putBack(before, now);
  const { phase } = line;
  const isOpen = phase === 'connecting' || phase === 'live';
  switch (input.kind) {
    case 'pause':
      return { ...line, pauseMs: Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, input.ms)) };
    case 'opened':
      return phase === 'connecting' ? { ...line, phase: 'live', since: now, heardAt: now } : line;
    case 'bytes':
      return isOpen ? { ...line, heardAt: now } : line;
    case 'refused':
      return { ...line, phase: 'stopped', since: now, retryAt: null };
    case 'ended':
      if (phase === 'live' && isGood(line, now))
        return { ...line, phase: 'quiet', failures: 0, since: now, retryAt: now + random * SPREAD_MS };
      return pause(line, undefined, now, random);
    case 'failed':
      return isOpen ? pause(line, input.retryAfterMs, now, random) : line;
    case 'tick': {
      const due = dueAt(line);
      if (due === null || now < due) return line;
      return isOpen ? pause(line, undefined, now, random) : connect(line, now);
    }
    case 'woken':
      if (isOpen) return now - line.heardAt >= DOUBT_MS ? connect(line, now) : line;
      return connect(line, now);
    case 'pressed':
      return isOpen ? line : connect({ ...line, failures: 0 }, now);
  }
}

/** When `tick` has something to do; null when time alone changes nothing. */
export function dueAt({ phase, since, heardAt, retryAt }: Line): number | null {
  if (phase === 'live') return heardAt + SILENCE_MS;
  if (phase === 'connecting') return since + CONNECT_MS;
  return retryAt;
}

/** After the machine's clock was put back: what is planned keeps its distance, or it would be waited for until the clock is there again. */
function putBack(line: Line, now: number): Line {
  const by = Math.max(line.since, line.heardAt) - now;
  if (by <= 0) return line;
  const { since, heardAt, retryAt } = line;
  return { ...line, since: since - by, heardAt: heardAt - by, retryAt: retryAt === null ? null : retryAt - by };
}

function isGood({ since }: Line, now: number): boolean {
  return now - since >= GOOD_MS;
}

function connect(line: Line, now: number): Line {
  return { ...line, phase: 'connecting', attempt: line.attempt + 1, since: now, heardAt: now, retryAt: null };
}

function pause(line: Line, retryAfterMs: number | undefined, now: number, random: number): Line {
  const failures = line.phase === 'live' && isGood(line, now) ? 0 : line.failures;
  const ms = Math.max(pauseMs(failures, random, line.pauseMs), Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS));
  return { ...line, phase: 'waiting', failures: failures + 1, since: now, retryAt: now + ms };
}

/** From one second to half a minute, longer after each failure; half of it is left to chance. */
export function pauseMs(failures: number, random: number, firstMs = FIRST_PAUSE_MS): number {
  return Math.max(FIRST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, firstMs * 2 ** failures) * (0.5 + random / 2));
}
