import { COUNTRY_TABLE } from './country-table.ts';

let byCode: Map<string, string> | undefined;
let byName: Map<string, string> | undefined;

/** ISO 3166-1 alpha-2 in lower case from a code (alpha-2, alpha-3) or an English name; `undefined` when it is none. */
export function readCountry(text: string): string | undefined {
  if (!byCode || !byName) {
    byCode = new Map();
    byName = new Map();
    loadTable(byCode, byName);
  }
  if (text.length > 80) return undefined;
  return byCode.get(text) ?? byCode.get(text.normalize('NFKC').trim().toLowerCase()) ?? byName.get(toNameKey(text));
}

function loadTable(codes: Map<string, string>, names: Map<string, string>): void {
  for (const line of COUNTRY_TABLE.trim().split('\n')) {
    const alpha2 = line.slice(0, 2).toLowerCase();
    const alpha3 = line.slice(3, 6);
    for (const code of [alpha2, alpha2.toUpperCase(), alpha3, alpha3.toLowerCase()]) codes.set(code, alpha2);
    for (const name of line.slice(7).split('|')) names.set(toNameKey(name), alpha2);
  }
}

/**
 * Case, accents, punctuation, "&" and "St." make no difference: "São Tomé & Príncipe" reads like "sao tome and
 * principe".
 */
function toNameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/&/g, 'and')
    .replace(/\bst\b\.?/g, 'saint')
    .replace(/[^a-z]/g, '')
    .replace(/^the/, '');
}
