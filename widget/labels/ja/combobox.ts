import type { combobox as English } from '../en/combobox.ts';

/** Words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: '移動',
  keyChoose: '選択',
  keyClose: '閉じる',
};
