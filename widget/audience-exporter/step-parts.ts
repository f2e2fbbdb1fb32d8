import { html, nothing, type TemplateResult } from 'lit';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { PROBLEM_ID } from './faulty-control.ts';

export { PROBLEM_ID };

/** As much of the exporter as these parts need. */
interface StepView {
  readonly showsProblem: boolean;
  readonly next: () => void;
}

/** What the open step lacks, once the person tried to go on; it stands at the control it is about. */
export const renderProblem = (view: StepView, problem: string | null): TemplateResult | typeof nothing =>
  view.showsProblem && problem !== null
    ? html`<p class="field__error" id=${PROBLEM_ID} role="alert">${problem}</p>`
    : nothing;

/** The button that leaves a step; it stays pressable, so that a press can say what is missing. */
export function renderNext(
  view: StepView,
  label: string,
  problem: string | null = null,
  more: unknown = nothing,
): TemplateResult {
  return html`${renderProblem(view, problem)}
    <div class="actions">
      <button type="button" part="button primary-button" class="btn btn--primary" @click=${view.next}>${label}</button>
      ${more}
    </div>`;
}

/** Two or three exclusive choices side by side: radio buttons drawn as one bar. */
export function renderSegmented<Value extends string>(
  legend: string,
  name: string,
  options: readonly { value: Value; label: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="segmented" role="radiogroup" aria-label=${legend}>
    ${options.map(
      ({ value, label }) =>
        html`<label class="segmented__item"
          ><input type="radio" class="segmented__input" name=${name} .checked=${value === chosen} @change=${() => choose(value)} />${label}</label
        >`,
    )}
  </div>`;
}

/** A failure above what is shown, with its request id. */
export function renderFailure(
  host: ViewHost,
  title: string,
  failure: TikTokAdsError,
  actions?: unknown,
): TemplateResult {
  const { labels, copied } = host;
  // Without a session nothing else helps: the page has to be loaded again.
  const isOver = isSessionError(failure);
  const reload = html`<button type="button" part="button" class="btn" @click=${() => location.reload()}>${labels.common.reload}</button>`;
  const ways = isOver ? reload : actions;
  return html`<div part="banner" class="banner banner--danger" role="alert">
    ${icon(isOver ? 'lock' : 'stop')}
    <div class="banner__text">
      <p>${isOver ? labels.common.sessionEnded : title}</p>
      <p>${failureText(labels, failure)}</p>
      ${failure.errors.length === 0 ? nothing : html`<ul>${failure.errors.map(({ message }) => html`<li>${message}</li>`)}</ul>`}
    </div>
    ${ways === undefined ? nothing : html`<div class="actions">${ways}</div>`} ${requestIdLine(labels, failure, copied, (text) => host.copy(text))}
  </div>`;
}
