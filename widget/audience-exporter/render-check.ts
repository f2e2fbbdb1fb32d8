import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import { needsSignIn } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { calmRate } from './pace.ts';
import { renderFileFailure } from './render-csv.ts';
import { renderReport } from './render-report.ts';
import { renderPassing } from './render-trouble.ts';
import { signInButton } from './sign-in.ts';
import { renderFailure } from './step-parts.ts';

/** Step 5: the people come in, then the report; nothing goes to TikTok before the last button. */
export function renderCheckStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { run } = view.runs.flow;
  if (run.fileFailure !== null) {
    return html`${renderFileFailure(view, run.fileFailure)}
      <div class="actions">
        <button type="button" part="button primary-button" class="btn btn--primary" @click=${() => view.goTo('who')}>${words.chooseOthers}</button>
      </div>`;
  }
  if (run.phase === 'ready' && run.export !== null) return renderReport(view, run.export);
  return html`${renderIntake(view)} ${run.failure === null ? nothing : renderTrouble(view)} ${run.isStalled ? renderStalled(view) : nothing}
    <p class="caption">${words.nothingSent} ${noteOf(view)}</p>`;
}

/** Whether the page may be left. */
function noteOf(view: ExporterModel): string {
  const words = view.host.labels.audienceExporter;
  const { phase } = view.runs.flow.run;
  if (phase === 'hashing') return words.stayHere;
  return phase === 'receiving' || phase === 'host_sends' ? words.mayLeaveCheck : '';
}

/** The people on their way in: from the file in this page, fetched by the server, or sent by the host. */
export function renderIntake(view: ExporterModel): TemplateResult {
  const { run } = view.runs.flow;
  const words = view.host.labels.audienceExporter;
  const rows = run.export?.counts.rows ?? 0;
  if (run.failure !== null && run.phase === 'opening') return html``;
  switch (run.phase) {
    case 'hashing':
      return html`${renderOffline(view, words.offlineFile)} ${renderHashing(view)}`;
    case 'host_sends':
      return html`${renderOffline(view, words.offlineServer)}
        <div part="banner" class="banner">
          ${icon('clock')}
          <div class="banner__text">
            <p>${words.hostSendsTitle}</p>
            <p>${words.hostSendsText}${rows === 0 ? nothing : html` ${words.hostSentSoFar(rows)}.`}</p>
          </div>
        </div>
        <div class="actions">${renderStop(view)}</div>`;
    default:
      return html`${renderOffline(view, words.offlineServer)} ${renderFetching(view, rows)}`;
  }
}

/** Says that the page is offline and what becomes of the work; nothing while it is not. */
export function renderOffline(view: ExporterModel, text: string): unknown {
  const words = view.host.labels.audienceExporter;
  if (!view.runs.flow.run.isOffline) return nothing;
  return html`<div part="banner" class="banner banner--warning">
    ${icon('offline')}
    <div class="banner__text">
      <p>${words.offlineTitle}</p>
      <p>${text}</p>
    </div>
  </div>`;
}

function renderStop(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  // An export opened from the history is cancelled by its own button.
  if (view.runs.isWatching) return nothing;
  return html`<button type="button" part="button" class="btn btn--quiet" @click=${() => view.goTo('audience')}>${words.stopChecking}</button>`;
}

