/** Words of every list that is searched by typing. */
export const combobox = {
  keyMove: 'move',
  keyChoose: 'choose',
  keyClose: 'close',
};
