import { findReturnCode, PARTIAL_OK, type TikTokApiError } from '../tiktok/index.ts';
import type { PeoplePlace } from './write-chunks.ts';

// TikTok takes a batch or refuses all of it, without a word about single rows. So a refused batch is halved until the bad row stands
// alone. Pure.

/** People who lie together, of a batch that was refused. */
export interface Piece extends PeoplePlace {
  readonly people: number;
}

/** INVALID_BATCH_SIZE. */
const TOO_BIG = 40061;
/** INVALID_PARAMS, PARAM_ERROR, PII_NOT_HASHED, RPC_VALIDATION_ERROR. */
const ABOUT_ROWS: readonly (number | null)[] = [40000, 40002, 40062, 40700];

/** Whether a request was refused for its size. */
export function isTooBig(error: TikTokApiError): boolean {
  return error.code === TOO_BIG || (error.kind === 'edge' && error.httpStatus === 413);
}

/** Whether a row of the batch may be the reason for the refusal, and nothing that holds for every request or passes by itself. */
export function mayBeAboutRows(error: TikTokApiError): boolean {
  if (error.code === PARTIAL_OK) return true;
  if (error.kind !== 'refused' || error.code === null || !ABOUT_ROWS.includes(error.code)) return false;
  return findReturnCode(error.code, error.tiktokMessage).outcome === 'fix_input';
}

/** The parts of a refused piece, the first half last: the end of the list is sent next. `middle` is where the second half begins. */
export function halve(piece: Piece, middle: PeoplePlace): [Piece, Piece] {
  const firstHalf = firstHalfOf(piece.people);
  return [
    { start: middle.start, row: middle.row, people: piece.people - firstHalf },
    { start: piece.start, row: piece.row, people: firstHalf },
  ];
}

/** People of the larger half, which comes first. */
export function firstHalfOf(people: number): number {
  return Math.ceil(people / 2);
}

/** Up to `most` places spread evenly over a batch of `people`, the first and the last among them. */
export function spread(people: number, most: number): number[] {
  const count = Math.min(people, most);
  const places = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (people - 1)) / (count - 1)),
  );
  return [...new Set(places)];
}
