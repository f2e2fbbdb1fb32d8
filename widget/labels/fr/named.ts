import { agreed } from './counted.ts';
import { isolated, list } from './speech.ts';

/** « Kopi Pagi, Lumen et 3 autres »: some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  if (more > 0) parts.push(agreed(more, '# autre', '# autres'));
  return list(parts);
}
