import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import type { Spoken } from './language-plan.ts';

// What depends on how fast the machine was, in the languages that are pictured: found by what their tables say, since each puts its
// numbers elsewhere and has plural forms of its own.

/** A pattern, its flags, and what stands there in every picture. */
export type Volatile = readonly [pattern: string, flags: string, replacement: string];

export interface VolatileWords {
  readonly patterns: readonly Volatile[];
  /** How a line begins that says how far a file is; the bar beside it is set to the same share. */
  readonly shares: readonly string[];
}

const COUNTS = [1, 2, 3, 11, 100, 1_000, 84_000, 125_000];
const SECONDS = [1, 2, 3, 5, 11, 20, 30];
const [RATE, DONE, ALL, SIZE, WAIT] = [12_400, 84_000, 125_000, 2_000_000, 5];

const escaped = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&');

/** Every way of saying it, numbers left open. */
function sayings(samples: readonly (readonly number[])[], say: (...values: number[]) => string): string[] {
  const patterns = samples.map((values) => escaped(say(...values)).replace(/\d[\d.,\\]*/g, String.raw`\d[\d.,]*`));
  return [...new Set(patterns)].filter((pattern) => pattern.includes(String.raw`\d`));
}

/** What is volatile in these languages. */
export async function volatileWords(languages: readonly Spoken[]): Promise<VolatileWords> {
  const patterns: Volatile[] = [];
  const shares: string[] = [];
  for (const language of languages) {
    await loadLabels(language);
    const { audienceExporter: words, eventFeed } = labelsFor(language).labels;
    const each = (samples: readonly number[]) => samples.map((value) => [value]);
    const put = (ways: readonly string[], replacement: string): void => {
      for (const way of ways) patterns.push([way, 'gu', replacement]);
    };
    put(sayings(each(COUNTS), words.rowsPerSecond), words.rowsPerSecond(RATE));
    put(sayings(each(COUNTS), words.peoplePerSecond), words.peoplePerSecond(RATE));
    const share = words.checkHashing(DONE, ALL);
    put(
      sayings(
        COUNTS.map((count) => [count, count]),
        words.checkHashing,
      ),
      share,
    );
    shares.push(share);
    put(
      sayings(each([500, 84_000, SIZE]), (bytes) => words.sentOf(words.size(bytes))),
      words.sentOf(words.size(SIZE)),
    );
    put(sayings(each(SECONDS), eventFeed.tryingIn), eventFeed.tryingIn(WAIT));
  }
  return { patterns, shares };
}
