import type { combobox as English } from '../en/combobox.ts';

/** Words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: 'mover',
  keyChoose: 'elegir',
  keyClose: 'cerrar',
};
