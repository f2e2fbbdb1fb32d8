import { html, nothing, type TemplateResult } from 'lit';
import type { Export, ExportState } from '../../shared/exports.ts';
import { requestIdLine } from '../element/failure.ts';
import { icon, type IconName } from '../element/icons.ts';
import { accountName, actionOf, exportName, momentOf } from './export-names.ts';
import { MINIMUM_AUDIENCE } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { toPreflight } from './preflight.ts';
import { renderReport } from './render-check.ts';
import { markOf, renderFailure } from './step-parts.ts';

/** An export after "Send", or one opened from the history: where it is, what came of it, what can be done. */
export function renderRun(view: ExporterModel): unknown {
  const { run } = view.flow;
  const shown = run.export;
  if (shown === null) return nothing;
  const words = view.host.labels.audienceExporter;
  const where = `${'create' in shown.audience ? words.newIn : words.actions[shown.audience.update.action]}: ${exportName(view, shown)}`;
  // Once TikTok has everything, there is nothing left to hold back.
  const canCancel = view.canExport && !['processing', 'completed', 'cancelled'].includes(shown.state);
  const isOver = shown.state === 'completed' || shown.state === 'cancelled' || shown.state === 'failed';
  return html`<section part="panel" class="panel run" aria-label=${titleOf(view, shown)}>
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title run__title" tabindex="-1">${titleOf(view, shown)}</h3>
        <p class="subtitle"><bdi>${words.inAccount(where, accountName(view, shown))}</bdi></p>
      </div>
      <div class="panel__tools">
        ${
          canCancel
            ? html`<button type="button" class="btn btn--quiet" @click=${() => view.confirm({ kind: 'CANCEL', shown })}>${words.cancelExport}</button>`
            : nothing
        }
      </div>
    </header>
    ${renderBody(view, shown)}
    <div class="table__foot">
      <span>${shown.state === 'uploading' || shown.state === 'processing' ? words.mayLeave : shown.state === 'cancelled' ? words.cancelledText(shown.peopleUploaded) : nothing}</span>
      ${
        isOver || view.isWatching || shown.state === 'processing'
          ? html`<span class="actions"><button type="button" class="btn" @click=${view.startOver}>${words.another}</button></span>`
          : nothing
      }
    </div>
  </section>`;
}

function titleOf(view: ExporterModel, shown: Export): string {
  const words = view.host.labels.audienceExporter;
  const isUpdate = 'update' in shown.audience;
  switch (shown.state) {
    case 'uploading':
      return actionOf(shown) === 'REMOVE'
        ? words.removingTitle(shown.counts.ready)
        : words.sendingTitle(shown.counts.ready);
    case 'processing':
      return isUpdate ? words.processingUpdateTitle : words.processingTitle;
    case 'completed':
      if (shown.audienceProgress?.isValid === false) return words.unusableTitle;
      return isUpdate ? words.updatedTitle : words.completedTitle;
    case 'failed':
      return words.failedTitle;
    case 'cancelled':
      return words.cancelledTitle;
    default:
      return words.steps.check;
  }
}

function renderBody(view: ExporterModel, shown: Export): unknown {
  const words = view.host.labels.audienceExporter;
  const { run } = view.flow;
  if (shown.state === 'ready') return html`<div class="pad">${renderReport(view, shown)}</div>`;
  const trouble =
    run.failure === null
      ? nothing
      : html`<div class="pad">
        ${renderFailure(
          view.host,
          words.failureTitle,
          run.failure,
          html`<button type="button" class="btn" @click=${() => void view.flow.lookAgain()}>${words.lookAgain}</button>`,
        )}
      </div>`;
  if (shown.state === 'failed') return html`${renderFailed(view, shown)} ${trouble} ${renderTimeline(view, shown)}`;
  if (shown.state === 'completed') return html`${renderResult(view, shown)} ${renderTimeline(view, shown)}`;
  return html`${trouble} ${renderTimeline(view, shown)}
    ${
      run.isStalled
        ? html`<div class="pad">
          <p class="small muted">${words.pollingStopped}</p>
          <div class="actions"><button type="button" class="btn" @click=${() => void view.flow.lookAgain()}>${words.lookAgain}</button></div>
        </div>`
        : nothing
    }`;
}

function renderFailed(view: ExporterModel, shown: Export): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.audienceExporter;
  const { error, peopleUploaded, counts } = shown;
  const { isBusy } = view.flow.run;
  return html`<div class="pad">
    <div class="banner banner--danger" role="alert">
      ${icon('unlink')}
      <div class="banner__text">
        <p>${words.failureTitles[error?.code ?? ''] ?? words.failureTitle}</p>
        <p>${peopleUploaded === 0 ? nothing : words.failedSoFar(peopleUploaded, counts.ready)}${words.failureTexts[error?.code ?? ''] ?? error?.message}</p>
      </div>
      ${error === null ? nothing : requestIdLine(labels, error, copied, (text) => view.host.copy(text))}
    </div>
    ${
      view.canExport
        ? html`<div class="actions">
          <button type="button" class="btn btn--primary" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void view.flow.retry()}>${words.retry}</button>
        </div>`
        : nothing
    }
  </div>`;
}

