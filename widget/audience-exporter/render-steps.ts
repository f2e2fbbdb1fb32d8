import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import { canOpenTab, openTab } from '../element/open-tab.ts';
import { stateBlock } from '../element/state-block.ts';
import { chosenAttributes, chosenStanding, isMatching, STEPS, type Step } from './export-state.ts';
import { needsSignIn } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderAccountStep } from './render-account.ts';
import { renderAudienceStep } from './render-audience.ts';
import { renderCheckStep } from './render-check.ts';
import { zoneOf } from './render-frequency.ts';
import { renderNothingMapped, renderWhatStep } from './render-what.ts';
import { renderWhoStep } from './render-who.ts';
import { isolated } from '../labels/speech.ts';

const RENDER_STEP = {
  account: renderAccountStep,
  who: renderWhoStep,
  what: renderWhatStep,
  audience: renderAudienceStep,
  check: renderCheckStep,
} as const;

/** The five steps in one column: done ones folded to a line, one open, later ones only named. */
export function renderSteps(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  if (view.world.accounts.length === 0) {
    return html`<section part="panel" class="panel" aria-label=${words.title}>
      ${stateBlock({
        mark: 'plug',
        title: words.noAccountsTitle,
        text: words.noAccountsText,
        actions: canOpenTab(view.host.element)
          ? html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${() => openTab(view.host.element, 'accounts')}>${words.openAccounts}</button>`
          : html`<button type="button" part="button" class="btn" @click=${view.reload}>${words.lookAgain}</button>`,
      })}
    </section>`;
  }
  const current = STEPS.indexOf(view.step);
  return html`<section part="panel" class="panel" aria-label=${words.title}>
    <header class="panel__head">
      <h3 class="title">${words.title}</h3>
      ${view.loader.canExport ? html`<span class="caption num">${words.stepOf(current + 1, STEPS.length)}</span>` : nothing}
    </header>
    ${
      view.loader.canExport
        ? html`${renderNothingMapped(view)}
          <ol class="rail">${STEPS.map((step, index) => renderStep(view, step, index, current))}</ol>`
        : html`<div class="pad"><div class="banner">${icon('lock')}<div class="banner__text"><p>${words.readOnlyTitle}</p><p>${words.readOnly}</p></div></div></div>`
    }
  </section>`;
}

function renderStep(view: ExporterModel, step: Step, index: number, current: number): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const isDone = index < current;
  const name = words.steps[step];
  const isOff = isDone && step === 'account' && needsNewSignIn(view);
  return html`<li class="rail__item ${isOff ? 'is-failed' : isDone ? 'is-done' : index === current ? 'is-current' : ''}" aria-current=${index === current ? 'step' : nothing}>
    <span class="rail__mark" aria-hidden="true">${isOff ? icon('unlink') : isDone ? icon('check') : index + 1}</span>
    <div>
      <div class="rail__head">
        <h4 tabindex=${index === current ? '-1' : nothing}>${name}</h4>
        ${
          isDone
            ? html`<p class="rail__sum"><bdi>${summaryOf(view, step)}</bdi>${isOff ? ` · ${words.accountNeedsSignIn}` : nothing}</p>
              <button type="button" class="link" aria-label=${words.changeStep(name)} @click=${() => view.goTo(step)}>${words.change}</button>`
            : nothing
        }
      </div>
      ${index === current ? html`<div class="rail__body">${RENDER_STEP[step](view)}</div>` : nothing}
    </div>
  </li>`;
}

/** As the list of ad accounts says, or what a call was told since. */
function needsNewSignIn({ draft, world, loader, runs }: ExporterModel): boolean {
  return (
    chosenStanding(draft.advertiserId, world) === 'needs_sign_in' ||
    needsSignIn(loader.audiencesFailure) ||
    needsSignIn(runs.flow.run.failure)
  );
}

/** What was decided in a step, as one line. */
function summaryOf(view: ExporterModel, step: Step): string {
  const { draft, world, host, sourceName } = view;
  const { audienceExporter: words, common, mappingTable } = host.labels;
  switch (step) {
    case 'account':
      return world.accounts.find(({ advertiserId }) => advertiserId === draft.advertiserId)?.name ?? '';
    case 'who': {
      if (draft.source === 'csv')
        return `${isolated(sourceName)} · ${(draft.csv?.isExact === true ? words.rows : words.aboutRows)(draft.csv?.estimatedRows ?? 0)}`;
      if (draft.source === 'list') return `${sourceName} · ${words.listFound(draft.list?.lines ?? 0)}`;
      const size = world.segments.find(({ segmentId }) => segmentId === draft.segmentId)?.size ?? null;
      const facts = [isolated(sourceName), size === null ? words.sizeUnknown : words.people(size)];
      if (view.isSync) facts.push(words.syncSummary(words.scheduleInWords(draft.schedule, zoneOf(view))));
      return facts.join(' · ');
    }
    case 'what': {
      const chosen = chosenAttributes(draft, world);
      const columns = chosen.filter((attribute) => !isMatching(attribute)).length;
      const keys = chosen.filter(isMatching).map((attribute) => mappingTable.attributes[attribute]);
      return [keys.join(common.comma), ...(columns === 0 ? [] : [words.columns(columns)])].join(' · ');
    }
    case 'audience': {
      if (draft.audienceKind === 'new') return `${words.newAudience}${common.colon}${isolated(draft.name.trim())}`;
      const name =
        world.audiences?.find(({ customAudienceId }) => customAudienceId === draft.customAudienceId)?.name ?? '';
      return `${view.isSync ? words.sync : words.actions[draft.action]}${common.colon}${isolated(name)}`;
    }
    case 'check':
      return '';
  }
}
