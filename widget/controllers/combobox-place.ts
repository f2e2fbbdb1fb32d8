import { type Measures, placePopover } from './combobox-layout.ts';

const SHEET_BELOW = 480;
const HEADING = 32;
/** Pixels of a line, by the pointer and the lines of text in it. */
const LINE = { fine: { 1: 32, 2: 52 }, coarse: { 1: 44, 2: 72 } } as const;

const isCoarse = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Whether the list fills the screen: for fingers, in a narrow element. */
export const wantsSheet = (element: HTMLElement): boolean => isCoarse() && element.clientWidth < SHEET_BELOW;

export const measuresOf = (lines: 1 | 2, hasHeadings: boolean): Measures => ({
  line: LINE[isCoarse() ? 'coarse' : 'fine'][lines],
  head: hasHeadings ? HEADING : 0,
});

const WIDTH = 440;
const HEIGHT = 380;

/** Pixels of the window that the keyboard on the screen leaves. */
export const roomLeft = (): number => window.visualViewport?.height ?? window.innerHeight;

/** Puts the list at its field, within the window. False when the field itself is out of sight. */
export function placeList(popover: HTMLElement, fieldElement: HTMLElement): boolean {
  const field = fieldElement.getBoundingClientRect();
  const top = window.visualViewport?.offsetTop ?? 0;
  const view = { top, bottom: top + roomLeft(), left: 0, right: document.documentElement.clientWidth };
  if (field.bottom <= view.top || field.top >= view.bottom) return false;
  const isRtl = getComputedStyle(popover).direction === 'rtl';
  const { isAbove, left, width, edge, maxHeight } = placePopover(field, view, { width: WIDTH, height: HEIGHT, isRtl });
  // Through the object model: a strict content security policy refuses the attribute only.
  const { style } = popover;
  style.setProperty('left', `${left}px`);
  style.setProperty('inline-size', `${width}px`);
  style.setProperty('top', isAbove ? 'auto' : `${edge}px`);
  style.setProperty('bottom', isAbove ? `${window.innerHeight - edge}px` : 'auto');
  style.setProperty('max-block-size', `${Math.min(HEIGHT, maxHeight)}px`);
  return true;
}
