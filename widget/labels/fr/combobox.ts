import type { combobox as English } from '../en/combobox.ts';

/** French words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: 'parcourir',
  keyChoose: 'choisir',
  keyClose: 'fermer',
};
