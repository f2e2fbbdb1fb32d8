import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import type { Language } from '../../widget/labels/region.ts';
import { valuesOfSentences } from '../labels/sentence-values.ts';
import type { Spoken } from './language-plan.ts';

// What a language says and English does not, and the other way round: by that, words are told to have stayed English.

export interface EnglishLeft {
  /** Texts of the English table that this language says otherwise. */
  readonly texts: readonly string[];
  /** Words that occur in English sentences and never in this language's. */
  readonly words: readonly string[];
}

type Sentence = (...values: readonly unknown[]) => unknown;
const SHORTEST_WORD = 3;
const WORD = /(?<![\p{Script=Latin}\p{N}_@.&])\p{Script=Latin}[\p{Script=Latin}’]*(?![\p{Script=Latin}\p{N}_@])/gu;

/** The words of a text as they stand in a list of them. */
const wordsOf = (text: string): string[] =>
  (text.match(WORD) ?? []).map((word) => word.toLowerCase()).filter((word) => word.length >= SHORTEST_WORD);

const known = new Map<Language, Promise<Said>>();
let values: Map<string, unknown[][]> | undefined;

interface Said {
  readonly strings: ReadonlyMap<string, string>;
  readonly words: ReadonlySet<string>;
}

function said(language: Language): Promise<Said> {
  let saying = known.get(language);
  if (saying === undefined) known.set(language, (saying = sayAll(language)));
  return saying;
}

async function sayAll(language: Language): Promise<Said> {
  values ??= valuesOfSentences();
  await loadLabels(language);
  const strings = new Map<string, string>();
  const words = new Set<string>();
  for (const [path, own] of entries(labelsFor(language).labels)) {
    if (typeof own === 'string') strings.set(path, own.trim());
    for (const text of typeof own === 'string' ? [own] : sayings(own as Sentence, values.get(path) ?? []))
      for (const word of wordsOf(text)) words.add(word);
  }
  return { strings, words };
}

function sayings(own: Sentence, all: readonly unknown[][]): string[] {
  return all.flatMap((each) => {
    const first = own(...each);
    const text = typeof first === 'function' ? (first as Sentence)('') : first;
    return typeof text === 'string' ? [text] : [];
  });
}

function* entries(table: object, path = ''): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(table)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'object' && value !== null) yield* entries(value as object, at);
    else yield [at, value];
  }
}

const differences = new Map<Spoken, Promise<EnglishLeft>>();

/** By what English is known among the words of a language. */
export function englishBeside(language: Spoken): Promise<EnglishLeft> {
  let found = differences.get(language);
  if (found === undefined) differences.set(language, (found = compare(language)));
  return found;
}

async function compare(language: Spoken): Promise<EnglishLeft> {
  const [english, own] = await Promise.all([said('en'), said(language)]);
  const ownTexts = new Set(own.strings.values());
  const texts = [...english.strings.values()].filter((text) => /\p{L}{2}/u.test(text) && !ownTexts.has(text));
  return { texts: [...new Set(texts)], words: [...english.words].filter((word) => !own.words.has(word)) };
}
