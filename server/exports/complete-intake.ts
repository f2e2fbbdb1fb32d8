import type { ExportChange, ExportRecord } from '../store/exports.ts';
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
  const duplicates = await findDuplicates(
    paths,
    { rows: spool.rows, fields: peopleFields(layout).length, keyFields: layout.matching.length },
    { rowsAtOnce: limits.rowsAtOnce, signal },
  );
  const { counts, deviceForms } = intake;
  return {
    memory: { ...memory, rejectsBytes: intake.rejectsBytes, spool, deviceForms },
    change: {
      counts: { ...counts, ready: spool.rows - duplicates, duplicates },
      calculateType: planFile(layout, memory.existingType, deviceForms).calculateType,
    },
  };
}
