import type { SegmentPage } from '../../shared/segments.ts';
import { AppError } from '../errors.ts';

/** `segment_source_failed`, but waiting would not help: the export fails at once. */
export class EndlessSourceError extends AppError {
  constructor(what: string) {
    super('segment_source_failed', `The segment’s source did not answer as expected. ${what}`);
  }
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
  #sinceHeld = 0;
  #holdFor = 1;
  #emptyPages = 0;

  constructor(cursor: string | null) {
    this.#held = cursor;
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
