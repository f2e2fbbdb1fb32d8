import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { actionOf, exportName, peopleNow } from './export-names.ts';
import type { ExporterModel } from './exporter-model.ts';
import { outlookOf, type Outlook, type Preflight, toPreflight } from './preflight.ts';
import { renderFileFailure } from './render-csv.ts';
import { renderFailure } from './step-parts.ts';

const AUDIENCES_PER_ACCOUNT = 400;

/** Step 5: the people come in, then the report; nothing goes to TikTok before the last button. */
export function renderCheckStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { run } = view.flow;
  if (run.fileFailure !== null) {
    return html`${renderFileFailure(view, run.fileFailure)}
      <div class="actions"><button type="button" class="btn" @click=${() => view.goTo('who')}>${words.chooseMore}</button></div>`;
  }
  if (run.phase === 'ready' && run.export !== null) return renderReport(view, run.export);
  return html`${renderProgress(view)} ${run.failure === null ? nothing : renderTrouble(view)} ${run.isStalled ? renderStalled(view) : nothing}
    <p class="caption">${words.nothingSent}</p>`;
}

function renderTrouble(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { run } = view.flow;
  if (run.failure === null) return html``;
  const stop = html`<button type="button" class="btn btn--quiet" @click=${() => view.goTo('audience')}>${words.stopChecking}</button>`;
  if (view.flow.canContinueUpload) {
    return renderFailure(
      view.host,
      words.uploadPausedTitle,
      run.failure,
      html`<button type="button" class="btn" @click=${() => view.flow.continueUpload()}>${words.resume}</button>${stop}`,
    );
  }
  const again = () => (run.export === null || view.draft.source === 'csv' ? view.check() : void view.flow.lookAgain());
  return renderFailure(
    view.host,
    words.checkFailedTitle,
    run.failure,
    html`<button type="button" class="btn" @click=${again}>${words.retry}</button>${stop}`,
  );
}

function renderStalled(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div class="banner banner--warning" role="alert">
    ${icon('clock')}
    <div class="banner__text">
      <p>${words.stillWaitingTitle}</p>
      <p>${words.stillWaitingText}</p>
    </div>
    <div class="actions">
      <button type="button" class="btn" @click=${() => void view.flow.lookAgain()}>${words.lookAgain}</button>
      <button type="button" class="btn btn--quiet" @click=${() => view.goTo('who')}>${words.stopChecking}</button>
    </div>
  </div>`;
}

function renderProgress(view: ExporterModel): unknown {
  const { run } = view.flow;
  const words = view.host.labels.audienceExporter;
  const rows = run.export?.counts.rows ?? 0;
  if (run.failure !== null && run.phase === 'opening') return nothing;
  switch (run.phase) {
    case 'hashing':
      return renderHashing(view);
    case 'host_sends':
      return html`<div class="banner">
        ${icon('clock')}
        <div class="banner__text">
          <p>${words.hostSendsTitle}</p>
          <p>${words.hostSendsText}${rows === 0 ? nothing : html` ${words.hostSentSoFar(rows)}.`}</p>
        </div>
      </div>`;
    default:
      return html`<div class="waiting" role="status">
        ${run.isStalled || run.failure !== null ? nothing : html`<div class="line"></div>`}
        <p class="caption num file__now"><span>${run.phase === 'receiving' ? words.checkReceiving(rows) : words.checkOpening}</span></p>
      </div>`;
  }
}

function renderHashing(view: ExporterModel): TemplateResult {
  const { run } = view.flow;
  const words = view.host.labels.audienceExporter;
  const { hash, isPaused, sentBytes, totals } = run;
  const isThrough = hash !== null && hash.readBytes === hash.totalBytes;
  return html`<div class="file">
      <progress class="progress" max="100" value=${hash === null || hash.totalBytes === 0 ? 0 : Math.round((hash.readBytes / hash.totalBytes) * 100)} aria-label=${words.uploading}></progress>
      <p class="caption num file__now">
        <span
          >${
            hash === null
              ? words.checkOpening
              : isThrough || totals !== null
                ? words.checkHashed(hash.totals.rows)
                : words.checkHashing(hash.totals.rows, hash.estimatedRows)
          }</span
        >
        <span>${isPaused ? words.paused : hash === null || hash.secondsLeft === null || isThrough ? nothing : words.timeLeft(hash.secondsLeft)}</span>
      </p>
      ${
        hash === null
          ? nothing
          : html`<p class="caption num file__now">
            <span>${words.sentOf(words.size(sentBytes), words.rowsPerSecond(hash.rowsPerSecond))}</span>
          </p>`
      }
    </div>
    <div class="actions">
      ${
        isThrough
          ? nothing
          : html`<button type="button" class="btn" @click=${() => (isPaused ? view.flow.resume() : view.flow.pause())}>
            ${isPaused ? words.resume : words.pause}
          </button>`
      }
      <button type="button" class="btn btn--quiet" @click=${() => view.goTo('audience')}>${words.stopChecking}</button>
    </div>`;
}

/** The numbers before anything is sent. */
export function renderReport(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { run } = view.flow;
  const report = toPreflight(shown.counts, shown.attributes);
  const outlook = outlookOf(actionOf(shown), report.ready, peopleNow(view, shown));
  return html`${renderFigures(view, shown, report)} ${report.isEmpty ? renderNobody(view) : renderOutlook(view, shown, outlook)}
    ${run.failure === null ? nothing : renderFailure(view.host, words.sendFailedTitle, run.failure)}
    ${report.isEmpty ? nothing : renderSend(view, shown, report, outlook)}
    <p class="caption">${words.nothingSent}</p>`;
}

function renderFigures(view: ExporterModel, shown: Export, report: Preflight): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { shares } = report;
  const number = (value: number) => format.number(value);
  const download = () => void view.download(shown.id, 'rejects.csv', exportName(view, shown));
  // Each part of the bar keeps a sliver, so that a few among a million still show.
  const [ready, same] = [shares.ready, shares.ready + shares.duplicates];
  return html`<div class="report">
      <p class="figure"><b>${number(report.ready)}</b><span class="muted">${words.readyOf(report.rows)}</span></p>
      <svg class="stack" role="img" aria-label=${words.shares(number(shares.ready), number(shares.duplicates), number(shares.rejected))} preserveAspectRatio="none">
        ${svg`<rect class="stack__ready" width="${ready}%" height="100%"></rect>
          <rect class="stack__same" x="${ready}%" width="${shares.duplicates}%" height="100%"></rect>
          <rect class="stack__rejected" x="${same}%" width="${shares.rejected}%" height="100%"></rect>`}
      </svg>
      <dl class="tally">
        <div>
          <dt><span class="swatch"></span>${words.ready}</dt>
          <dd>${number(report.ready)}</dd>
        </div>
        <div>
          <dt><span class="swatch swatch--same"></span>${words.duplicates}</dt>
          <dd>${number(report.duplicates)}</dd>
        </div>
        <div>
          <dt>
            <span class="swatch swatch--rejected"></span>${words.rejected}${
              shown.counts.rejectedValues === 0
                ? nothing
                : html`, <button type="button" class="link" @click=${download}>${words.seeReasons}</button>`
            }
          </dt>
          <dd>${number(report.rejected)}</dd>
        </div>
      </dl>
    </div>
    <div class="halves">
      <div class="fieldset">
        <div class="fieldset__legend">${words.foundBy}</div>
        <dl class="tally tally--nested">
          ${report.foundBy.map(({ attribute, people }) => html`<div><dt>${labels.mappingTable.attributes[attribute]}</dt><dd>${number(people)}</dd></div>`)}
        </dl>
      </div>
      <div class="fieldset">
        <div class="fieldset__legend">${words.whyRejected}</div>
        ${
          report.reasons.length === 0
            ? html`<p class="small muted">${words.nothingRejected}</p>`
            : html`<dl class="tally tally--nested">
              ${report.reasons.map(
                ({ reason, values }) =>
                  html`<div><dt>${words.reasons[reason as keyof typeof words.reasons] ?? words.otherReason(reason)}</dt><dd>${number(values)}</dd></div>`,
              )}
            </dl>`
        }
      </div>
    </div>`;
}

function renderNobody(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div class="banner banner--danger">
      ${icon('stop')}
      <div class="banner__text">
        <p>${words.nobodyTitle}</p>
        <p>${words.nobodyText}</p>
      </div>
    </div>
    <div class="actions"><button type="button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseMore}</button></div>`;
}

