/** A little seeded source of choices. The same seed and index always give the same sequence, in any order of asking. */
export interface Draw {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  hex(length: number): string;
}

/** Opens the sequence that belongs to one index of one stream (say: "person 17 of the seed"). */
export function openDraw(seed: number, index: number): Draw {
  let state = scramble(scramble(seed ^ 0x9e3779b9) + Math.imul(index + 1, 0x85ebca6b));

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    return scramble(state) >>> 0;
  }

  function below(limit: number): number {
    return Math.floor((next() / 4_294_967_296) * limit);
  }

  return {
    below,
    chance: (percent) => below(10_000) < percent * 100,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('nothing to pick from');
      return value;
    },
    hex(length) {
      let text = '';
      while (text.length < length) text += next().toString(16).padStart(8, '0');
      return text.slice(0, length);
    },
  };
}

function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
