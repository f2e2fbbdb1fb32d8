import { isolated, list, number } from './speech.ts';

/** "Kopi Pagi、Lumen、ほか3件": some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  if (more > 0) parts.push(`ほか${number(more)}件`);
  return list(parts);
}
