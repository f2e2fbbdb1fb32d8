import { html, nothing, type TemplateResult } from 'lit';
import type { Audience } from '../../shared/audiences.ts';
import {
  AUDIENCE_ACTIONS_SHOWN,
  audienceShift,
  MAX_NAME_LENGTH,
  MAX_RETENTION_DAYS,
  sourceSize,
  stepProblem,
} from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { icon } from '../element/icons.ts';
import { renderFailure, renderNext, renderSegmented } from './step-parts.ts';

/** Step 4: a new audience, or what should happen to an existing one. */
export function renderAudienceStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const problem = stepProblem('audience', view.draft, view.world);
  const isNew = view.draft.audienceKind === 'new';
  return html`${renderSegmented(
    words.audienceLegend,
    'audience-kind',
    [
      { value: 'new' as const, label: words.newAudience },
      { value: 'existing' as const, label: words.existingAudience },
    ],
    view.draft.audienceKind,
    (audienceKind) => view.change({ audienceKind }),
  )}
    ${isNew ? renderNew(view, problem) : renderExisting(view)}
    ${renderNext(view, words.check, isNew ? null : words.chooseAudience)}`;
}

function renderNew(view: ExporterModel, problem: ReturnType<typeof stepProblem>): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { name, retentionInDays } = view.draft;
  const isWrong = problem === 'name_taken' || (problem === 'name_missing' && view.showsProblem);
  const hint = isWrong
    ? problem === 'name_taken'
      ? words.nameTaken
      : words.nameMissing
    : view.world.audiences === null
      ? words.nameHintUnchecked
      : words.nameHint;
  return html`<div class="field">
      <div class="field__label">
        <label for="audience-name">${words.name}</label>
        <span class="caption num">${words.nameLength(name.trim().length, MAX_NAME_LENGTH)}</span>
      </div>
      <div class="input">
        <input
          id="audience-name"
          type="text"
          maxlength=${MAX_NAME_LENGTH}
          autocomplete="off"
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby="audience-name-hint"
          .value=${name}
          @input=${(event: InputEvent) => view.change({ name: (event.target as HTMLInputElement).value })}
        />
      </div>
      <p class=${isWrong ? 'field__error' : 'field__hint'} id="audience-name-hint">${hint}</p>
    </div>
    ${
      retentionInDays === null
        ? html`<p class="caption">
          ${words.keptFor} <button type="button" class="link" @click=${() => view.change({ retentionInDays: 180 })}>${words.setEnd}</button>
        </p>`
        : html`<div class="field">
          <div class="field__label">
            <label for="retention">${words.retention}</label>
            <button type="button" class="link" @click=${() => view.change({ retentionInDays: null })}>${words.dropEnd}</button>
          </div>
          <div class="input input--short">
            <input
              id="retention"
              type="number"
              min="1"
              max=${MAX_RETENTION_DAYS}
              aria-invalid=${problem === 'retention_out_of_range' ? 'true' : nothing}
              aria-describedby="retention-hint"
              .value=${String(retentionInDays)}
              @input=${(event: InputEvent) => view.change({ retentionInDays: (event.target as HTMLInputElement).valueAsNumber })}
            />
          </div>
          <p class=${problem === 'retention_out_of_range' ? 'field__error' : 'field__hint'} id="retention-hint">${words.retentionHint}</p>
        </div>`
    }`;
}

function renderExisting(view: ExporterModel): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const { audiences } = view.world;
  if (view.audiencesFailure !== null) {
    return renderFailure(
      view.host,
      words.audiencesFailed,
      view.audiencesFailure,
      html`<button type="button" class="btn" @click=${() => void view.loadAudiences()}>${labels.common.tryAgain}</button>`,
    );
  }
  if (audiences === null) return html`<p class="small muted" role="status">${words.audiencesLoading}</p>`;
  if (!audiences.some(({ updatable }) => updatable)) return html`<p class="small muted">${words.noAudiences}</p>`;
  const chosen = audiences.find(({ customAudienceId }) => customAudienceId === view.draft.customAudienceId);
  return html`<div class="field">
      <label class="field__label" for="audience">${words.audienceLegend}</label>
      <span class="select"><select
        id="audience"
        @change=${(event: Event) => view.change({ customAudienceId: (event.target as HTMLSelectElement).value || null })}
      >
        <option value="" ?selected=${chosen === undefined}>${words.chooseAudience}</option>
        ${audiences.map(
          ({ customAudienceId, name, coverNum, updatable }) =>
            html`<option value=${customAudienceId} ?disabled=${!updatable} ?selected=${customAudienceId === chosen?.customAudienceId}>
              ${updatable ? words.audienceOption(name, coverNum) : `${name} · ${words.notUpdatable}`}
            </option>`,
        )}
      </select>${icon('down')}</span>
    </div>
    ${chosen === undefined ? nothing : renderActions(view, chosen)}`;
}

function renderActions(view: ExporterModel, audience: Audience): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const people = sourceSize(view.draft, view.world);
  return html`<div class="fieldset">
    <div class="fieldset__legend">${words.actionLegend}<span>${words.actionAside}</span></div>
    <div class="choices" role="radiogroup" aria-label=${words.actionLegend}>
      ${AUDIENCE_ACTIONS_SHOWN.map((action) => {
        const { now, after, mayFail } = audienceShift(action, audience.coverNum, people);
        const text =
          after === null ? words.afterUnknown : action === 'REMOVE' ? words.orMore(after) : words.upTo(after);
        return html`<label class="choice choice--below">
          <input type="radio" class="dot" name="action" .checked=${view.draft.action === action} @change=${() => view.change({ action })} />
          <span class="choice__text">
            <span class="choice__name">${words.actions[action]}</span>
            <span class="caption">${words.actionTexts[action]}</span>
            ${mayFail ? html`<span class="caption is-warning">${words.mayFail}</span>` : nothing}
          </span>
          <span class="choice__aside"><span class="shift"><span>${format.number(now)}</span>${icon('arrow')}<b>${text}</b></span></span>
        </label>`;
      })}
    </div>
  </div>`;
}
