import type { ExportCounts } from '../../shared/exports.ts';
import type { Deps } from '../deps.ts';
import { actionOf, planChange } from '../ledger/index.ts';
import type { ExportChange, ExportRecord } from '../store/exports.ts';
import { createPeopleCounter, distinctPeople } from './count-people.ts';
import { pathsOf } from './engine.ts';
import { findDuplicates } from './find-duplicates.ts';
import { peopleFields, peopleLayout, planFile } from './identifier-plan.ts';
import type { Intake } from './intake.ts';
import type { ExportLimits } from './limits.ts';
import type { ExportMemory } from './memory.ts';

/**
 * Looks for duplicates among everything that came in, holds it against what TikTok has where that is remembered, and says what `ready`
 * has to say: counts, type, sizes.
 *
 * @throws {AppError} storage_failed - what is remembered of the audience cannot be read
 */
export async function completeIntake(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  memory: ExportMemory,
  intake: Intake,
  limits: ExportLimits,
  signal?: AbortSignal,
): Promise<{ memory: ExportMemory; change: Pick<ExportChange, 'counts' | 'calculateType'> }> {
  await intake.sync();
  const paths = pathsOf(deps, record.id);
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
  const { everybody } = memory;
  const { toAdd, toRemove, plan } = await planChange(deps, workspaceId, {
    record,
    everybody,
    paths,
    layout,
    spool,
    withdrawn,
    signal,
  });
  const plainly = changePlainly(record, { ready, people });
  const change = { toAdd: toAdd ?? plainly.toAdd, toRemove: toRemove ?? plainly.toRemove };
  return {
    memory: { ...memory, rejectsBytes: intake.rejectsBytes, spool, withdrawn, ledger: plan, deviceForms },
    change: {
      counts: { ...counts, ready, duplicates, people, ...change },
      calculateType: planFile(layout, memory.existingType, deviceForms).calculateType,
    },
  };
}

/** What an export changes that knows nothing of who is in the audience: everybody is added, or everybody removed. */
function changePlainly(
  record: ExportRecord,
  { ready, people }: Pick<ExportCounts, 'ready' | 'people'>,
): Pick<ExportCounts, 'toAdd' | 'toRemove'> {
  if (actionOf(record) !== 'REMOVE') return { toAdd: ready, toRemove: 0 };
  return { toAdd: 0, toRemove: Object.values(people).reduce((sum, count) => sum + count, 0) };
}
