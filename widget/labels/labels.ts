import { core } from './en/core.ts';
import { doors } from './locales.ts';
import { followRegion, type Language } from './region.ts';
import type { LabelOverrides, Labels, Overrides } from './shape.ts';

export type { LabelOverrides, Labels } from './shape.ts';

/** How long an update waits for the words of its language before it goes on without them. */
const PATIENCE_MS = 4000;
/** Words that could not be fetched are not asked for again before that. */
const AGAIN_MS = 30_000;

// Before `loadLabels` has resolved, only what `core` holds is there; a view is drawn after that, a shell before.
const tables: Partial<Record<Language, Labels>> & { en: Labels } = { en: { ...core } as unknown as Labels };
const complete = new Set<Language>();
const loading = new Map<Language, Promise<void>>();
/** Words that are being fetched: who waits for how long, and who is drawn anew once they are there. */
const waits = new Map<string, { inTime: Promise<void>; readonly redraws: Set<() => void> }>();
/** Of these, what did not come in time: nobody is made to wait for it again until it is there. */
const late = new Set<string>();

/** Whether the words of a locale are there: those of the first paint, or all. */
export function hasWords(locale: string | undefined, areAllNeeded: boolean): boolean {
  return isThere(spoken(locale).language, areAllNeeded);
}

const isThere = (language: Language, areAllNeeded: boolean): boolean =>
  areAllNeeded ? complete.has(language) : tables[language] !== undefined;

/** A language to speak when none is there that was asked for: English, or what this page speaks already. */
export const anyWords = (areAllNeeded: boolean): Language =>
  (areAllNeeded && !complete.has('en') && complete.values().next().value) || 'en';

/**
 * What to wait for where the words of a locale have to be fetched first. It ends in any case, and never rejects. Nothing is waited for a
 * second time: who has gone on without them is drawn anew when they come after all.
 *
 * @param redraw the same function for the same element each time
 */
export function wordsOnTheWay(
  locale: string | undefined,
  areAllNeeded: boolean,
  redraw: () => void,
): Promise<void> | undefined {
  if (hasWords(locale, areAllNeeded)) return undefined;
  const { language } = spoken(locale);
  const key = `${language} ${areAllNeeded}`;
  let wait = waits.get(key);
  if (wait === undefined) {
    const redraws = new Set<() => void>();
    const words = areAllNeeded ? loadLabels(locale) : loadShell(language);
    const brought = bring(words, key, redraws);
    wait = { inTime: inTime(brought, key, () => isThere(language, areAllNeeded)), redraws };
    waits.set(key, wait);
  }
  wait.redraws.add(redraw);
  return late.has(key) ? undefined : wait.inTime;
}

async function bring(words: Promise<void>, key: string, redraws: Set<() => void>): Promise<void> {
  try {
    await words;
  } catch {
    // English it is. Somebody asks again in a while, as when the network is back.
    setTimeout(() => waits.delete(key), AGAIN_MS);
    return;
  }
  late.delete(key);
  for (const drawAnew of redraws) drawAnew();
  redraws.clear();
}

async function inTime(words: Promise<void>, key: string, areThere: () => boolean): Promise<void> {
  await Promise.race([words, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (!areThere()) late.add(key);
}

async function loadShell(language: Language): Promise<void> {
  if (language === 'en') return;
  const { core: words } = await doors[language]();
  tables[language] ??= words as unknown as Labels;
}

/** Brings all words of a locale; once a language. Rejects when they could not be fetched, and may then be called again. */
export function loadLabels(locale?: string): Promise<void> {
  const { language } = spoken(locale);
  let bringing = loading.get(language);
  if (bringing === undefined) {
    bringing = bringAll(language);
    loading.set(language, bringing);
  }
  return bringing;
}

async function bringAll(language: Language): Promise<void> {
  try {
    tables[language] = await loadAll(language);
    complete.add(language);
  } catch (error) {
    loading.delete(language);
    throw error;
  }
}

async function loadAll(language: Language): Promise<Labels> {
  if (language === 'en') return (await import('./en.ts')).en;
  return (await doors[language]()).loadAll();
}

/** The words for a locale and the locale that goes with them, so that numbers and dates never mix languages. */
export function labelsFor(
  locale: string | undefined,
  overrides?: LabelOverrides,
): { labels: Labels; locale: string; language: Language } {
  const asked = spoken(locale);
  const table = tables[asked.language];
  const { language, region } = table === undefined ? ENGLISH : asked;
  followRegion(language, region);
  const labels = table ?? tables.en;
  return {
    labels: overrides && typeof overrides === 'object' ? overlaid(labels, overrides) : labels,
    locale: region,
    language,
  };
}

const ENGLISH = { language: 'en', region: 'en' } as const;
const known = new Map<string, { language: Language; region: string }>();

/** Which of our languages a locale gets, and how numbers and dates are written: `de-AT` reads German words and Austrian dates. */
function spoken(locale: string | undefined): { language: Language; region: string } {
  if (locale === undefined) return ENGLISH;
  let found = known.get(locale);
  if (found === undefined) {
    found = match(locale);
    known.set(locale, found);
  }
  return found;
}

function match(locale: string): { language: Language; region: string } {
  try {
    // A page in JavaScript may give anything at all: what is no locale ends below.
    const asked = new Intl.Locale(locale.replaceAll('_', '-'));
    // Portuguese is Brazil's here; Intl itself knows that `in` is an old code of `id`.
    const language = asked.language === 'pt' ? 'pt-BR' : asked.language;
    if (language !== 'en' && !(language in doors)) return ENGLISH;
    // Sentences have numbers typed into them, in Latin digits: counts beside them are written alike.
    const { baseName } = asked;
    return { language: language as Language, region: language === 'ar' ? `${baseName}-u-nu-latn` : baseName };
  } catch {
    return ENGLISH;
  }
}

const overlays = new WeakMap<LabelOverrides, WeakMap<Labels, Labels>>();

function overlaid(labels: Labels, overrides: LabelOverrides): Labels {
  let made = overlays.get(overrides);
  if (made === undefined) overlays.set(overrides, (made = new WeakMap()));
  let result = made.get(labels);
  if (result === undefined) made.set(labels, (result = laidOver(labels, overrides)));
  return result;
}

function laidOver<Part extends object>(part: Part, over: Overrides<Part>): Part {
  const result = { ...part };
  for (const key of Object.keys(over) as (keyof Part)[]) {
    const own: unknown = over[key];
    // What an object inherits is no string of ours: a name such as `__proto__` changes nothing.
    const ours: unknown = Object.hasOwn(part, key)
      ? part[key]
      : typeof own === 'function' && !(key in {})
        ? nothing
        : '';
    if (own === null || typeof own !== typeof ours) continue;
    result[key] = (
      typeof own === 'object'
        ? laidOver(ours as object, own)
        : typeof own === 'function'
          ? backedUp(own as Sentence, ours as Sentence)
          : own
    ) as Part[keyof Part];
  }
  return result;
}

type Sentence = (...args: unknown[]) => unknown;
/** For sentences that English leaves to the server. */
const nothing = (): string => '';

/** The page's sentence; ours where it throws or gives no text, which must not cost the person the whole element. */
function backedUp(own: Sentence, ours: Sentence): Sentence {
  return (...args) => {
    try {
      const said = own(...args);
      if (typeof said === 'string') return said;
    } catch (error) {
      // oxlint-disable-next-line no-console -- a mistake of the page, which no event could explain
      console.warn('tiktok-ads-connect: a function of the labels failed', error);
    }
    return ours(...args);
  };
}
