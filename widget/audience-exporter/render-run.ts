import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { accountName, actionOf, isChange, toSend } from './export-names.ts';
import { isFinal, type Verdict, verdictOf, wasChecked } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderIntake, renderOffline } from './render-check.ts';
import { renderQueue } from './render-queue.ts';
import { renderReport } from './render-report.ts';
import { renderRequests } from './render-requests.ts';
import { renderResult } from './render-result.ts';
import { renderTimeline } from './render-timeline.ts';
import { renderFailed, renderPassing, renderRefusal, renderWaits } from './render-trouble.ts';

const ADS_MANAGER_URL = 'https://ads.tiktok.com/';
/** Without a move for so long, an upload is said to wait. The largest file takes about a minute on a slow line. */
const WAITS_AFTER_MS = 120_000;

/** An export after "Send", or one opened from the history: where it is, what came of it, what can be done. */
export function renderRun(view: ExporterModel): unknown {
  const shown = view.runs.flow.run.export;
  if (shown === null) return nothing;
  const words = view.host.labels.audienceExporter;
  const verdict = verdictOf(shown, Date.now());
  const title = titleOf(view, shown, verdict);
  const action = actionOf(shown);
  const what =
    shown.mirrorId !== null || action === 'MIRROR'
      ? words.sync
      : action === 'CREATE'
        ? words.newIn
        : words.actions[action];
  const where = `${what}${view.host.labels.common.colon}${view.runs.nameOf(shown)}`;
  return html`<section part="panel" class="panel run" aria-label=${title}>
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title run__title" tabindex="-1">${title}</h3>
        <p class="subtitle anywhere"><bdi>${words.inAccount(where, accountName(view, shown))}</bdi></p>
      </div>
      <div class="panel__tools">${renderTools(view, shown, verdict)}</div>
    </header>
    ${renderBody(view, shown, verdict)} ${renderRequests(view, shown)} ${renderFoot(view, shown)}
  </section>`;
}

function titleOf(view: ExporterModel, shown: Export, verdict: Verdict): string {
  const words = view.host.labels.audienceExporter;
  const isUpdate = 'update' in shown.audience;
  if (verdict === 'too_small') return words.tooSmallTitle;
  if (verdict === 'ended') return words.expiredTitle;
  if (verdict === 'unusable') return words.unusableTitle;
  switch (shown.state) {
    case 'uploading':
      if (shown.pausedAt !== null) return words.pausedTitle;
      if (shown.waiting !== null) return words.waitsTitle;
      if (shown.queue !== null) return words.queuedTitle;
      if (isChange(shown)) return words.changesTitle;
      return actionOf(shown) === 'REMOVE'
        ? words.removingTitle(shown.counts.ready)
        : words.sendingTitle(shown.counts.ready);
    case 'processing':
      if (verdict === 'overdue') return words.overdueTitle;
      return isUpdate ? words.processingUpdateTitle : words.processingTitle;
    case 'completed':
      return isUpdate ? words.updatedTitle : words.completedTitle;
    case 'failed':
      return isFinal(shown.error) ? words.failedForGoodTitle : words.failedTitle;
    case 'cancelled':
      return wasChecked(shown) ? words.checkOnlyTitle : words.cancelledTitle;
    case 'ready':
      return shown.confirmation === null ? words.check : words.confirmTitle;
    default:
      return words.receivingTitle;
  }
}

function renderTools(view: ExporterModel, shown: Export, verdict: Verdict): unknown {
  const words = view.host.labels.audienceExporter;
  const { flow } = view.runs;
  const { isBusy, isOffline } = flow.run;
  if (verdict === 'usable' || verdict === 'overdue' || verdict === 'too_small' || verdict === 'unusable')
    return html`<a part="button" class="btn" href=${ADS_MANAGER_URL} target="_blank" rel="noopener noreferrer">${words.openAdsManager}${icon('out')}</a>`;
  if (!view.loader.canExport || ['processing', 'completed', 'cancelled'].includes(shown.state)) return nothing;
  // “Do not send” cancels such a run.
  if (shown.confirmation !== null) return nothing;
  const isHeld = shown.pausedAt !== null;
  const isOff = isBusy || isOffline;
  const hold = () => !isOff && void (isHeld ? flow.letGo() : flow.hold());
  // What waits sends nothing that could be paused.
  const canHold = shown.state === 'uploading' && (isHeld || shown.waiting === null);
  return html`${
    canHold
      ? html`<button type="button" part=${isHeld && shown.waiting === null ? 'button primary-button' : 'button'} class="btn ${isHeld && shown.waiting === null ? 'btn--primary' : ''}" aria-disabled=${isOff ? 'true' : nothing} @click=${hold}>
          ${isHeld ? words.resumeSending : html`${icon('pause')}<span>${words.pauseSending}</span>`}
        </button>`
      : nothing
  }<button type="button" part="button" class="btn btn--quiet" aria-disabled=${isOffline ? 'true' : nothing} @click=${() => !isOffline && view.runs.confirm({ kind: 'CANCEL', shown })}>
      ${words.cancelExport}
    </button>`;
}

