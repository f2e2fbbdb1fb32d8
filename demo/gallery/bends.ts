import type { Bend } from './scene.ts';

/** The bends of one open page, with what has been counted so far. */
export interface BendCounter {
  /** The bend that this call meets, counted; null when it goes through as it is. */
  take(method: string, path: string): Bend | null;
}

/** Counts from the start: every opened page has a counter of its own. */
export function countBends(bends: readonly Bend[]): BendCounter {
  const seen = bends.map(() => 0);
  return {
    take(method, path) {
      for (const [index, bend] of bends.entries()) {
        if (!fits(bend, method, path)) continue;
        const number = (seen[index] ?? 0) + 1;
        seen[index] = number;
        const first = (bend.after ?? 0) + 1;
        if (number >= first && number < first + (bend.times ?? Number.POSITIVE_INFINITY)) return bend;
      }
      return null;
    },
  };
}

function fits({ path: wanted, method: wantedMethod }: Bend, method: string, path: string): boolean {
  if (wantedMethod !== undefined && wantedMethod.toUpperCase() !== method) return false;
  return wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted;
}
