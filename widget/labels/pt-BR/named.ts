import { isolated, list, number } from './speech.ts';

/** "Kopi Pagi, Lumen e mais 3": some names, and how many there are besides. */
export const named = (names: readonly string[], more: number): string =>
  list([...names.map((name) => isolated(name)), ...(more > 0 ? [`mais ${number(more)}`] : [])]);
