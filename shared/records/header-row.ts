const EMAIL = /^[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>]+$/;
const NUMBER = /^[+(]?\d[\d\s()./:-]{4,}$/;
const HASH_OR_DEVICE_ID = /^[0-9a-f-]{32,}$/i;

/**
 * Is a file's first row somebody's data rather than column names? True when a cell is an email address, a number of five
 * and more signs, a hash or a device ID. "purchases_20260301" and "E-mail (work)" are names.
 */
export function looksLikeValues(cells: readonly string[]): boolean {
  return cells.some((cell) => {
    const text = cell.trim();
    return EMAIL.test(text) || NUMBER.test(text) || HASH_OR_DEVICE_ID.test(text);
  });
}
