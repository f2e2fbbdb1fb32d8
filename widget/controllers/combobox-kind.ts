import type { ViewHost } from '../element/lazy-element.ts';
import type { FoundItem, ItemReader } from './combobox-filter.ts';

/** A kind of list: how its items are read and what it says. Functions, so that the words are those of the moment. */
export interface ComboboxKind<Item> extends ItemReader<Item> {
  /** At the line's end, quietly. */
  aside?(item: Item): string;
  /** Why an item cannot be chosen. It stays in its place and says so. */
  refusal?(item: Item): string | undefined;
  /** Groups in order, with their headings; without it there is one group and no heading. */
  groups?(): readonly { readonly key: string; readonly label: string }[];
  /** With 2 the aside, or the refusal, stands below the text. 1 by default. */
  readonly lines?: 1 | 2;
  /** On the closed and in the empty field. */
  placeholder(): string;
  /** Name of the list. */
  list(): string;
  /** "7 of 1,036 properties": in the foot, and said after typing. */
  count(found: number, all: number): string;
  /** When nothing is found. */
  none(typed: string): string;
}

/** One field that a list of the kind opens for. */
export interface ComboboxField<Item> {
  /** Id, in the host's shadow root, of the button that opens the list. Focus goes back to it. */
  readonly opener: string;
  /** Name of the field. */
  readonly label: string;
  /** Key of the item chosen now. */
  readonly chosen: string | null;
  /** Text of the last line, which takes the choice back; it is only there while something is chosen. */
  readonly unset?: string;
  /** The person's choice; null is the last line. */
  choose(item: Item | null): void;
}

/** What the drawing of a combobox reads and calls. */
export interface ComboboxSurface<Item> {
  readonly host: ViewHost;
  readonly kind: ComboboxKind<Item>;
  /** The field whose list is open. */
  readonly field: ComboboxField<Item> | null;
  /** Full-screen, for fingers on a narrow page. */
  readonly isSheet: boolean;
  /** What the input holds when the list opens. */
  readonly initial: string;
  /** The list's own voice: a sheet makes the host's silent. */
  readonly speech: { readonly text: string };
  /** Items in all. */
  readonly size: number;
  itemOf(key: string | null): Item | undefined;
  /** Id of a line. It goes with the item, so that another item never passes for the one before; none is the last line. */
  lineId(found: FoundItem<Item> | undefined): string;
  isOpenFor(opener: string): boolean;
  open(field: ComboboxField<Item>, typed?: string): void;
  close(): void;
  /** The input's text changed. */
  type(text: string): void;
  choose(line: number): void;
  /** The pointer is on a line: it becomes active where it is. */
  hover(line: number): void;
  onKey(event: KeyboardEvent): void;
  /** Keys on the opener: typing opens the list with what was typed, as a native list does. */
  openOnKey(event: KeyboardEvent, field: ComboboxField<Item>): void;
  onScroll(element: HTMLElement): void;
  /** Focus left the open field. */
  onBlur(event: FocusEvent): void;
}
