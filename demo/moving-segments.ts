import { DEMO_SEGMENTS, type DemoSegment } from './data/index.ts';

/** People of each segment who leave it, and others who join it, at each move. */
export const LEAVING = 20;
export const JOINING = 10;

export interface MovingSegments {
  all(): DemoSegment[];
  find(segmentId: string): DemoSegment | null;
  /** Lets people leave and join every segment. Whoever has left stays away. */
  move(): void;
}

/** The demo's segments, whose people change: those of the first rows leave, those of the rows behind the last join. */
export function movingSegments(): MovingSegments {
  let moves = 0;
  const all = () => DEMO_SEGMENTS.map((segment) => moved(segment, moves));
  return {
    all,
    find: (segmentId) => all().find((segment) => segment.segmentId === segmentId) ?? null,
    move: () => void (moves += 1),
  };
}

function moved(segment: DemoSegment, moves: number): DemoSegment {
  const size = Math.max(0, segment.size + moves * (JOINING - LEAVING));
  // Counted for the segment as it was, so only nearly right; never more than there are.
  const filled = Object.fromEntries(
    Object.entries(segment.filled).map(([property, count]) => [property, Math.min(count, size)]),
  );
  return { ...segment, size, filled, first: moves * LEAVING };
}
