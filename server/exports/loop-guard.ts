import type { SegmentPage } from '../../shared/segments.ts';
import { AppError } from '../errors.ts';

/** `segment_source_failed`, but waiting would not help: the export fails at once. */
export class EndlessSourceError extends AppError {
  constructor(what: string) {
    super('segment_source_failed', `The segment’s source did not answer as expected. ${what}`);
  }
}

export interface LoopState {
  readonly held: string | null;
  readonly sinceHeld: number;
  readonly holdFor: number;
  readonly emptyPages: number;
}

/** A source whose pages stay empty for this long is not getting anywhere. */
const MAX_EMPTY_PAGES = 1000;

/**
 * Notices a source that would never end: whose cursors come round again, or that gives nothing but new cursors. One cursor is
 * held and compared with those that follow, and given up for a newer one after 1, 2, 4, 8, … pages (Brent's way to find a
 * cycle), so a loop of any length is found, in memory that does not grow.
 */
export class LoopGuard {
  #held: string | null;
  #sinceHeld: number;
  #holdFor: number;
  #emptyPages: number;

  /** @param cursor where the pull begins @param state of a guard before this one, when the pull goes on */
  constructor(cursor: string | null, state?: LoopState | null) {
    this.#held = state?.held ?? cursor;
    this.#sinceHeld = state?.sinceHeld ?? 0;
    this.#holdFor = state?.holdFor ?? 1;
    this.#emptyPages = state?.emptyPages ?? 0;
  }

  /** What another one needs to go on from here. */
  get state(): LoopState {
    return {
      held: this.#held,
      sinceHeld: this.#sinceHeld,
      holdFor: this.#holdFor,
      emptyPages: this.#emptyPages,
    };
  }

  /** @throws {EndlessSourceError} */
  check({ records, nextCursor }: SegmentPage): void {
    if (nextCursor === null) return;
    if (nextCursor === this.#held) throw new EndlessSourceError('It gave the same cursor twice.');
    this.#emptyPages = records.length === 0 ? this.#emptyPages + 1 : 0;
    if (this.#emptyPages >= MAX_EMPTY_PAGES)
      throw new EndlessSourceError(`It gave ${MAX_EMPTY_PAGES} pages without anybody in them.`);
    this.#sinceHeld++;
    if (this.#sinceHeld < this.#holdFor) return;
    this.#held = nextCursor;
    this.#sinceHeld = 0;
    this.#holdFor *= 2;
  }
}
