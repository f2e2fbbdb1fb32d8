import { filledOf } from './filled.ts';
import { profileAt, type Profile, type ProfileRecord } from './profile.ts';

export interface DemoSegment {
  readonly segmentId: string;
  readonly name: string;
  readonly size: number;
  /** How many of its people have something in each property, by the property's name. */
  readonly filled: Readonly<Record<string, number>>;
  /** The row of its first person; 0 when left out. */
  readonly first?: number;
}

// Everybody who is VIP also bought, and everybody who bought reads the newsletter: each segment is a run of rows from the first.
export const DEMO_SEGMENTS: readonly DemoSegment[] = [
  { segmentId: 'vip', name: 'VIP customers', size: 1_200, filled: filledOf('vip') },
  { segmentId: 'buyers-90d', name: 'Bought in the last 90 days', size: 25_000, filled: filledOf('buyers-90d') },
  { segmentId: 'newsletter', name: 'Newsletter, double opt-in', size: 250_000, filled: filledOf('newsletter') },
];

const SEGMENT_PAGE_SIZE = 2_000;

export interface DemoSegmentPage {
  readonly records: readonly ProfileRecord[];
  readonly nextCursor: string | null;
}

export function findSegment(segmentId: string): DemoSegment | null {
  return DEMO_SEGMENTS.find((segment) => segment.segmentId === segmentId) ?? null;
}

/** The people of a run of rows, one after the other; nothing is kept. */
export function* profilesOf(size: number, from = 0): Generator<Profile> {
  for (let index = from; index < from + size; index += 1) yield profileAt(index);
}

/** One page of a segment's records. A null cursor is the first page; null for a cursor that no page has given out. */
export function pageOf(segment: DemoSegment, cursor: string | null): DemoSegmentPage | null {
  if (cursor !== null && !/^\d{1,9}$/.test(cursor)) return null;
  const { size, first = 0 } = segment;
  // A cursor is a row of everybody's: who has left the segment since the page before shifts nothing.
  const from = Number(cursor ?? first);
  const last = first + size;
  if (from >= last && from > first) return null;
  const end = Math.min(from + SEGMENT_PAGE_SIZE, last);
  const records = [...profilesOf(Math.max(0, end - from), from)].map((profile) => profile.record);
  return { records, nextCursor: end < last ? String(end) : null };
}
