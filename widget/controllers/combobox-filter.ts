/** Where typed text stands in a text: start and end in characters. */
export type MatchRange = readonly [start: number, end: number];

/** How a list's items are read. */
export interface ItemReader<Item> {
  /** Unique in the list. */
  key(item: Item): string;
  text(item: Item): string;
  /** A second text, such as an id; searched too. */
  detail?(item: Item): string;
  /** Key of the group it stands in. */
  group?(item: Item): string;
}

export interface FoundItem<Item> {
  readonly item: Item;
  /** Its place in the whole list: stable while the list is, whatever is typed. */
  readonly ordinal: number;
  readonly inText: readonly MatchRange[];
  readonly inDetail: readonly MatchRange[];
}

interface IndexedItem<Item> {
  readonly item: Item;
  readonly ordinal: number;
  readonly text: string;
  readonly detail: string;
  readonly group: string;
}

/** Items with their searchable text made once, so that a keystroke among thousands costs a scan and nothing more. */
export type ItemIndex<Item> = readonly IndexedItem<Item>[];

// Each character folds to exactly one, so that positions in the folded text are positions in the shown one.
function fold(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const plain = character < '\u0080' ? character.toLowerCase() : character.normalize('NFD').charAt(0).toLowerCase();
    folded += plain.length === 1 ? plain : character;
  }
  return folded;
}

export function indexItems<Item>(items: readonly Item[], read: ItemReader<Item>): ItemIndex<Item> {
  return items.map((item, ordinal) => ({
    item,
    ordinal,
    text: fold(read.text(item)),
    detail: fold(read.detail?.(item) ?? ''),
    group: read.group?.(item) ?? '',
  }));
}

const WORD_BREAK = /[^\p{L}\p{N}]/u;
const RANKS = 6;

/** 0 is best; -1 is no match. */
function rank<Item>({ text, detail }: IndexedItem<Item>, query: string, words: readonly string[]): number {
  const at = text.indexOf(query);
  if (at === 0) return 0;
  if (detail.startsWith(query)) return 1;
  if (at > 0) return WORD_BREAK.test(text.charAt(at - 1)) ? 2 : 3;
  if (detail.includes(query)) return 4;
  const isThere = (word: string) => wordAt(text, word) >= 0 || wordAt(detail, word) >= 0;
  return words.length > 1 && words.every(isThere) ? 5 : -1;
}

/** Where a word of the text starts with this; -1 when none does. */
function wordAt(text: string, start: string): number {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (at === 0 || WORD_BREAK.test(text.charAt(at - 1))) return at;
  }
  return -1;
}

/**
 * The items whose text or detail contains what was typed, without case and accents, group by group in the order given.
 * Within a group the best come first: typed text at the start, at a word's start, anywhere, then words that start so, in any order.
 * No text gives all of them in the list's own order.
 */
export function filterItems<Item>(
  index: ItemIndex<Item>,
  typed: string,
  groups: readonly string[],
): readonly (readonly FoundItem<Item>[])[] {
  const query = fold(typed.trim());
  const words = query.split(/\s+/);
  const places = new Map(groups.map((group, place) => [group, place]));
  const found = groups.map(() => Array.from({ length: RANKS }, (): FoundItem<Item>[] => []));
  for (const entry of index) {
    const ranked = query === '' ? 0 : rank(entry, query, words);
    if (ranked < 0) continue;
    found[places.get(entry.group) ?? 0]?.[ranked]?.push({
      item: entry.item,
      ordinal: entry.ordinal,
      inText: query === '' ? [] : rangesIn(entry.text, query, words),
      inDetail: query === '' ? [] : rangesIn(entry.detail, query, words),
    });
  }
  return found.map((byRank) => byRank.flat());
}

function rangesIn(text: string, query: string, words: readonly string[]): MatchRange[] {
  const at = text.indexOf(query);
  if (at >= 0) return [[at, at + query.length]];
  if (words.length < 2) return [];
  const ranges = words
    .map((word): MatchRange => [wordAt(text, word), wordAt(text, word) + word.length])
    .filter(([start]) => start >= 0)
    .sort(([left], [right]) => left - right);
  return ranges.filter(([start], place) => start >= (ranges[place - 1]?.[1] ?? 0));
}
