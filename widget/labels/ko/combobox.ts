import type { combobox as English } from '../en/combobox.ts';

/** Words of every list that is searched by typing. */
export const combobox: typeof English = {
  keyMove: '이동',
  keyChoose: '선택',
  keyClose: '닫기',
};
