// Where lines of a long list lie and which of them need drawing; where the list itself goes. Plain numbers, no page.

export interface Measures {
  /** Pixels of one line, and of a group's heading. */
  readonly line: number;
  readonly head: number;
}

/** A group's room in the list. */
export interface Block {
  /** Index of its first line among all lines. */
  readonly first: number;
  readonly count: number;
  readonly top: number;
  readonly head: number;
  readonly size: number;
}

/** Groups one below the other; an empty one takes no room. */
export function layOut(counts: readonly number[], { line, head }: Measures): Block[] {
  let first = 0;
  let top = 0;
  return counts.map((count) => {
    const used = count === 0 ? 0 : head;
    const block = { first, count, top, head: used, size: used + count * line };
    first += count;
    top += block.size;
    return block;
  });
}

/** The lines of a block that touch the stretch between two heights, as indices within the block: from, up to but without to. */
export function linesWithin(block: Block, line: number, from: number, to: number): readonly [number, number] {
  const start = block.top + block.head;
  const first = Math.floor((from - start) / line);
  const last = Math.ceil((to - start) / line);
  const clamp = (value: number) => Math.min(block.count, Math.max(0, value));
  return [clamp(first), clamp(last)];
}

/** The least scrolling that brings a line into sight, clear of the heading that sticks above and of what covers below. */
export function scrollToLine(
  block: Block,
  index: number,
  line: number,
  view: { readonly scroll: number; readonly size: number; readonly below: number },
): number {
  const top = block.top + block.head + (index - block.first) * line;
  // With its first line a group shows its heading too.
  if (top - block.head < view.scroll) return top - block.head;
  // Whole lines: none is cut by the heading.
  const lines = Math.ceil((top + line - (view.size - view.below) - block.top) / line);
  return Math.max(view.scroll, block.top + lines * line);
}

export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Placement {
  readonly isAbove: boolean;
  readonly left: number;
  readonly width: number;
  /** Height of the edge that is next to the field: its top, or its bottom when above. */
  readonly edge: number;
  readonly maxHeight: number;
}

const GAP = 4;
const MARGIN = 8;

/**
 * Below the field where there is room, else on the side that has more; as wide as the field or as wished, and always
 * within the window. It starts where the field starts, which is on the right in right-to-left text.
 */
export function placePopover(
  field: Box,
  view: Box,
  wish: { readonly width: number; readonly height: number; readonly isRtl: boolean },
): Placement {
  const below = view.bottom - field.bottom - GAP - MARGIN;
  const above = field.top - view.top - GAP - MARGIN;
  const isAbove = below < wish.height && above > below;
  const width = Math.min(Math.max(field.right - field.left, wish.width), view.right - view.left - 2 * MARGIN);
  const start = wish.isRtl ? field.right - width : field.left;
  // On whole pixels: text between two of them is blurred.
  return {
    isAbove,
    left: Math.round(Math.min(Math.max(start, view.left + MARGIN), view.right - MARGIN - width)),
    width,
    edge: Math.round(isAbove ? field.top - GAP : field.bottom + GAP),
    maxHeight: Math.floor(Math.max(160, isAbove ? above : below)),
  };
}
