import { filterItems, type FoundItem, type ItemIndex } from './combobox-filter.ts';
import { type Block, layOut, linesWithin, type Measures, scrollToLine } from './combobox-layout.ts';

const OVERSCAN_LINES = 6;
/** Beyond a line's own height: border and margin of the last line, which stays in sight. */
const UNSET_EDGE = 8;

export interface OptionListSetup {
  readonly groups: readonly string[];
  readonly measures: Measures;
  /** Whether a last line takes the choice back. */
  readonly hasUnset: boolean;
}

/** What an open list shows: which lines the typed text leaves, which is active, which of them are in sight. No page. */
export class OptionList<Item> {
  readonly setup: OptionListSetup;
  /** What was typed; null before the first keystroke. */
  typed: string | null = null;
  /** What is found, by group. */
  groups: readonly (readonly FoundItem<Item>[])[] = [];
  blocks: readonly Block[] = [];
  /** Items found. */
  found = 0;
  /** Index of the active line; -1 when there is none. */
  active = -1;
  /** Pixels scrolled, and pixels in sight. */
  scroll = 0;
  viewSize = 320;
  readonly #index: ItemIndex<Item>;

  constructor(index: ItemIndex<Item>, setup: OptionListSetup) {
    this.#index = index;
    this.setup = setup;
    this.filter(null);
  }

  /** Lines in all, the last one included. */
  get count(): number {
    return this.found + (this.setup.hasUnset ? 1 : 0);
  }

  /** Index of the line that takes the choice back; -1 without one. */
  get unsetLine(): number {
    return this.setup.hasUnset ? this.found : -1;
  }

  /** Leaves what the text finds, with the first of it active. */
  filter(typed: string | null): void {
    const { groups, measures } = this.setup;
    this.typed = typed;
    this.groups = filterItems(this.#index, typed ?? '', groups);
    const counts = this.groups.map((group) => group.length);
    this.blocks = layOut(counts, measures);
    this.found = counts.reduce((sum, count) => sum + count, 0);
    this.scroll = 0;
    this.active = this.found === 0 ? -1 : 0;
  }

  /** Makes a line active and brings it into sight. */
  activate(line: number): void {
    this.active = this.count === 0 ? -1 : Math.min(this.count - 1, Math.max(0, line));
    this.showActive();
  }

  /** Moves by lines, staying within the list. */
  move(lines: number): void {
    if (this.count > 0) this.activate(this.active + lines);
  }

  showActive(): void {
    const block = this.#blockAt(this.active);
    if (block === undefined) return;
    const { line } = this.setup.measures;
    const below = this.setup.hasUnset ? line + UNSET_EDGE : 0;
    this.scroll = scrollToLine(block, this.active, line, { scroll: this.scroll, size: this.viewSize, below });
  }

  /** Activates the item's line; the first when it is not there. */
  activateItem(isIt: (item: Item) => boolean): void {
    this.activate(this.groups.flat().findIndex(({ item }) => isIt(item)));
  }

  foundAt(line: number): FoundItem<Item> | undefined {
    const block = this.#blockAt(line);
    return block && this.groups[this.blocks.indexOf(block)]?.[line - block.first];
  }

  /** The lines of a block to draw: from, up to but without to, within the block. */
  drawn(block: Block): readonly [from: number, to: number] {
    const { line } = this.setup.measures;
    const room = OVERSCAN_LINES * line;
    return linesWithin(block, line, this.scroll - room, this.scroll + this.viewSize + room);
  }

  /** Takes over what is in sight; true when other lines must be drawn for it. */
  look(scroll: number, viewSize: number): boolean {
    const before = this.#allDrawn();
    this.scroll = scroll;
    this.viewSize = viewSize;
    return before !== this.#allDrawn();
  }

  #allDrawn(): string {
    return this.blocks.map((block) => this.drawn(block).join('-')).join();
  }

  #blockAt(line: number): Block | undefined {
    return this.blocks.find(({ first, count }) => line >= first && line < first + count);
  }
}
