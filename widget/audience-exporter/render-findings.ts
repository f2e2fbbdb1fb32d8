import { html, nothing } from 'lit';
import type { Export, Finding } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf, isChange } from './export-names.ts';
import type { Step } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderSentences } from './render-sentences.ts';
import { renderFailure } from './step-parts.ts';

/** Where a person goes to cure what stops an export; what is not here cures itself or somewhere else. */
const CURED_AT: Partial<Record<Finding['code'], Exclude<Step, 'check'>>> = {
  nobody_to_send: 'who',
  audience_too_small: 'who',
  too_small_to_target: 'who',
  source_shrank: 'who',
  audience_limit_reached: 'audience',
  audience_name_taken: 'audience',
  audience_not_updatable: 'audience',
  audience_not_found: 'audience',
  audience_expired: 'audience',
  audience_type_mismatch: 'what',
  account_not_usable: 'account',
};

const LOOKS = {
  blocker: { kind: 'banner--danger', mark: 'stop' },
  warning: { kind: 'banner--warning', mark: 'warning' },
} as const;

/** What stops the export, before its numbers. */
export function renderBlockers(view: ExporterModel, shown: Export): unknown {
  return renderGroup(view, shown, 'blocker');
}

/** What the server found out besides, beside the button that sends: what is worth a look, then what is good to know. */
export function renderFindings(view: ExporterModel, shown: Export): unknown {
  const { host, runs } = view;
  const words = host.labels.audienceExporter;
  const { report, failure, isLoading } = runs.report;
  if (failure !== null) {
    const again = html`<button type="button" part="button" class="btn" @click=${() => runs.report.again(shown)}>${words.askAgain}</button>`;
    return renderFailure(host, words.reportFailedTitle, failure, again);
  }
  if (report === null)
    return isLoading
      ? html`<div class="waiting" role="status"><div class="line"></div><p class="caption">${words.reportLoading}</p></div>`
      : nothing;
  return html`${isChange(shown) ? nothing : renderChange(view, shown)} ${renderGroup(view, shown, 'warning')}
    ${renderNotes(view, shown)}`;
}

/** The confirmation's own banner says it, or the figures do. */
function isSaid({ code }: Finding, { confirmation, counts }: Export): boolean {
  if (code === 'nobody_to_send') return counts.ready === 0;
  return code === confirmation?.code || code === 'rows_without_consent';
}

const findingsOf = ({ runs }: ExporterModel, shown: Export, severity: Finding['severity']): readonly Finding[] =>
  (runs.report.report?.findings ?? []).filter((one) => one.severity === severity && !isSaid(one, shown));

/** What needs nobody, without a frame around it. */
function renderNotes(view: ExporterModel, shown: Export): unknown {
  const notes = findingsOf(view, shown, 'info');
  if (notes.length === 0 || shown.counts.ready === 0) return nothing;
  return html`<ul class="checks notes" aria-label=${view.host.labels.audienceExporter.notesTitle}>
    ${notes.map((note) => html`<li>${icon('info')}${renderSentences(view.host, note)}</li>`)}
  </ul>`;
}

function renderGroup(view: ExporterModel, shown: Export, severity: keyof typeof LOOKS): unknown {
  const words = view.host.labels.audienceExporter;
  const { kind, mark } = LOOKS[severity];
  const found = findingsOf(view, shown, severity);
  if (found.length === 0) return nothing;
  const title = severity === 'blocker' ? words.blockersTitle(found.length) : words.warningsTitle;
  return html`<div part="banner" class="banner findings ${kind}" role=${severity === 'blocker' ? 'alert' : nothing}>
    ${icon(mark)}
    <div class="banner__text">
      <p>${title}</p>
      <ul class="findings__list">
        ${found.map(
          (finding) => html`<li>
            <strong>${words.findings[finding.code]}</strong>
            ${renderSentences(view.host, finding)}
            ${renderWay(view, shown, finding)}
          </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

function renderWay(view: ExporterModel, shown: Export, { code }: Finding): unknown {
  const words = view.host.labels.audienceExporter;
  if (code === 'tiktok_not_asked')
    return html`<button type="button" class="link" @click=${() => view.runs.report.again(shown)}>${words.askAgain}</button>`;
  const step = CURED_AT[code];
  // An export that was opened from the history has no steps to go back to.
  if (step === undefined || view.runs.isWatching) return nothing;
  return html`<button type="button" class="link" @click=${() => view.goTo(step)}>${words.findingActions[step]}</button>`;
}

/** What the audience has now and will have, as far as anybody can say; of a run that sends only a change, that first. */
export function renderChange(view: ExporterModel, shown: Export): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const { toAdd, toRemove } = shown.counts;
  const { audience = null, predicted = null } = view.runs.report.report ?? {};
  const isPart = isChange(shown);
  const lines: (readonly [string, string])[] = [
    ...(isPart
      ? [
          [words.toAdd, words.aboutPeople(toAdd ?? 0, false)] as const,
          [words.toRemove, words.identifiers(toRemove ?? 0)] as const,
        ]
      : []),
    ...(audience === null ? [] : [[words.audienceNow, words.aboutPeople(audience.coverNum, false)] as const]),
    ...(predicted === null
      ? []
      : [[words.audienceAfter, words.aboutPeople(predicted.people, predicted.isUpperBound)] as const]),
  ];
  if (lines.length === 0 || (actionOf(shown) === 'CREATE' && !isPart)) return nothing;
  return html`<div class="fieldset change__table">
    <div class="fieldset__legend">${words.changeTitle}</div>
    <dl class="tally tally--nested">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
    ${isPart && (toRemove ?? 0) > 0 ? html`<p class="caption">${words.identifiersHint}</p>` : nothing}
  </div>`;
}

/** Something of the report keeps the export from being sent. */
export function isBlocked({ runs }: ExporterModel): boolean {
  return runs.report.report?.findings.some(({ severity }) => severity === 'blocker') === true;
}

export function hasFinding({ runs }: ExporterModel, code: Finding['code']): boolean {
  return runs.report.report?.findings.some((one) => one.code === code) === true;
}
