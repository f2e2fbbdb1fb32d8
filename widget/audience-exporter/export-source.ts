import { CONSENT } from '../../shared/identifiers/attributes.ts';
import type { CsvState } from './csv-picker.ts';
import { chosenAttributes, type Draft, isRemoval, needsConsent, type World } from './export-state.ts';
import type { ExportSource } from './flow-options.ts';
import { listSource } from './pasted-list.ts';

/** Where the people of a draft come from, as the flow takes them. Call it only when no step has a problem. */
export function toSource(draft: Draft, world: World, { file, head }: CsvState, listText: string): ExportSource {
  const asks = needsConsent(world) && !isRemoval(draft);
  if (draft.source === 'csv' && file !== null && head !== null) {
    // A country column is read for phones whether or not it goes along.
    const wanted = new Set<string>([...chosenAttributes(draft, world), 'country', 'firstName', CONSENT]);
    const columns = Object.fromEntries(Object.entries(head.columns).filter(([name]) => wanted.has(name)));
    const { dialect, hasHeader } = head;
    return { kind: 'csv', file, columns, dialect, hasHeader, ...(asks ? { consent: 'column' } : {}) };
  }
  if (draft.source === 'list' && draft.list !== null) return listSource(listText, draft.list, asks);
  const segment = world.segments.find(({ segmentId }) => segmentId === draft.segmentId);
  return { kind: 'segment', hasSource: segment?.hasSource ?? false };
}
