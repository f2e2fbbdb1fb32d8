import type { ExportState } from '../../shared/exports.ts';
import { ATTRIBUTES, MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import type { MappedAttributes } from '../../shared/mappings.ts';

export type StepName = 'connect' | 'map' | 'export';
export type StepState = 'done' | 'next' | 'later';

export interface SetupFacts {
  accountCount: number;
  /** More accounts exist than were counted. */
  hasMoreAccounts: boolean;
  mapped: MappedAttributes;
  exportStates: readonly ExportState[];
}

export const ATTRIBUTE_COUNT = ATTRIBUTES.length;

/** How many of the export attributes have a property. */
export const mappedCount = (mapped: MappedAttributes): number =>
  ATTRIBUTES.filter((attribute) => mapped[attribute] !== undefined).length;

/** Whether TikTok could match anybody: at least one of the four identifiers is mapped. */
export const canMatch = (mapped: MappedAttributes): boolean =>
  MATCHING_ATTRIBUTES.some((attribute) => mapped[attribute] !== undefined);

/** Whether all three steps are done. */
export const isSetUp = (facts: SetupFacts): boolean =>
  Object.values(setupSteps(facts)).every((state) => state === 'done');

/** The three steps of the set-up: what is done, the first that is not, and the rest. */
export function setupSteps(facts: SetupFacts): Record<StepName, StepState> {
  const isDone: Record<StepName, boolean> = {
    connect: facts.accountCount > 0,
    map: canMatch(facts.mapped),
    export: facts.exportStates.some(
      (state) => state === 'uploading' || state === 'processing' || state === 'completed',
    ),
  };
  let hasNext = false;
  const stateOf = (step: StepName): StepState => {
    if (isDone[step]) return 'done';
    if (hasNext) return 'later';
    hasNext = true;
    return 'next';
  };
  return { connect: stateOf('connect'), map: stateOf('map'), export: stateOf('export') };
}
