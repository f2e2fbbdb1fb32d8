// The looks that several elements share, one file each.
export { bannerStyles } from './banner.ts';
export { buttonStyles } from './buttons.ts';
export { dialogStyles } from './dialog.ts';
export { fieldStyles } from './fields.ts';
export { panelStyles } from './panel.ts';
export { progressStyles } from './progress.ts';
export { stateStyles } from './states.ts';
export { statusStyles } from './status.ts';
export { tableStyles } from './table.ts';
