import { isolated, list, number } from './speech.ts';

/** „Kopi Pagi, Lumen und 3 weitere“: some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  if (more > 0) parts.push(more === 1 ? '1 weiteres' : `${number(more)} weitere`);
  return list(parts);
}
