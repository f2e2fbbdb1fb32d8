import type { Property } from '../../shared/properties.ts';

/** Where the typed text stands in a label or a name: start and end in characters. */
export type MatchRange = readonly [start: number, end: number];

export interface PropertyMatch {
  property: Property;
  inLabel: MatchRange | null;
  inName: MatchRange | null;
}

export interface PropertyMatches {
  system: PropertyMatch[];
  custom: PropertyMatch[];
}

interface IndexedProperty {
  property: Property;
  label: string;
  name: string;
}

/** Properties with their searchable text made once, so that a keystroke among thousands costs a scan and nothing more. */
export type PropertyIndex = readonly IndexedProperty[];

// Each character folds to exactly one, so that positions in the folded text are positions in the label.
function fold(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const plain = character < '\u0080' ? character.toLowerCase() : character.normalize('NFD').charAt(0).toLowerCase();
    folded += plain.length === 1 ? plain : character;
  }
  return folded;
}

export function indexProperties(properties: readonly Property[]): PropertyIndex {
  return properties.map((property) => ({ property, label: fold(property.label), name: fold(property.name) }));
}

const WORD_BREAK = /[^\p{L}\p{N}]/u;

function rank({ label, name }: IndexedProperty, query: string): number {
  const at = label.indexOf(query);
  if (at === 0) return 0;
  if (name.startsWith(query)) return 1;
  if (at > 0 && WORD_BREAK.test(label.charAt(at - 1))) return 2;
  if (at > 0) return 3;
  return name.includes(query) ? 4 : -1;
}

/**
 * The properties whose label or name contains the text, without case and accents, best first within each kind: text at the
 * start, then at a word's start, then anywhere. No text gives them all in the host's own order.
 */
export function filterProperties(index: PropertyIndex, text: string): PropertyMatches {
  const query = fold(text.trim());
  const found: { entry: IndexedProperty; rank: number }[] = [];
  for (const entry of index) {
    const place = query === '' ? 0 : rank(entry, query);
    if (place >= 0) found.push({ entry, rank: place });
  }
  if (query !== '') found.sort((left, right) => left.rank - right.rank);
  const matches: PropertyMatches = { system: [], custom: [] };
  for (const { entry } of found) {
    matches[entry.property.kind].push({
      property: entry.property,
      inLabel: rangeOf(entry.label, query),
      inName: rangeOf(entry.name, query),
    });
  }
  return matches;
}

function rangeOf(text: string, query: string): MatchRange | null {
  const at = query === '' ? -1 : text.indexOf(query);
  return at < 0 ? null : [at, at + query.length];
}
