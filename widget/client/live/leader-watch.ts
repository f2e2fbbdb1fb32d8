// How a page that listens to another one finds out that nobody speaks any more.

/** A leader whose line is fine speaks at each beat of the server, every 15 s; timers of hidden pages are late by up to a minute, beats are not. */
const SILENCE_MS = 45_000;
/** Somebody who has just come has heard nobody yet. */
const NEW_MS = 5000;
/** A page that is merely hidden answers within a moment; one that stands still lets go of the stream, or never answers. */
const ANSWER_MS = 5000;
/** Pages that heard the same last word would all take the place in the same moment, one from the other. */
export const SPREAD_MS = 3000;

export interface Watch {
  readonly heardAt: number;
  /** When it was asked whether anybody is there. */
  readonly askedAt: number | null;
  /** Nobody was heard yet. */
  readonly isNew: boolean;
  /** This page's part of `SPREAD_MS`. */
  readonly spreadMs: number;
}

/** When to do what, if nothing is heard until then: ask whether the leader is there, or take its place. */
export function nextLook({ heardAt, askedAt, isNew, spreadMs }: Watch): { at: number; act: 'ask' | 'take' } {
  if (askedAt !== null) return { at: askedAt + ANSWER_MS + spreadMs, act: 'take' };
  return { at: heardAt + (isNew ? NEW_MS : SILENCE_MS), act: 'ask' };
}