function renderBody(view: ExporterModel, shown: Export, verdict: Verdict): unknown {
  const timeline = renderTimeline(view, shown, verdict);
  switch (shown.state) {
    case 'ready':
      return html`<div class="pad">${renderReport(view, shown)}</div>`;
    case 'draft':
    case 'receiving':
      return html`<div class="pad">${renderRefusal(view, shown)}${renderIntake(view)}</div>`;
    case 'failed':
      if (verdict !== 'stopped')
        return html`${pad(renderRefusal(view, shown))}${renderResult(view, shown, verdict)}${timeline}`;
      return html`<div class="pad">${renderRefusal(view, shown)}${renderFailed(view, shown)}</div>${timeline}`;
    case 'completed':
      return html`${renderResult(view, shown, verdict)}${timeline}`;
    default:
      return html`${pad(renderRefusal(view, shown))}${pad(renderWaits(view, shown))}${pad(renderNotice(view, shown, verdict))}${timeline}`;
  }
}

const pad = (content: unknown): unknown => (content === nothing ? nothing : html`<div class="pad">${content}</div>`);

/** What holds an export up, or makes this page see less of it; nothing while all is well. */
function renderNotice(view: ExporterModel, shown: Export, verdict: Verdict): unknown {
  const words = view.host.labels.audienceExporter;
  const { run } = view.runs.flow;
  const { pausedAt, waiting, state, peopleUploaded, queue } = shown;
  if (run.isOffline) return renderOffline(view, words.offlineServer);
  if (pausedAt !== null)
    return renderBanner('pause', words.pausedSoFar(peopleUploaded, toSend(shown)), words.pausedText);
  if (waiting !== null && !run.isStalled) return nothing;
  if (queue !== null && !run.isStalled) return renderQueue(view, queue);
  if (verdict === 'overdue') return renderBanner('clock', words.resultOverdue, words.overdueText, 'banner--warning');
  const isWaiting = state === 'uploading' && run.pace !== null && Date.now() - run.pace.movedAt > WAITS_AFTER_MS;
  if (shown.trouble !== null && !run.isStalled) return renderPassing(view, shown.trouble);
  if (isWaiting) return renderBanner('clock', words.waitingTitle, words.waitingText, 'banner--warning');
  if (!run.isStalled) return nothing;
  return html`<p class="small muted">${waiting === null ? words.pollingStopped : words.waitsUnasked}</p>
    <div class="actions"><button type="button" part="button" class="btn" @click=${() => void view.runs.flow.lookAgain()}>${words.lookAgain}</button></div>`;
}

const renderBanner = (mark: Parameters<typeof icon>[0], title: string, text: string, kind = ''): TemplateResult =>
  html`<div part="banner" class="banner ${kind}">
    ${icon(mark)}
    <div class="banner__text">
      <p>${title}</p>
      <p>${text}</p>
    </div>
  </div>`;

function renderFoot(view: ExporterModel, shown: Export): unknown {
  const words = view.host.labels.audienceExporter;
  const { state, peopleUploaded, pausedAt, waiting } = shown;
  const isOver = state === 'completed' || state === 'cancelled' || state === 'failed';
  const note =
    pausedAt !== null
      ? words.mayLeavePaused
      : waiting !== null && state === 'uploading'
        ? words.mayLeaveWaiting
        : state === 'uploading' || state === 'processing'
          ? words.mayLeave
          : state === 'receiving'
            ? words.mayLeaveCheck
            : state === 'cancelled'
              ? words.cancelledText(peopleUploaded)
              : nothing;
  const canGoBack = isOver || view.runs.isWatching || state === 'processing' || waiting !== null;
  return html`<div class="table__foot">
    ${note === nothing ? html`<span></span>` : html`<p>${note}</p>`}
    ${
      canGoBack
        ? html`<span class="actions"><button type="button" part="button" class="btn" @click=${view.startOver}>${view.loader.canExport ? words.another : words.backToHistory}</button></span>`
        : nothing
    }
  </div>`;
}
