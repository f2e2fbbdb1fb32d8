import { html, nothing, type TemplateResult } from 'lit';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon, type IconName } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { ExporterModel } from './exporter-model.ts';

/** Id of the sentence that says what the open step lacks; the control at fault refers to it. */
export const PROBLEM_ID = 'step-problem';

/** What the open step lacks, once the person tried to go on; it stands at the control it is about. */
export const renderProblem = (view: ExporterModel, problem: string | null): TemplateResult | typeof nothing =>
  view.showsProblem && problem !== null
    ? html`<p class="field__error" id=${PROBLEM_ID} role="alert">${problem}</p>`
    : nothing;

/** The button that leaves a step; it stays pressable, so that a press can say what is missing. */
export function renderNext(
  view: ExporterModel,
  label: string,
  problem: string | null = null,
  more: unknown = nothing,
): TemplateResult {
  return html`${renderProblem(view, problem)}
    <div class="actions">
      <button type="button" class="btn btn--primary" @click=${view.next}>${label}</button>
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

/** A mark by its name. The half disc of "processing" is the one that is filled: it takes a day, so nothing turns. */
export const markOf = (name: IconName): TemplateResult =>
  name === 'half'
    ? html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.25"></circle>
      <path class="icon__fill" d="M8 4.75a3.25 3.25 0 0 1 0 6.5z"></path>
    </svg>`
    : icon(name);

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
  const reload = html`<button type="button" class="btn" @click=${() => location.reload()}>${labels.common.reload}</button>`;
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
