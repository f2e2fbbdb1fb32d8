export interface CountryName {
  /** Alpha-2, upper case. */
  code: string;
  name: string;
}

/** Every country in the reader's language and order. The table of codes loads with the first call. */
export async function loadCountryNames(locale: string): Promise<CountryName[]> {
  const { COUNTRY_TABLE } = await import('../../shared/identifiers/country-table.ts');
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  return COUNTRY_TABLE.trim()
    .split('\n')
    .map((line) => line.slice(0, 2))
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((left, right) => compare(left.name, right.name));
}
