import type { combobox as English } from '../en/combobox.ts';

/** German words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: 'bewegen',
  keyChoose: 'auswählen',
  keyClose: 'schließen',
};
