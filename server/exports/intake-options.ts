import type { Deps } from '../deps.ts';
import type { ExportRecord } from '../store/exports.ts';
import { pathsOf } from './engine.ts';
import { deviceFormOf, peopleLayout } from './identifier-plan.ts';
import type { IntakeOptions } from './intake.ts';
import type { ExportMemory } from './memory.ts';

/** How the records of this export are read. */
export function intakeOptions(deps: Deps, record: ExportRecord, memory: ExportMemory): IntakeOptions {
  const { request } = record;
  const { consent, ...others } = record.mapping;
  // Nobody has to consent to being removed.
  const isRemoval = 'update' in request.audience && request.audience.update.action === 'REMOVE';
  return {
    paths: pathsOf(deps, record.id),
    layout: peopleLayout(request.attributes),
    mapping: consent === undefined || isRemoval ? others : { ...others, consent },
    columns: memory.columns,
    deviceForm: deviceFormOf(memory.existingType),
    defaultCountry: request.defaultCountry ?? null,
    emailRule: request.emailRule ?? 'current',
    now: () => deps.clock.now(),
    keySeed: memory.keySeed,
    from: memory.checkpoint,
  };
}
