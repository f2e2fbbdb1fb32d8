import { html, nothing, type TemplateResult } from 'lit';
import { MAX_RETENTION_DAYS, PROPOSED_RETENTION_DAYS } from './audience-rules.ts';
import type { StepProblem } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { readingOptions, renderChoices } from './render-options.ts';

const DAY_MS = 24 * 3_600_000;

/** What few need, one line until it is opened; what was chosen there stands in the line. */
export function renderAudienceOptions(view: ExporterModel, problem: StepProblem | null): unknown {
  const words = view.host.labels.audienceExporter;
  const isNew = view.draft.audienceKind === 'new';
  const reading = readingOptions(view);
  const now = [...(isNew ? newNow(view, problem) : []), ...reading.now];
  if (!isNew && reading.fields.length === 0) return nothing;
  return html`<details class="more" id="more-options">
    <summary><span class="link">${words.moreOptions}</span> ${now.length === 0 ? nothing : html`<span class="caption">${now.join(' · ')}</span>`}</summary>
    <div class="more__body">
      ${isNew ? html`${renderDelivery(view)} ${renderFileOnly(view, problem)}` : nothing} ${reading.fields}
    </div>
  </details>`;
}

function newNow(view: ExporterModel, problem: StepProblem | null): string[] {
  const words = view.host.labels.audienceExporter;
  const { delivery, retentionInDays, isReachFrequency } = view.draft;
  if (delivery === 'stream') return [words.optionStream];
  const hasEnd = retentionInDays !== null && problem !== 'retention_out_of_range';
  return [
    ...(hasEnd ? [words.optionEnds(endOf(view, retentionInDays))] : []),
    ...(isReachFrequency ? [words.optionReach] : []),
  ];
}

const endOf = ({ host }: ExporterModel, days: number): string =>
  host.format.date(new Date(Date.now() + days * DAY_MS).toISOString());

function renderDelivery(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const options = (['file', 'stream'] as const).map((value) => ({
    value,
    name: words.deliveries[value],
    text: words.deliveryTexts[value],
  }));
  return renderChoices(words.delivery, 'delivery', options, view.draft.delivery, (delivery) =>
    view.change({ delivery }),
  );
}

/** A run every hour sends little each time, which a stream takes at once and a file in a day or two. */
export function renderStreamHint(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { schedule, delivery, audienceKind } = view.draft;
  if (!view.isSync || schedule.every !== 'hour' || delivery === 'stream' || audienceKind !== 'new') return nothing;
  return html`<p class="caption">
    ${words.streamSuggested}
    <button type="button" class="link" @click=${() => useStream(view)}>${words.useStream}</button>
  </p>`;
}

function useStream(view: ExporterModel): void {
  const { host } = view;
  view.change({ delivery: 'stream' });
  host.announce(host.labels.audienceExporter.deliveries.stream);
  void host.element.updateComplete.then(() => host.find('#more-options summary')?.focus());
}

/** What only an audience made from a file can have. */
function renderFileOnly(view: ExporterModel, problem: StepProblem | null): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { delivery, retentionInDays, isReachFrequency } = view.draft;
  if (delivery === 'stream') return html`<p class="caption">${words.fileOnly}</p>`;
  return html`<div class="ticks">
    <label class="check">
      <input
        type="checkbox"
        class="tick"
        .checked=${retentionInDays !== null}
        @change=${(event: Event) => setEnd(view, (event.target as HTMLInputElement).checked)}
      />
      <span>${words.fixedEnd}<span class="caption">${words.fixedEndText}</span></span>
    </label>
    ${retentionInDays === null ? nothing : renderRetention(view, retentionInDays, problem)}
    <label class="check">
      <input
        type="checkbox"
        class="tick"
        .checked=${isReachFrequency}
        @change=${(event: Event) => view.change({ isReachFrequency: (event.target as HTMLInputElement).checked })}
      />
      <span>${words.reachFrequency}<span class="caption">${words.reachFrequencyText}</span></span>
    </label>
  </div>`;
}

function setEnd(view: ExporterModel, hasEnd: boolean): void {
  view.change({ retentionInDays: hasEnd ? PROPOSED_RETENTION_DAYS : null });
  if (hasEnd) void view.host.element.updateComplete.then(() => view.host.find('#retention')?.focus());
}

function renderRetention(view: ExporterModel, days: number, problem: StepProblem | null): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const isWrong = problem === 'retention_out_of_range';
  return html`<div class="field ticks__field">
    <label class="field__label" for="retention">${words.retention}</label>
    <div part="input" class="input input--short">
      <input
        id="retention"
        type="number"
        min="1"
        max=${MAX_RETENTION_DAYS}
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby="retention-hint"
        .value=${Number.isNaN(days) ? '' : String(days)}
        @input=${(event: InputEvent) => view.change({ retentionInDays: (event.target as HTMLInputElement).valueAsNumber })}
      />
    </div>
    <p class=${isWrong ? 'field__error' : 'field__hint'} id="retention-hint" role=${isWrong ? 'alert' : nothing}>
      ${isWrong ? words.retentionWrong : words.retentionHint(endOf(view, days))}
    </p>
  </div>`;
}
