import { DEPARTURES_LAYOUT, readUnchanged } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { readDuplicates } from './find-duplicates.ts';
import { type DeviceForms, NO_DEVICE_FORMS, peopleFields, type PeopleLayout, peopleLayout } from './identifier-plan.ts';
import type { ExportMemory } from './memory.ts';
import type { SpoolPaths } from './spool-files.ts';
import type { PeopleFile } from './write-chunks.ts';

/** Whose people: those to send, or those who leave the audience. */
export type PeopleSource = 'spool' | 'departures';

export interface SourcePeople extends PeopleFile {
  readonly layout: PeopleLayout;
  readonly forms: DeviceForms;
  /** Lines of the file, those that are left out too. */
  readonly rows: number;
}

/** The people of one source as they lie on the disk. Of the spool duplicates are left out, and whoever TikTok surely holds already. */
export async function openPeople(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  source: PeopleSource,
): Promise<SourcePeople> {
  if (source === 'departures') {
    const { bytes, rows, forms } = memory.ledger?.departures ?? { bytes: 0, rows: 0, forms: NO_DEVICE_FORMS };
    const layout = DEPARTURES_LAYOUT;
    const fields = layout.matching.length;
    return { path: paths.departures, bytes, rows, fields, layout, forms, isLeftOut: () => false };
  }
  const { bytes, rows } = memory.spool ?? { bytes: 0, rows: 0 };
  const layout = peopleLayout(record.request.attributes);
  const isDuplicate = await readDuplicates(paths, rows);
  const isUnchanged = await readUnchanged(paths, rows);
  return {
    path: paths.spool,
    bytes,
    rows,
    fields: peopleFields(layout).length,
    layout,
    forms: memory.deviceForms ?? NO_DEVICE_FORMS,
    isLeftOut: (row) => isDuplicate(row) || isUnchanged(row),
  };
}

/** How many people a source sends. */
export function countPeople({ rows, isLeftOut }: SourcePeople): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (!isLeftOut(row)) count++;
  return count;
}

/** Whether the export takes anybody out of the audience besides what it sends. */
export function hasDepartures(memory: ExportMemory): boolean {
  return (memory.ledger?.departures.rows ?? 0) > 0;
}
