import { MATCHING_ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import type { AudienceAction, ExportCounts } from '../../shared/exports.ts';
import { audienceShift, MINIMUM_AUDIENCE } from './export-state.ts';

export interface Preflight {
  rows: number;
  ready: number;
  duplicates: number;
  rejected: number;
  /** Shares of all rows, 0 to 100, with one decimal; they add up to 100 as far as rounding lets them. */
  shares: { ready: number; duplicates: number; rejected: number };
  /** Matching attributes of this export with how many rows have a usable one; `share` is that of all rows, like `shares`. */
  foundBy: { attribute: Attribute; people: number; share: number }[];
  /**
   * Why values were refused, most frequent first; they add up to `rejectedValues`. Blank cells are no fault and are left
   * out; `other` is what the server counted without saying why.
   */
  reasons: { reason: string; values: number }[];
  /** Lines of rejects.csv. */
  rejectedValues: number;
  alreadyHashed: number;
  isEmpty: boolean;
}

/** The report of the last step before sending, from what the server counted. */
export function toPreflight(counts: ExportCounts, attributes: readonly Attribute[]): Preflight {
  const share = (part: number) => (counts.rows === 0 ? 0 : Math.round((part / counts.rows) * 1000) / 10);
  return {
    rows: counts.rows,
    ready: counts.ready,
    duplicates: counts.duplicates,
    rejected: counts.rejectedRows,
    shares: { ready: share(counts.ready), duplicates: share(counts.duplicates), rejected: share(counts.rejectedRows) },
    foundBy: MATCHING_ATTRIBUTES.filter((attribute) => attributes.includes(attribute)).map((attribute) => {
      const people = counts.byAttribute[attribute]?.valid ?? 0;
      return { attribute, people, share: share(people) };
    }),
    reasons: toReasons(counts),
    rejectedValues: counts.rejectedValues,
    alreadyHashed: Object.values(counts.byAttribute).reduce((sum, one) => sum + (one?.alreadyHashed ?? 0), 0),
    isEmpty: counts.ready === 0,
  };
}

function toReasons({ byReason, rejectedValues }: ExportCounts): Preflight['reasons'] {
  const reasons = Object.entries(byReason)
    .filter(([reason, values]) => reason !== 'empty' && values > 0)
    .map(([reason, values]) => ({ reason, values }))
    .sort((left, right) => right.values - left.values);
  const told = reasons.reduce((sum, { values }) => sum + values, 0);
  if (told < rejectedValues) reasons.push({ reason: 'other', values: rejectedValues - told });
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

/**
 * What TikTok will make of it. `too_few`: a new audience that ads cannot use yet. `may_be_refused`: TikTok fails an update
 * after which fewer than 1,000 would remain.
 */
export type Outlook = 'enough' | 'too_few' | 'may_be_refused' | 'unknown';

/** `now` is the size of the audience that is updated; null when it is not known. */
export function outlookOf(action: 'CREATE' | AudienceAction, ready: number, now: number | null): Outlook {
  if (action === 'CREATE') return ready < MINIMUM_AUDIENCE ? 'too_few' : 'enough';
  if (action === 'REPLACE') return ready < MINIMUM_AUDIENCE ? 'may_be_refused' : 'enough';
  if (action === 'APPEND' && ready >= MINIMUM_AUDIENCE) return 'enough';
  if (now === null) return 'unknown';
  return (audienceShift(action, now, ready).after ?? 0) < MINIMUM_AUDIENCE ? 'may_be_refused' : 'enough';
}
