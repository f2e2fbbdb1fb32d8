import { html, nothing, type TemplateResult } from 'lit';
import type { Audience } from '../../shared/audiences.ts';
import { failureBanner } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { audienceShift, canDo, chosenAudience, MAX_NAME_LENGTH, syncObstacle } from './audience-rules.ts';
import { AUDIENCE_ACTIONS_SHOWN, sourceSize, type StepProblem } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderAudienceOptions, renderStreamHint } from './render-audience-options.ts';
import { signInButton } from './sign-in.ts';
import { PROBLEM_ID, renderFailure, renderNext, renderSegmented } from './step-parts.ts';
import { stepProblem } from './step-problem.ts';

/** Step 4: a new audience, or what should happen to an existing one. */
export function renderAudienceStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const problem = stepProblem('audience', view.draft, view.world);
  const isNew = view.draft.audienceKind === 'new';
  // A check before keeping it in sync is one already.
  const checkOnly = view.isSync
    ? nothing
    : html`<button type="button" part="button" class="btn btn--quiet" @click=${view.checkOnly}>${words.checkOnly}</button>`;
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
    ${isNew || canChoose(view) ? renderNext(view, words.check, obstacleText(view, problem), checkOnly) : nothing}`;
}

/** What keeps the people from the audience, or the chosen audience from what should happen to it; a new one's fields say it themselves. */
function obstacleText({ host, draft, world, isSync }: ExporterModel, problem: StepProblem | null): string | null {
  const words = host.labels.audienceExporter;
  if (problem === 'only_removal') return words.onlyRemovalPossible;
  if (draft.audienceKind === 'new') return null;
  const chosen = chosenAudience(draft, world);
  if (chosen?.updatable !== true) return words.chooseAudience;
  if (!isSync) return words.streamNoReplace;
  return syncObstacle(chosen) === 'stream' ? words.syncNoStream : words.syncTaken;
}

/** False where no audience can be added to: the sentence about it offers the way on. */
function canChoose({ world, loader }: ExporterModel): boolean {
  return world.audiences === null
    ? loader.audiencesFailure === null
    : world.audiences.some(({ updatable }) => updatable);
}

function renderNew(view: ExporterModel, problem: StepProblem | null): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { name } = view.draft;
  const isTaken = problem === 'name_taken';
  const isWrong = isTaken || (problem === 'name_missing' && view.showsProblem);
  const hint = isTaken
    ? words.nameTaken
    : isWrong
      ? words.nameMissing
      : view.world.audiences === null
        ? words.nameHintUnchecked
        : words.nameHint;
  return html`${renderAudiencesFailure(view)}
    <div class="field">
      <div class="field__label">
        <label for="audience-name">${words.name}</label>
        <span class="caption num">${words.nameLength(name.trim().length, MAX_NAME_LENGTH)}</span>
      </div>
      <div part="input" class="input">
        <input
          id="audience-name"
          type="text"
          maxlength=${MAX_NAME_LENGTH}
          autocomplete="off"
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby="audience-name-hint"
          .value=${name}
          @input=${(event: InputEvent) => view.change({ name: (event.target as HTMLInputElement).value })}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter' && !event.isComposing) view.next();
          }}
        />
      </div>
      <p class=${isWrong ? 'field__error' : 'field__hint'} id="audience-name-hint" role=${isWrong ? 'alert' : nothing}>
        ${hint}
        ${isTaken ? html`<button type="button" class="link" @click=${() => addToTaken(view)}>${words.addToThat}</button>${view.host.labels.common.stop.trim()}` : nothing}
      </p>
    </div>
    ${renderStreamHint(view)} ${renderAudienceOptions(view, problem)}`;
}

/** From a name that is taken to adding to the audience that has it. */
function addToTaken(view: ExporterModel): void {
  const name = view.draft.name.trim();
  const taken = view.world.audiences?.find((audience) => audience.name === name);
  view.change({
    audienceKind: 'existing',
    customAudienceId: taken?.updatable === true ? taken.customAudienceId : null,
  });
  void view.host.element.updateComplete.then(() => view.host.find('#audience')?.focus());
}

function createInstead(view: ExporterModel): void {
  view.change({ audienceKind: 'new' });
  void view.host.element.updateComplete.then(() => view.host.find('#audience-name')?.focus());
}

function renderAudiencesFailure(view: ExporterModel): unknown {
  const { audiencesFailure } = view.loader;
  if (audiencesFailure === null) return nothing;
  const title = view.host.labels.audienceExporter.audiencesFailed;
  const signIn = signInButton(view, audiencesFailure, view.draft.advertiserId);
  if (signIn !== undefined) return renderFailure(view.host, title, audiencesFailure, signIn);
  return failureBanner(view.host, { title, error: audiencesFailure, again: () => void view.loadAudiences() });
}

function renderExisting(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { audiences } = view.world;
  if (audiences === null) {
    if (view.loader.audiencesFailure !== null) return renderAudiencesFailure(view);
    return html`<div class="field" role="status">
      <span class="field__label">${words.audienceLegend}</span>
      <span class="skeleton skeleton--field"></span>
      <span class="field__hint">${words.audiencesLoading}</span>
    </div>`;
  }
  if (!audiences.some(({ updatable }) => updatable)) {
    return html`<div class="banner">
      ${icon('info')}
      <div class="banner__text"><p>${words.noAudiencesTitle}</p><p>${words.noAudiences(audiences.length)}</p></div>
      <div class="actions"><button type="button" part="button primary-button" class="btn btn--primary" @click=${() => createInstead(view)}>${words.createNew}</button></div>
    </div>`;
  }
  const chosen = chosenAudience(view.draft, view.world);
  return html`${renderAudiencesFailure(view)}
    <div class="field" aria-describedby=${view.showsProblem ? PROBLEM_ID : nothing}>
      <span class="field__label">${words.audienceLegend}</span>
      ${view.audiencePicker.combobox.render(view.audiencePicker.field())}
    </div>
    ${chosen === undefined ? nothing : renderWhatHappens(view, chosen)} ${renderAudienceOptions(view, null)} ${view.audiencePicker.combobox.renderSheet()}`;
}

function renderWhatHappens(view: ExporterModel, audience: Audience): unknown {
  const words = view.host.labels.audienceExporter;
  if (view.isSync) {
    const obstacle = syncObstacle(audience);
    if (obstacle === null) return renderNote('info', words.syncReplacesTitle, words.syncReplaces(audience.coverNum));
    return renderNote('warning', words.syncNotPossible, obstacle === 'stream' ? words.syncNoStream : words.syncTaken);
  }
  return html`${audience.mirrorId === null ? nothing : renderNote('warning', words.isSyncedTitle, words.isSynced)} ${renderActions(view, audience)}`;
}

const renderNote = (mark: 'info' | 'warning', title: string, text: string): TemplateResult =>
  html`<div part="banner" class="banner ${mark === 'info' ? '' : 'banner--warning'}">
    ${icon(mark)}
    <div class="banner__text"><p>${title}</p><p>${text}</p></div>
  </div>`;

function renderActions(view: ExporterModel, audience: Audience): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const people = sourceSize(view.draft, view.world);
  return html`<div class="fieldset">
    <div class="fieldset__legend"><span class="legend">${words.actionLegend}</span><span>${words.actionAside}</span></div>
    <div class="choices" role="radiogroup" aria-label=${words.actionLegend}>
      ${AUDIENCE_ACTIONS_SHOWN.map((action) => {
        const { now, after, mayFail } = audienceShift(action, audience.coverNum, people);
        const text =
          after === null ? words.afterUnknown : action === 'REMOVE' ? words.orMore(after) : words.upTo(after);
        if (!canDo(audience, action)) return renderImpossible(view, action);
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

/** An action that the audience's delivery has no call for: off, with the reason and the way round it. */
function renderImpossible(view: ExporterModel, action: (typeof AUDIENCE_ACTIONS_SHOWN)[number]): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div class="choice is-off">
    <input type="radio" class="dot" name="action" disabled aria-label=${words.actions[action]} aria-describedby="impossible-${action}" />
    <span class="choice__text">
      <span class="choice__name">${words.actions[action]}</span>
      <span class="caption" id="impossible-${action}">${words.streamNoReplace}</span>
    </span>
  </div>`;
}
