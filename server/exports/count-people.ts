import type { ExportCounts } from '../../shared/exports.ts';
import type { MatchingAttribute } from '../../shared/identifiers/index.ts';
import { fieldEnd } from '../spool/index.ts';

/** Counts lines by the identifiers they hold. */
export interface PeopleCounter {
  /** Takes the people line that begins at `start`. */
  readonly take: (lines: Buffer, start: number) => void;
  readonly counts: ReadonlyMap<MatchingAttribute, number>;
}

/** `matching` are the first fields of the lines, in order. */
export function createPeopleCounter(matching: readonly MatchingAttribute[]): PeopleCounter {
  const filled = new Float64Array(matching.length);
  return {
    take(lines, start) {
      let at = start;
      for (let field = 0; field < filled.length; field++) {
        const end = fieldEnd(lines, at);
        if (end > at) filled[field] = (filled[field] as number) + 1;
        at = end + 1;
      }
    },
    get counts() {
      return new Map(matching.map((attribute, field) => [attribute, filled[field] as number]));
    },
  };
}

/**
 * Distinct people with each identifier. Every valid one of them stands in an accepted row, because a row with one is accepted;
 * so what is left without those of duplicates is what distinct people have.
 */
export function distinctPeople(
  { byAttribute }: Pick<ExportCounts, 'byAttribute'>,
  matching: readonly MatchingAttribute[],
  ofDuplicates: ReadonlyMap<MatchingAttribute, number>,
): ExportCounts['people'] {
  return Object.fromEntries(
    matching.map((attribute) => [attribute, (byAttribute[attribute]?.valid ?? 0) - (ofDuplicates.get(attribute) ?? 0)]),
  );
}
