const PAGE_LINES = 8;

/**
 * How many lines a key moves in a list of so many; undefined when it is not for moving. Home and End are for the text while
 * the person is in the text, as in any input.
 */
export function linesOf(
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  count: number,
  isInList: boolean,
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return altKey ? 0 : 1;
    case 'ArrowUp':
      return altKey ? undefined : -1;
    case 'PageDown':
      return PAGE_LINES;
    case 'PageUp':
      return -PAGE_LINES;
    case 'Home':
    case 'End':
      if (shiftKey || !(ctrlKey || metaKey || isInList)) return undefined;
      return key === 'Home' ? -count : count;
    default:
      return undefined;
  }
}

/** Enter, Esc and the arrows belong to the input method while it composes; key code 229 is how some browsers say so. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** A character that is written, not a command; the space presses a button. */
export const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
