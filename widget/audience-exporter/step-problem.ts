import { MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { audienceProblem } from './audience-rules.ts';
import {
  attributeStates,
  canExportTo,
  chosenAttributes,
  type Draft,
  isMatching,
  isRemoval,
  isSync,
  lacksConsent,
  type Step,
  type StepProblem,
  type World,
} from './export-state.ts';

/** What keeps a step from being done; null when it is. The check has no answer of its own. */
export function stepProblem(step: Step, draft: Draft, world: World): StepProblem | null {
  switch (step) {
    case 'account': {
      const account = world.accounts.find((one) => one.advertiserId === draft.advertiserId);
      return account !== undefined && canExportTo(account, world) ? null : 'choose_account';
    }
    case 'who':
      return whoProblem(draft, world);
    case 'what':
      return chosenAttributes(draft, world).some(isMatching) ? null : 'choose_match_key';
    case 'audience':
      return audienceProblem(draft, world);
    case 'check':
      return null;
  }
}

function whoProblem(draft: Draft, world: World): StepProblem | null {
  const states = attributeStates(draft, world);
  const canMatch = MATCHING_ATTRIBUTES.some((attribute) => states[attribute] === 'available');
  switch (draft.source) {
    case 'segment': {
      if (!world.segments.some((segment) => segment.segmentId === draft.segmentId)) return 'choose_segment';
      return isSync(draft, world) && 'at' in draft.schedule && draft.schedule.at === '' ? 'schedule_time' : null;
    }
    case 'csv':
      if (draft.csv === null) return 'choose_file';
      if (!canMatch) return 'no_match_column';
      return lacksConsent(draft, world) && !isRemoval(draft) ? 'no_consent_column' : null;
    case 'list':
      if (draft.list === null) return 'paste_list';
      if (draft.list.isTooLong) return 'list_too_long';
      if (!canMatch) return Object.keys(draft.list.found).length === 0 ? 'list_unreadable' : 'list_not_mapped';
      return lacksConsent(draft, world) && !isRemoval(draft) ? 'say_consent' : null;
  }
}