function renderOutlook(view: ExporterModel, shown: Export, outlook: Outlook): unknown {
  const words = view.host.labels.audienceExporter;
  if (outlook === 'unknown') return nothing;
  if (outlook !== 'enough') {
    return html`<div class="banner banner--warning">
      ${icon('warning')}
      <div class="banner__text">
        <p>${outlook === 'too_few' ? words.tooFewTitle : words.mayBeRefusedTitle}</p>
        <p>${outlook === 'too_few' ? words.tooFewText : words.mayBeRefusedText}</p>
      </div>
    </div>`;
  }
  const action = actionOf(shown);
  const slots = action === 'CREATE' ? view.world.audiences : null;
  return html`<div class="fieldset">
    <div class="fieldset__legend">${words.willSay}</div>
    <ul class="checks">
      <li>${icon('ok')}<span>${action === 'CREATE' || action === 'REPLACE' ? words.enough : words.enoughRemain}</span></li>
      ${
        slots === null
          ? nothing
          : html`<li class=${slots.length >= AUDIENCES_PER_ACCOUNT ? 'is-warning' : ''}>
            ${icon(slots.length >= AUDIENCES_PER_ACCOUNT ? 'warning' : 'ok')}<span>${words.audienceSlots(slots.length, AUDIENCES_PER_ACCOUNT)}</span>
          </li>`
      }
      ${action === 'REMOVE' ? nothing : html`<li class="is-warning">${icon('warning')}<span>${words.fewerMatched}</span></li>`}
    </ul>
  </div>`;
}

function renderSend(view: ExporterModel, shown: Export, report: Preflight, outlook: Outlook): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { isBusy } = view.flow.run;
  const action = actionOf(shown);
  const label = {
    CREATE: outlook === 'too_few' ? words.createAnyway : words.send(report.ready),
    APPEND: outlook === 'may_be_refused' ? words.sendAnyway(report.ready) : words.send(report.ready),
    REMOVE: words.remove(report.ready),
    REPLACE: words.replaceWith(report.ready),
  }[action];
  const send = () => {
    if (isBusy) return;
    if (action === 'REPLACE' || action === 'REMOVE') view.confirm({ kind: action, shown });
    else void view.flow.start();
  };
  // Where more people would help, choosing them comes first.
  const needsMore = outlook === 'too_few' || (outlook === 'may_be_refused' && action !== 'REMOVE');
  const isSecond = needsMore && !view.isWatching;
  return html`<div class="actions">
    ${isSecond ? html`<button type="button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseMore}</button>` : nothing}
    <button type="button" class="btn ${isSecond ? '' : 'btn--primary'}" aria-disabled=${isBusy ? 'true' : nothing} @click=${send}>${label}</button>
    <button type="button" class="btn btn--quiet" @click=${() => void view.download(shown.id, 'audience.csv', exportName(view, shown))}>
      ${icon('download')}<span>${words.downloadHashed}</span>
    </button>
  </div>`;
}
