import type { combobox as English } from '../en/combobox.ts';

/** Words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: 'pindah',
  keyChoose: 'pilih',
  keyClose: 'tutup',
};
