import { isolated, speech } from './speech.ts';

const english = speech('en');

/** A count with separators: 24,112. */
export const { number } = english;
export { isolated };

/** `plural(2, 'ad account')` → "2 ad accounts"; give the second form where adding an s is wrong. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** "Kopi Pagi, Lumen and 3 more": some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  if (more > 0) parts.push(`${number(more)} more`);
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
