import { describe, expect, it } from 'vitest';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { doors } from '../../widget/labels/locales.ts';
import { entries } from './table-entries.ts';
import { valuesOfSentences } from './sentence-values.ts';

// The types hold each table to the keys and kinds of English. Here its sentences are said: with every count whose form may differ, with
// names, lists and nothing.

type Sentence = (...values: readonly unknown[]) => unknown;

const VALUES = valuesOfSentences();
await loadLabels('en');
const english = new Map(entries(labelsFor('en').labels));

/** What cannot be meant: nothing at all, a value that is none, a place for a number that was not filled. */
const isSound = (text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && !/undefined|NaN|\[object|(?<![\w&])#(?!\w)/.test(text);

function faultsOf(path: string, own: unknown): string[] {
  if (typeof own === 'string') return isSound(own) ? [] : [`${path}: ${own}`];
  return (VALUES.get(path) ?? []).flatMap((values) => {
    const first = (own as Sentence)(...values);
    // Some give a sentence that only lacks the name.
    const text = typeof first === 'function' ? (first as Sentence)('Kopi Pagi') : first;
    return isSound(text) ? [] : [`${path}(${JSON.stringify(values).slice(1, -1)}): ${String(text)}`];
  });
}

async function tableOf(code: string): Promise<Map<string, unknown>> {
  await loadLabels(code);
  return new Map(entries(labelsFor(code).labels));
}

/** English is empty here and there, where another sentence says it already. */
const mayBeEmpty = new Set(
  [...english].flatMap(([path, own]) =>
    (typeof own === 'string' && own.trim() === '') || faultsOf(path, own).some((fault) => /: \s*$/u.test(fault))
      ? [path]
      : [],
  ),
);

const others = Object.keys(doors);

describe.each(['en', ...others])('the words of %s', (code) => {
  it('say everything, with every count', async () => {
    const table = await tableOf(code);
    const faults = [...english].flatMap(([path, value]) => {
      const own = table.get(path);
      if (typeof own !== typeof value) return [`${path} is ${typeof own}`];
      return faultsOf(path, own).filter((fault) => !(mayBeEmpty.has(path) && /: \s*$/u.test(fault)));
    });
    expect(faults).toEqual([]);
    expect(table.size).toBeGreaterThan(1000);
  });
});

describe.each(others)('the words of %s', (code) => {
  it('are its own: only what is the same in both is as in English', async () => {
    const table = await tableOf(code);
    const strings = [...english].filter(([, value]) => typeof value === 'string' && /\p{L}{4}/u.test(value));
    const same = strings.filter(([path, value]) => table.get(path) === value).map(([path]) => path);
    // Names of products and roles, "Status", "Segment": some in every language, never many.
    expect(same.length, same.slice(0, 100).join(' ')).toBeLessThan(strings.length * 0.04);
  });
});

it('knows the values of nearly all sentences, or the tests above would be asking too little', () => {
  const sentences = [...english].filter(([, value]) => typeof value === 'function').map(([path]) => path);
  const unsaid = sentences.filter((path) => !VALUES.has(path));
  expect(unsaid.length, unsaid.join(' ')).toBeLessThan(sentences.length * 0.1);
});
