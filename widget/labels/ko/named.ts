import { isolated, number } from './speech.ts';

/** "Kopi Pagi, Lumen 외 3개": some names, and how many there are besides. */
export function named(names: readonly string[], more: number): string {
  const text = names.map((name) => isolated(name)).join(', ');
  return more > 0 ? `${text} 외 ${number(more)}개` : text;
}
