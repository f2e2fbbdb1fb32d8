import type { ExportState } from '../../shared/exports.ts';

// The life of an export, as one table. Every write names the states it may start from, so that two callers can never both
// win: the store compares and writes in one step.

export type ExportAction = 'receive' | 'start' | 'cancel' | 'retry' | 'pause' | 'resume';

const ALLOWED: Readonly<Record<ExportAction, readonly ExportState[]>> = {
  receive: ['draft', 'receiving', 'ready'],
  start: ['ready'],
  cancel: ['draft', 'receiving', 'ready', 'uploading', 'processing', 'failed'],
  retry: ['failed'],
  pause: ['receiving', 'uploading'],
  resume: ['receiving', 'uploading'],
};

/** Where work that runs by itself stopped, so that a retry goes on from there. */
export type Stage = 'pull' | 'upload' | 'follow';

const STATE_OF_STAGE: Readonly<Record<Stage, ExportState>> = {
  pull: 'receiving',
  upload: 'uploading',
  follow: 'processing',
};
const STAGES = Object.keys(STATE_OF_STAGE) as Stage[];

/** The states an action may be taken from. */
export function statesFor(action: ExportAction): readonly ExportState[] {
  return ALLOWED[action];
}

export function isAllowed(action: ExportAction, state: ExportState): boolean {
  return ALLOWED[action].includes(state);
}

/** The state in which the work of a stage runs. */
export function stateOfStage(stage: Stage): ExportState {
  return STATE_OF_STAGE[stage];
}

/** The stage whose work a state is; null where nothing runs by itself. */
export function stageOfState(state: ExportState): Stage | null {
  return STAGES.find((stage) => STATE_OF_STAGE[stage] === state) ?? null;
}

const NEXT_STEP: Readonly<Record<ExportAction, Readonly<Partial<Record<ExportState, string>>>>> = {
  receive: {
    uploading: 'It has been started, which ended the intake. Open another export for more records.',
    processing: 'It has been started, which ended the intake. Open another export for more records.',
    completed: 'It is completed. Open another export for more records.',
    failed: 'It has failed. Retry or cancel it, or open another export.',
    cancelled: 'It is cancelled. Open another export.',
  },
  start: {
    draft: 'Send its records first.',
    receiving: 'Its records are still coming in: finish the upload first, from receivedBytes on.',
    uploading: 'It is already started.',
    processing: 'It is already started.',
    completed: 'It is already completed.',
    failed: 'It has failed: retry it instead.',
    cancelled: 'It is cancelled. Open another export.',
  },
  cancel: { completed: 'It is completed: there is nothing left to cancel.', cancelled: 'It is already cancelled.' },
  retry: {
    draft: 'Only a failed export can be retried.',
    receiving: 'It has not failed. An upload that broke off goes on from receivedBytes.',
    ready: 'It has not failed: start it.',
    uploading: 'It is running.',
    processing: 'It is running.',
    completed: 'It is completed.',
    cancelled: 'It is cancelled. Open another export.',
  },
  pause: {
    draft: 'It is not running yet.',
    receiving: 'Its records come from whoever uploads them: stop sending, and go on from receivedBytes later.',
    ready: 'It is not running: it waits to be started.',
    processing: 'TikTok has all of it and is working on it: there is nothing left to pause.',
    completed: 'It is completed.',
    failed: 'It has failed and does not run until it is retried.',
    cancelled: 'It is cancelled.',
  },
  resume: {
    draft: 'It is not paused: send its records.',
    receiving: 'It is not paused: an upload goes on from receivedBytes.',
    ready: 'It is not paused: start it.',
    processing: 'It is not paused: TikTok has all of it and is working on it.',
    completed: 'It is completed.',
    failed: 'It has failed: retry it instead.',
    cancelled: 'It is cancelled. Open another export.',
  },
};

/** Why an action is refused in this state and what to do instead, for a person. */
export function refusal(action: ExportAction, state: ExportState): string {
  return `The export is in state "${state}". ${NEXT_STEP[action][state] ?? 'Read it again and try then.'}`;
}
