/** The languages that the widget speaks, as BCP 47 codes. */
export type Language = 'en' | 'es' | 'de' | 'fr' | 'pt-BR' | 'ja' | 'ko' | 'id' | 'ar';

const regions: Partial<Record<Language, string>> = {};

/**
 * Counts inside sentences are written as the region does that was asked for last: 1.000,5 in Spain, 1,000.5 in Mexico. One page has one
 * region a language, so this is kept once for all elements and not handed through every sentence.
 */
export function followRegion(language: Language, locale: string): void {
  regions[language] = locale;
}

/** The region that a language is spoken in now, such as `es-MX`; the language itself where none was asked for. */
export const regionOf = (language: Language): string => regions[language] ?? language;
