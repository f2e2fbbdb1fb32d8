import { isolated, list, number } from './speech.ts';

/** "Kopi Pagi, Lumen, and 3 more": some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  return list(more > 0 ? [...parts, `${number(more)} lainnya`] : parts);
}
