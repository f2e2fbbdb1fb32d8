import type { ExportCounts } from '../../shared/exports.ts';
import type { ExportChange, ExportRecord } from '../store/exports.ts';
import { createPeopleCounter, distinctPeople } from './count-people.ts';
import { findDuplicates } from './find-duplicates.ts';
import { peopleFields, peopleLayout, planFile } from './identifier-plan.ts';
import type { Intake } from './intake.ts';
import type { ExportLimits } from './limits.ts';
import type { ExportMemory } from './memory.ts';
import type { SpoolPaths } from './spool-files.ts';

/** Looks for duplicates among everything that came in and says what `ready` has to say: counts, type, sizes. */
export async function completeIntake(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  intake: Intake,
  limits: ExportLimits,
  signal?: AbortSignal,
): Promise<{ memory: ExportMemory; change: Pick<ExportChange, 'counts' | 'calculateType'> }> {
  await intake.sync();
  const layout = peopleLayout(record.request.attributes);
  const spool = { bytes: intake.spoolBytes, rows: intake.spoolRows };
  const ofDuplicates = createPeopleCounter(layout.matching);
  const duplicates = await findDuplicates(
    paths,
    { rows: spool.rows, fields: peopleFields(layout).length, keyFields: layout.matching.length },
    { rowsAtOnce: limits.rowsAtOnce, signal, onDuplicate: ofDuplicates.take },
  );
  const { counts, deviceForms, withdrawn } = intake;
  const people = distinctPeople(counts, layout.matching, ofDuplicates.counts);
  const ready = spool.rows - duplicates;
  const complete = { ...counts, ready, duplicates, people };
  return {
    memory: { ...memory, rejectsBytes: intake.rejectsBytes, spool, withdrawn, deviceForms },
    change: {
      counts: { ...complete, ...planPlainly(record, complete) },
      calculateType: planFile(layout, memory.existingType, deviceForms).calculateType,
    },
  };
}

/** What an export changes that knows nothing of who is in the audience: everybody is added, or everybody removed. */
function planPlainly(
  { request }: ExportRecord,
  { ready, people }: Pick<ExportCounts, 'ready' | 'people'>,
): Pick<ExportCounts, 'toAdd' | 'toRemove'> {
  const isRemoval = 'update' in request.audience && request.audience.update.action === 'REMOVE';
  if (!isRemoval) return { toAdd: ready, toRemove: 0 };
  return { toAdd: 0, toRemove: Object.values(people).reduce((sum, count) => sum + count, 0) };
}
