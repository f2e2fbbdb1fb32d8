import type { ViewHost } from '../element/lazy-element.ts';
import type { Step } from './export-state.ts';

/** Id of the sentence that says what the open step lacks; the control at fault refers to it. */
export const PROBLEM_ID = 'step-problem';

/** The control that the open step's problem is about. */
export function faultyControl(host: ViewHost, step: Step): HTMLElement | null {
  return (
    host.find(':is(input, textarea, select, button)[aria-invalid="true"]') ??
    host.find('[aria-invalid="true"] :is(input:checked, input:enabled)') ??
    host.find(`[aria-describedby="${PROBLEM_ID}"] input:enabled`) ??
    (step === 'audience' ? host.find('#audience') : null)
  );
}
