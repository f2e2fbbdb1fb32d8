import { isolated, list, plural } from './speech.ts';

/** "3 more" after an "and", of things: their plural is feminine. */
export const others = (count: number): string =>
  plural(count, {
    zero: '# أخرى',
    one: 'واحد آخر',
    two: 'اثنان آخران',
    few: '# أخرى',
    many: '# أخرى',
    other: '# أخرى',
  });

/** "Kopi Pagi, Lumen and 3 more": some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  return list(more > 0 ? [...parts, others(more)] : parts);
}