function renderResult(view: ExporterModel, shown: Export): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { audienceProgress: progress, peopleUploaded, counts } = shown;
  const action = actionOf(shown);
  const isUnusable = progress !== null && !progress.isValid;
  return html`<div class="pad">
    <div class="pair">
      <div>
        <p class="figure"><b>${format.number(progress?.coverNum ?? 0)}</b></p>
        <p class="caption">${action === 'CREATE' || action === 'REPLACE' ? words.matched : words.inAudience}</p>
      </div>
      <div>
        <p class="figure"><b class="muted">${format.number(Math.max(peopleUploaded, counts.ready))}</b></p>
        <p class="caption">${action === 'REMOVE' ? words.sentToRemove : words.sentByYou}</p>
      </div>
    </div>
    ${
      isUnusable
        ? html`<div class="banner banner--warning">
          ${icon('warning')}
          <div class="banner__text">
            <p>${progress.coverNum < MINIMUM_AUDIENCE ? words.resultTooSmall : words.unusableTitle}</p>
            <p>${progress.message ?? words.resultTooSmallText(progress.coverNum)}</p>
          </div>
        </div>`
        : nothing
    }
  </div>`;
}

/** TikTok writes `2027-03-12 00:00:00`, in UTC. */
function toIso(tiktokTime: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(tiktokTime) ? `${tiktokTime.replace(' ', 'T')}Z` : tiktokTime;
}

interface Line {
  title: string;
  state: 'done' | 'current' | 'failed' | 'later';
  mark: IconName;
  when: string;
  body: unknown;
}

function renderTimeline(view: ExporterModel, shown: Export): TemplateResult {
  return html`<ol class="rail timeline">
    ${linesOf(view, shown).map(
      ({
        title,
        state,
        mark,
        when,
        body,
      }) => html`<li class="rail__item is-${state}" aria-current=${state === 'current' ? 'step' : nothing}>
        <span class="rail__mark">${markOf(state === 'done' ? 'check' : state === 'failed' ? 'stop' : mark)}</span>
        <div>
          <div class="rail__head">
            <h4>${title}</h4>
            <span class="when">${when}</span>
          </div>
          ${body === nothing ? nothing : html`<div class="rail__body">${body}</div>`}
        </div>
      </li>`,
    )}
  </ol>`;
}

function linesOf(view: ExporterModel, shown: Export): Line[] {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { state, counts, chunks, peopleUploaded, audienceProgress } = shown;
  const at = (wanted: ExportState) => {
    const entry = shown.timeline.findLast((one) => one.state === wanted);
    return entry === undefined ? '' : momentOf(view, entry.at);
  };
  const report = toPreflight(counts, shown.attributes);
  // What came through the worker is hashed throughout at the server; only the worker knows which values came so.
  const { totals } = view.flow.run;
  const cameHashed =
    totals === null ? 0 : Object.values(totals.byAttribute).reduce((sum, one) => sum + (one?.alreadyHashed ?? 0), 0);
  const hashed = shown.segmentId === null ? cameHashed : report.alreadyHashed;
  const isSent =
    state === 'processing' ||
    state === 'completed' ||
    (state === 'failed' && peopleUploaded >= counts.ready && counts.ready > 0);
  // What a person has stopped is no alarm: its line just ends.
  const stopped = state === 'failed';
  const download = () => void view.download(shown.id, 'rejects.csv', exportName(view, shown));
  return [
    {
      title: words.lineReceived,
      state: counts.rows > 0 || isSent ? 'done' : stopped ? 'failed' : 'current',
      mark: 'clock',
      when: at('receiving'),
      body: html`<p>
        ${words.rows(counts.rows)}${
          counts.rejectedValues === 0
            ? nothing
            : html`, <button type="button" class="link" @click=${download}>${words.rejectedRows(counts.rejectedRows)}</button>`
        }
      </p>`,
    },
    {
      title: words.linePrepared,
      state: at('ready') !== '' ? 'done' : 'later',
      mark: 'clock',
      when: at('ready'),
      body: html`<p>${words.preparedText(counts.ready, Math.max(chunks.total, 1))}</p>
        <p>${words.duplicatesText(counts.duplicates, hashed)}</p>`,
    },
    {
      title: isSent ? words.lineUploaded : words.lineUploading,
      state: isSent ? 'done' : state === 'uploading' ? 'current' : stopped ? 'failed' : 'later',
      mark: 'upload',
      when: isSent ? at('processing') : at('uploading'),
      body: isSent
        ? html`<p>${words.files(chunks.total)}</p>`
        : html`<progress
              class="progress"
              max=${Math.max(counts.ready, 1)}
              value=${peopleUploaded}
              aria-label=${words.uploading}
            ></progress>
            <p class="num">
              ${chunks.total === 0 ? nothing : `${words.fileOf(Math.min(chunks.uploaded + 1, chunks.total), chunks.total)}, `}${words.sentPeople(peopleUploaded, counts.ready)}
            </p>`,
    },
    {
      title: words.lineAccepted,
      state: state === 'processing' || state === 'completed' ? 'done' : 'later',
      mark: 'clock',
      when: at('processing'),
      body: nothing,
    },
    {
      title: words.lineReady,
      state: state === 'completed' ? 'done' : state === 'processing' ? 'current' : 'later',
      mark: state === 'processing' ? 'half' : 'clock',
      when: state === 'completed' ? at('completed') : state === 'cancelled' ? '' : words.usual,
      body:
        state === 'processing'
          ? html`<p>${words.processingText}</p>
            ${audienceProgress === null ? nothing : html`<p>${words.checked(format.relative(audienceProgress.checkedAt))}</p>`}`
          : state === 'completed' && audienceProgress?.expiredTime != null
            ? html`<p>${words.endsOn(format.date(toIso(audienceProgress.expiredTime)))}</p>`
            : nothing,
    },
  ];
}
