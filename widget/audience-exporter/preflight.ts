import { MATCHING_ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import type { ExportCounts } from '../../shared/exports.ts';

export interface Preflight {
  rows: number;
  ready: number;
  duplicates: number;
  rejected: number;
  withoutConsent: number;
  /** Shares of all rows, 0 to 100, with one decimal; they add up to 100 as far as rounding lets them. */
  shares: { ready: number; duplicates: number; rejected: number; withoutConsent: number };
  /** Matching attributes of this export with how many people have a usable one; `share` is that of all who are ready. */
  foundBy: { attribute: Attribute; people: number; share: number }[];
  /**
   * Why values were refused, most frequent first; they add up to `rejectedValues`. Blank cells are no fault and are left
   * out; `other` is what the server counted without saying why.
   */
  reasons: { reason: string; values: number }[];
  /** Values that were refused, whatever became of their row. */
  rejectedValues: number;
  /** rejects.csv has lines: of refused values, or of rows without consent. */
  hasRejects: boolean;
  alreadyHashed: number;
  isEmpty: boolean;
}

/** The report of the last step before sending, from what the server counted. */
export function toPreflight(counts: ExportCounts, attributes: readonly Attribute[]): Preflight {
  const { rows, ready, duplicates, rejectedRows, withoutConsent } = counts;
  const share = (part: number, all = rows) => (all === 0 ? 0 : Math.min(100, Math.round((part / all) * 1000) / 10));
  return {
    rows,
    ready,
    duplicates,
    rejected: rejectedRows,
    withoutConsent,
    shares: {
      ready: share(ready),
      duplicates: share(duplicates),
      rejected: share(rejectedRows),
      withoutConsent: share(withoutConsent),
    },
    foundBy: MATCHING_ATTRIBUTES.filter((attribute) => attributes.includes(attribute)).map((attribute) => {
      const people = counts.people[attribute] ?? 0;
      return { attribute, people, share: share(people, ready) };
    }),
    reasons: toReasons(counts),
    rejectedValues: refusedValues(counts),
    hasRejects: counts.rejectedValues > 0,
    alreadyHashed: Object.values(counts.byAttribute).reduce((sum, one) => sum + (one?.alreadyHashed ?? 0), 0),
    isEmpty: ready === 0,
  };
}

/** A blank is no fault, and who did not agree has a count of their own. */
const NO_FAULT: ReadonlySet<string> = new Set(['empty', 'no_consent']);

/** A line of rejects.csv that says a row had no consent is about nothing that was refused. */
const refusedValues = ({ byReason, rejectedValues }: ExportCounts): number =>
  Math.max(0, rejectedValues - (byReason['no_consent'] ?? 0));

/**
 * What rejects.csv is about, and how many of it: rows that were refused, single values of rows that go along without them, or
 * only rows that nobody consented to, which are left out and no fault of theirs.
 */
export function rejectsOf(counts: ExportCounts): { kind: 'rows' | 'values' | 'left_out'; count: number } {
  const { byReason, rejectedRows, rejectedValues, withoutConsent } = counts;
  if (rejectedRows > 0 || rejectedValues === 0) return { kind: 'rows', count: rejectedRows };
  const values = refusedValues(counts) - (byReason['unknown_consent'] ?? 0);
  return values > 0 ? { kind: 'values', count: values } : { kind: 'left_out', count: withoutConsent };
}

function toReasons(counts: ExportCounts): Preflight['reasons'] {
  const { byReason } = counts;
  const reasons = Object.entries(byReason)
    .filter(([reason, values]) => !NO_FAULT.has(reason) && values > 0)
    .map(([reason, values]) => ({ reason, values }))
    .sort((left, right) => right.values - left.values);
  const untold = refusedValues(counts) - reasons.reduce((sum, { values }) => sum + values, 0);
  if (untold > 0) reasons.push({ reason: 'other', values: untold });
  return reasons;
}

/** A part that is not empty takes at least this much of a bar, so that a few among a million still show. */
const LEAST_PERCENT = 1;

/** Where each part of a bar starts and how wide it is, in percent; together they fill it. */
export function toBar(parts: readonly number[]): { start: number; width: number }[] {
  const all = parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map((part) => (part === 0 ? 0 : Math.max(LEAST_PERCENT, (part / all) * 100)));
  const excess = widths.reduce((sum, width) => sum + width, 0) - 100;
  const widest = widths.indexOf(Math.max(...widths));
  let start = 0;
  return widths.map((wanted, index) => {
    const width = wanted === 0 ? 0 : index === widest ? wanted - excess : wanted;
    const place = { start: round(start), width: round(width) };
    start += width;
    return place;
  });
}

const round = (percent: number): number => Math.round(percent * 100) / 100;
