import { isolated, number } from './speech.ts';

const conjunction = new Intl.ListFormat('es', { type: 'conjunction' });

/** "Kopi Pagi, Lumen y 3 más": some names, and how many there are besides. The names decide between "y" and "e". */
export function named(names: readonly string[], more: number): string {
  const parts = more > 0 ? [...names, `${number(more)} más`] : [...names];
  let place = 0;
  return conjunction
    .formatToParts(parts)
    .map(({ type, value }) => (type === 'element' && place++ < names.length ? isolated(value) : value))
    .join('');
}
