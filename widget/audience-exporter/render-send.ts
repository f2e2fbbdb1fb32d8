import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf } from './export-names.ts';
import type { ExporterModel } from './exporter-model.ts';
import type { Preflight } from './preflight.ts';
import { hasFinding, isBlocked } from './render-findings.ts';
import { zoneOf } from './render-frequency.ts';
import { renderSentences } from './render-sentences.ts';
import { goesOnByItself } from './run-state.ts';

export function renderNobody(view: ExporterModel, { withoutConsent }: Preflight): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div part="banner" class="banner banner--danger">
      ${icon('stop')}
      <div class="banner__text">
        <p>${words.nobodyTitle}</p>
        <p>${withoutConsent === 0 ? words.nobodyText : words.nobodyAgreedText}</p>
      </div>
    </div>
    ${
      view.runs.isWatching
        ? nothing
        : html`<div class="actions">
          <button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseOthers}</button>
        </div>`
    }`;
}

/** With consent, or in a mirror's run, an export may take people out and add nobody. */
export const removesSome = ({ counts }: Export): boolean => (counts.toRemove ?? 0) > 0;

/** A check that nothing follows, unlike the one that a mirror is made after. */
const endsHere = (view: ExporterModel, { dryRun }: Export): boolean => dryRun && (!view.isSync || view.runs.isWatching);

/** The report says by itself that nothing is sent: by what it asks first, or because it was only a check. */
export const saysNothingSent = (view: ExporterModel, shown: Export): boolean =>
  shown.confirmation !== null || (view.loader.canExport && endsHere(view, shown));

/** What a person can do with the report: send, keep in sync, confirm, or nothing. */
export function renderSend(view: ExporterModel, shown: Export, report: Preflight): unknown {
  const words = view.host.labels.audienceExporter;
  // Someone who may only look sees the numbers and nothing to press.
  if (!view.loader.canExport) return nothing;
  if (goesOnByItself(shown)) return html`<p class="small muted" role="status">${words.startsByItself}</p>`;
  if (shown.confirmation !== null) return renderConfirm(view, shown);
  if (endsHere(view, shown)) return renderOnlyChecked(view);
  if (report.isEmpty && !removesSome(shown)) return nothing;
  return shown.dryRun ? renderSync(view, report) : renderNow(view, shown, report);
}

function renderNow(view: ExporterModel, shown: Export, report: Preflight): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const action = actionOf(shown);
  const isTooFew = hasFinding(view, 'too_small_to_target') || hasFinding(view, 'audience_too_small');
  const label = {
    CREATE: isTooFew ? words.createAnyway : words.send(report.ready),
    APPEND: report.isEmpty
      ? words.takeOut(shown.counts.toRemove ?? 0)
      : isTooFew
        ? words.sendAnyway(report.ready)
        : words.send(report.ready),
    REMOVE: words.remove(report.ready),
    REPLACE: words.replaceWith(report.ready),
    MIRROR: words.confirmSend,
  }[action];
  const send = () => {
    if (action === 'REPLACE' || action === 'REMOVE') view.runs.confirm({ kind: action, shown });
    else view.runs.act(() => view.runs.flow.start());
  };
  // Where more people would help, choosing them comes first.
  const isSecond = isTooFew && action !== 'REMOVE' && !view.runs.isWatching;
  return html`<div class="actions">
    ${isSecond ? html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseMore}</button>` : nothing}
    ${renderButton(view, label, send, !isSecond)}
    <button type="button" part="button" class="btn btn--quiet" @click=${() => void view.runs.download(shown, 'audience.csv')}>
      ${icon('download')}<span>${words.downloadHashed}</span>
    </button>
  </div>`;
}

function renderSync(view: ExporterModel, report: Preflight): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const schedule = words.scheduleInWords(view.draft.schedule, zoneOf(view));
  return html`<p class="small">${words.syncStarts(schedule)}</p>
    <div class="actions">${renderButton(view, words.keepInSyncWith(report.ready), view.keepInSync, true)}</div>`;
}

/** The button that sends. It stays pressable, so that a press can say why nothing happens. */
function renderButton(view: ExporterModel, label: string, act: () => void, isPrimary: boolean): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { isBusy } = view.runs.flow.run;
  const { report, isLoading } = view.runs.report;
  const isAsking = isLoading && report === null;
  const stops = isBlocked(view);
  const press = () => {
    if (isBusy) return;
    if (isAsking) view.host.announce(words.waitForReport);
    else if (stops) view.host.announce(words.blockersTitle(countBlockers(view)));
    else act();
  };
  return html`<button
    type="button"
    part=${isPrimary && !stops ? 'button primary-button' : 'button'}
    class="btn ${isPrimary && !stops ? 'btn--primary' : ''}"
    aria-disabled=${isBusy || isAsking || stops ? 'true' : nothing}
    @click=${press}
  >
    ${label}
  </button>`;
}

const countBlockers = ({ runs }: ExporterModel): number =>
  runs.report.report?.findings.filter(({ severity }) => severity === 'blocker').length ?? 0;

/** A check that ends here. */
function renderOnlyChecked(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div part="banner" class="banner">
      ${icon('info')}
      <div class="banner__text">
        <p>${words.checkOnlyTitle}</p>
        <p>${words.checkOnlyText}</p>
      </div>
    </div>
    ${
      view.runs.isWatching
        ? nothing
        : html`<div class="actions">
          <button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.goTo('audience')}>${words.checkOnlyBack}</button>
          <button type="button" part="button" class="btn" @click=${view.startOver}>${words.another}</button>
        </div>`
    }`;
}

/** A mirror's run that somebody has to look at first: what it would do. */
export function renderAsked(view: ExporterModel, { confirmation }: Export): unknown {
  const words = view.host.labels.audienceExporter;
  if (confirmation === null) return nothing;
  return html`<div part="banner" class="banner banner--warning" role="alert">
    ${icon('warning')}
    <div class="banner__text">
      <p>${words.confirmations[confirmation.code]}</p>
      ${renderSentences(view.host, confirmation)}
    </div>
  </div>`;
}

/** The two ways on from there. */
function renderConfirm(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { flow } = view.runs;
  const send = () => {
    if (actionOf(shown) === 'REPLACE') view.runs.confirm({ kind: 'REPLACE', shown });
    else view.runs.act(() => flow.start());
  };
  return html`<div class="actions">
    ${renderButton(view, words.confirmSend, send, true)}
    <button type="button" part="button" class="btn" aria-disabled=${flow.run.isBusy ? 'true' : nothing} @click=${() => view.runs.act(() => flow.cancel())}>
      ${words.doNotSend}
    </button>
  </div>`;
}