function renderFetching(view: ExporterModel, rows: number): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { run } = view.runs.flow;
  const { export: shown, isStalled, isOffline, isBusy } = run;
  const segment = view.world.segments.find(({ segmentId }) => segmentId === shown?.segmentId);
  const size = segment?.size ?? null;
  const isHeld = (shown?.pausedAt ?? null) !== null;
  // Only what the server fetches can be held: the host's own sending cannot.
  const canHold = shown?.state === 'receiving' && segment?.hasSource === true && run.failure === null;
  const bar =
    size !== null && rows > 0 && rows <= size
      ? html`<progress class="progress" max=${size} value=${rows} aria-label=${words.fetching}></progress>`
      : html`<div class="line ${isHeld || isOffline ? 'is-still' : ''}"></div>`;
  const trouble = isOffline || isStalled ? null : (shown?.trouble ?? null);
  return html`${trouble === null ? nothing : renderPassing(view, trouble)}
    <div class="waiting" role="status">
      ${isStalled || run.failure !== null ? nothing : bar}
      <p class="caption num file__now">
        <span>${run.phase === 'opening' ? words.checkOpening : shown?.segmentId === null ? words.checkArriving(rows) : words.checkReceiving(rows)}</span>${isHeld ? html`<span>${words.paused}</span>` : nothing}
      </p>
    </div>
    ${
      run.failure !== null || isStalled
        ? nothing
        : html`<div class="actions">
          ${
            canHold
              ? html`<button
                type="button"
                part="button"
                class="btn"
                aria-disabled=${isBusy || isOffline ? 'true' : nothing}
                @click=${() => !isOffline && void (isHeld ? view.runs.flow.letGo() : view.runs.flow.hold())}
              >
                ${isHeld ? words.resume : html`${icon('pause')}<span>${words.pause}</span>`}
              </button>`
              : nothing
          }
          ${renderStop(view)}
        </div>`
    }`;
}

function renderHashing(view: ExporterModel): TemplateResult {
  const { run, canContinueUpload } = view.runs.flow;
  const words = view.host.labels.audienceExporter;
  const { hash, isPaused, isOffline, sentBytes, totals, pace } = run;
  const isThrough = hash !== null && (totals !== null || hash.readBytes === hash.totalBytes);
  const share = hash === null || hash.totalBytes === 0 ? 0 : Math.round((hash.readBytes / hash.totalBytes) * 100);
  const isMoving = !isPaused && !isOffline && !isThrough && !canContinueUpload;
  return html`<div class="file">
      <progress class="progress" max="100" value=${share} aria-label=${words.hashing}></progress>
      <p class="caption num file__now">
        <span
          >${
            hash === null
              ? words.checkOpening
              : isThrough
                ? words.checkHashed(hash.totals.rows)
                : words.checkHashing(hash.totals.rows, hash.estimatedRows)
          }</span
        >
        <span>${isPaused ? words.paused : isMoving && pace?.secondsLeft != null ? words.timeLeft(pace.secondsLeft) : nothing}</span>
      </p>
      ${
        hash === null
          ? nothing
          : html`<p class="caption num file__now">
            <span>${words.sentOf(words.size(sentBytes))}</span>
            <span>${isMoving && pace?.secondsLeft != null ? words.rowsPerSecond(calmRate(hash.rowsPerSecond)) : nothing}</span>
          </p>`
      }
    </div>
    ${
      run.failure !== null
        ? nothing
        : html`<div class="actions">
          ${
            isThrough
              ? nothing
              : html`<button type="button" part="button" class="btn" @click=${() => (isPaused ? view.runs.flow.resume() : view.runs.flow.pause())}>
                ${isPaused ? words.resume : html`${icon('pause')}<span>${words.pause}</span>`}
              </button>`
          }
          ${renderStop(view)}
        </div>`
    }`;
}

function renderTrouble(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { flow } = view.runs;
  const { run } = flow;
  if (run.failure === null) return html``;
  if (flow.canContinueUpload && !needsSignIn(run.failure)) {
    return renderFailure(
      view.host,
      words.uploadPausedTitle,
      run.failure,
      html`<button type="button" part="button" class="btn" @click=${() => flow.continueUpload()}>${words.resume}</button>${renderStop(view)}`,
    );
  }
  const again = () => view.tryAgain();
  const way =
    signInButton(view, run.failure, run.export?.advertiserId ?? view.draft.advertiserId) ??
    html`<button type="button" part="button" class="btn" @click=${again}>${words.retry}</button>`;
  return renderFailure(view.host, words.checkFailedTitle, run.failure, html`${way}${renderStop(view)}`);
}

function renderStalled(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div part="banner" class="banner banner--warning" role="alert">
    ${icon('clock')}
    <div class="banner__text">
      <p>${words.stillWaitingTitle}</p>
      <p>${words.stillWaitingText}</p>
    </div>
    <div class="actions">
      <button type="button" part="button" class="btn" @click=${() => void view.runs.flow.lookAgain()}>${words.lookAgain}</button>
      ${renderStop(view)}
    </div>
  </div>`;
}
