import { type Language, regionOf } from './region.ts';

/** The forms that a language has for counts, by the categories of Unicode's CLDR, which `Intl.PluralRules` chooses among. */
interface Categories {
  en: 'one' | 'other';
  es: 'one' | 'many' | 'other';
  de: 'one' | 'other';
  fr: 'one' | 'many' | 'other';
  'pt-BR': 'one' | 'many' | 'other';
  ja: 'other';
  ko: 'other';
  id: 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** One text for each form of a count; `#` stands for the number. A form that is missing, or one too many, is a type error. */
export type Forms<Spoken extends Language> = Readonly<Record<Categories[Spoken], string>>;

/** What sentences of a language are made with. */
export interface Speech<Spoken extends Language> {
  /** A count with separators: 24,112. */
  readonly number: (value: number) => string;
  /**
   * The form for a count: `plural(2, { one: '# ad account', other: '# ad accounts' })` → "2 ad accounts". A form may leave the number
   * out. Names never go into a form, for a `#` in them would be taken for the number.
   */
  readonly plural: (value: number, forms: Forms<Spoken>) => string;
  /** "Kopi Pagi, Lumen and Nomad", each name kept apart from the sentence's direction of writing. */
  readonly list: (items: readonly string[]) => string;
}

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string): Intl.NumberFormat {
  const known = numbers.get(locale) ?? new Intl.NumberFormat(locale);
  numbers.set(locale, known);
  return known;
}

/** The means of one language; numbers follow the region that the page asked for. */
export function speech<Spoken extends Language>(language: Spoken): Speech<Spoken> {
  const rules = new Intl.PluralRules(language);
  const conjunction = new Intl.ListFormat(language, { type: 'conjunction' });
  const number = (value: number): string => numberFormat(regionOf(language)).format(value);
  return {
    number,
    plural(value, forms) {
      const all: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = forms as never;
      return (all[rules.select(value)] ?? all.other).replace('#', number(value));
    },
    list: (items) => conjunction.format(items),
  };
}

/** A name inside a sentence, kept apart from the sentence's direction of writing, as `<bdi>` does in markup. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
