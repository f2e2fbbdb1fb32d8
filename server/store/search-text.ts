/**
 * What a search compares: the same in every database, whatever its collation. Neither case nor width counts, nor the accents of
 * Latin, Greek and Cyrillic letters; marks of other scripts are letters of their own and stay.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase() // “ß” meets “SS” only in upper case
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC');
}
