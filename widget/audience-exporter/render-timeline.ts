import { html, nothing, type TemplateResult } from 'lit';
import type { Export, ExportState } from '../../shared/exports.ts';
import { icon, type IconName } from '../element/icons.ts';
import { markOf } from '../element/mark-of.ts';
import { actionOf, isChange, takenOf, toSend } from './export-names.ts';
import { processingMs, processingSince, tiktokTimeToIso, type Verdict, waitingLook } from './export-verdict.ts';
import { endsSoon } from './render-expiry.ts';
import type { ExporterModel } from './exporter-model.ts';
import { momentText, renderMoment, timeOnDay } from './moments.ts';
import { calmRate } from './pace.ts';
import { rejectsOf } from './preflight.ts';
import { hashedAlready } from './render-report.ts';
import { isHeldUp } from './run-state.ts';

interface Line {
  title: string;
  state: 'done' | 'current' | 'failed' | 'later';
  mark: IconName;
  when: unknown;
  body?: unknown;
}

/** Every stage of an export with its time: what is done, where it is, what is still to come. */
export function renderTimeline(view: ExporterModel, shown: Export, verdict: Verdict): TemplateResult {
  return html`<ol class="rail timeline">
    ${linesLeft(shown, linesOf(view, shown, verdict)).map(
      ({ title, state, mark, when, body }) => html`<li
        class="rail__item is-${state}"
        aria-current=${state === 'current' ? 'step' : nothing}
      >
        <span class="rail__mark">${markOf(state === 'done' ? 'check' : state === 'failed' ? 'stop' : mark)}</span>
        <div>
          <div class="rail__head">
            <h4>${title}</h4>
            <span class="when">${when}</span>
          </div>
          ${body === undefined ? nothing : html`<div class="rail__body">${body}</div>`}
        </div>
      </li>`,
    )}
  </ol>`;
}

/** After a cancellation nothing is still to come: what never began is left out. */
const linesLeft = ({ state }: Export, lines: readonly Line[]): readonly Line[] =>
  state === 'cancelled' ? lines.filter((line) => line.state !== 'later' || line.body !== undefined) : lines;

function linesOf(view: ExporterModel, shown: Export, verdict: Verdict): Line[] {
  const words = view.host.labels.audienceExporter;
  const { state, counts, peopleUploaded, customAudienceId, milestones } = shown;
  const at = (wanted: ExportState) => {
    const entry = shown.timeline.findLast((one) => one.state === wanted);
    return entry === undefined ? nothing : renderMoment(view.host, entry.at);
  };
  // The server says when each was reached; the turns of the state are nearly the same and always there.
  const reached = (iso: string | null, turn: ExportState) => (iso === null ? at(turn) : renderMoment(view.host, iso));
  const wasProcessing = processingSince(shown) !== null;
  const isSent =
    wasProcessing ||
    milestones.uploaded !== null ||
    (state === 'failed' && peopleUploaded >= toSend(shown) && toSend(shown) > 0);
  const isRead = milestones.prepared !== null || at('ready') !== nothing;
  // What a person has stopped is no alarm: its line just ends.
  const hasFailed = state === 'failed';
  const settled = (isDone: boolean, isNow: boolean, couldFail: boolean): Line['state'] =>
    isDone ? 'done' : isNow ? 'current' : hasFailed && couldFail ? 'failed' : 'later';
  return [
    {
      title: words.lineReceived,
      state: settled(
        counts.rows > 0 && (isRead || isSent || state !== 'receiving'),
        state === 'receiving' || state === 'draft',
        true,
      ),
      mark: 'clock',
      when: reached(milestones.received, 'receiving'),
      body: renderReceived(view, shown),
    },
    {
      title: words.linePrepared,
      state: settled(isRead, false, false),
      mark: 'clock',
      when: reached(milestones.prepared, 'ready'),
      ...(isRead ? { body: renderPrepared(view, shown) } : {}),
    },
    {
      title: isSent ? words.lineUploaded : words.lineUploading,
      state: settled(isSent, state === 'uploading', isRead),
      mark:
        shown.pausedAt !== null
          ? 'pause'
          : shown.waiting === null
            ? shown.queue === null
              ? 'upload'
              : 'clock'
            : waitingLook(shown.waiting.reason.code).mark,
      when: isSent
        ? reached(milestones.uploaded, 'processing')
        : state === 'uploading'
          ? renderTimeLeft(view)
          : at('uploading'),
      ...(isSent
        ? { body: renderSent(view, shown) }
        : state === 'uploading' || peopleUploaded > 0
          ? { body: renderSending(view, shown) }
          : {}),
    },
    {
      title: words.lineAccepted,
      state: settled(wasProcessing, false, isSent),
      mark: 'clock',
      when: reached(milestones.accepted, 'processing'),
      ...(customAudienceId === null || !wasProcessing ? {} : { body: renderAudienceId(view, customAudienceId) }),
    },
    renderProcessingLine(view, shown, verdict),
    renderReadyLine(view, shown, verdict),
    ...(verdict === 'ended' ? [renderEndedLine(view, shown)] : []),
  ];
}

function renderReceived(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { comma, unitGap } = view.host.labels.common;
  const { counts } = shown;
  const { kind, count } = rejectsOf(counts);
  const rejected = `${view.host.format.number(count)}${unitGap}${words.rejectedUnits[kind](count)}`;
  // The link says it then.
  const saysConsent = counts.withoutConsent > 0 && kind !== 'left_out';
  return html`<p>
    ${words.rows(counts.rows)}${saysConsent ? `${comma}${words.withoutConsentLeftOut(counts.withoutConsent)}` : nothing}${
      counts.rejectedValues === 0
        ? nothing
        : !view.loader.canExport
          ? `${comma}${rejected}`
          : html`${comma}<button type="button" class="link" @click=${() => void view.runs.download(shown, 'rejects.csv')}><bdi>${rejected}</bdi></button>`
    }
  </p>`;
}

function renderPrepared(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { counts, chunks } = shown;
  const hashed = hashedAlready(view, shown);
  const prepared = shown.delivery === 'stream' ? words.preparedBatches : words.preparedText;
  const what = isChange(shown)
    ? words.changeOf(counts.toAdd ?? 0, counts.toRemove ?? 0)
    : prepared(counts.ready, Math.max(chunks.total, 1));
  return html`<p>${what}</p>
    <p>${words.duplicatesText(counts.duplicates, hashed)}</p>`;
}

/** Everything is at TikTok: in how many pieces, and who of it TikTok would not have. */
function renderSent(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { chunks, delivery } = shown;
  return html`<p>${(delivery === 'stream' ? words.batches : words.files)(chunks.total)}</p>
    ${renderRefused(view, shown)}`;
}

/** Rows that TikTok would not take; the file names each. */
function renderRefused(view: ExporterModel, shown: Export): unknown {
  const words = view.host.labels.audienceExporter;
  const { refused } = shown.counts;
  if (refused === 0) return nothing;
  const text = words.refused(refused);
  if (!view.loader.canExport) return html`<p class="is-warning">${text}</p>`;
  return html`<p><button type="button" class="link" @click=${() => void view.runs.download(shown, 'rejects.csv')}><bdi>${text}</bdi></button></p>`;
}

function renderTimeLeft(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { pace, isOffline, failure } = view.runs.flow.run;
  if (isOffline || failure !== null || pace?.secondsLeft == null) return nothing;
  return words.timeLeft(pace.secondsLeft);
}

function renderSending(view: ExporterModel, shown: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { chunks, peopleUploaded, state, delivery } = shown;
  const all = toSend(shown);
  const part = delivery === 'stream' ? words.batchOf : words.fileOf;
  const { pace, isOffline } = view.runs.flow.run;
  const showsRate = state === 'uploading' && !isHeldUp(shown) && !isOffline && pace?.secondsLeft != null;
  return html`<progress class="progress" max=${Math.max(all, 1)} value=${peopleUploaded} aria-label=${words.uploading}></progress>
    <p class="num">
      ${chunks.total === 0 ? nothing : `${part(Math.min(chunks.uploaded + 1, chunks.total), chunks.total)}${view.host.labels.common.comma}`}${(isChange(shown) ? words.sentChanges : words.sentPeople)(peopleUploaded, all)}${
        showsRate && pace.perSecond !== null ? ` · ${words.peoplePerSecond(calmRate(pace.perSecond))}` : nothing
      }
    </p>
    ${renderRefused(view, shown)}`;
}

function renderAudienceId(view: ExporterModel, id: string): TemplateResult {
  const { labels, copied } = view.host;
  const name = copied === id ? labels.common.copied : labels.common.copy;
  return html`<div class="request">
    <span>${labels.audienceExporter.audienceId}</span>
    <span class="request__id"
      ><code dir="ltr">${id}</code
      ><button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${name} title=${name} @click=${() => view.host.copy(id)}>
        ${icon(copied === id ? 'check' : 'copy')}
      </button></span
    >
  </div>`;
}

/** The day or two at TikTok: since when, and when it is looked at next. */
function renderProcessingLine(view: ExporterModel, shown: Export, verdict: Verdict): Line {
  const words = view.host.labels.audienceExporter;
  const { state, audienceProgress } = shown;
  const { nextLookAt, isStalled, isOffline } = view.runs.flow.run;
  const since = processingSince(shown);
  const isNow = state === 'processing';
  const title = words.lineProcessing;
  if (since === null || (state === 'failed' && verdict === 'stopped' && audienceProgress === null))
    return { title, state: 'later', mark: 'half', when: state === 'cancelled' ? nothing : words.usual };
  if (!isNow) {
    const end = shown.timeline.findLast((one) => one.state === 'completed' || one.state === 'failed')?.at;
    const minutes = end === undefined ? 0 : Math.round(processingMs(shown, Date.parse(end)) / 60_000);
    return {
      title,
      state: state === 'cancelled' ? 'later' : 'done',
      mark: 'half',
      when: nothing,
      ...(end === undefined
        ? {}
        : { body: html`<p>${words.processingTook(words.duration(Math.floor(minutes / 60), minutes % 60))}</p>` }),
    };
  }
  const looked = audienceProgress?.checkedAt ?? null;
  const showsNext = nextLookAt !== null && !isStalled && !isOffline && shown.waiting === null;
  return {
    title,
    state: 'current',
    mark: 'half',
    when: html`<time datetime=${since}>${words.since(timeOnDay(view.host, since))}</time>`,
    body: html`<p>${verdict === 'overdue' ? words.overdueShort : words.processingText}</p>
      ${verdict === 'overdue' || shown.usableBy === null ? nothing : html`<p>${renderUsableBy(view, shown.usableBy)}</p>`}
      ${
        looked === null && !showsNext
          ? nothing
          : html`<p class="looks">
            ${looked === null ? nothing : renderLook(view, looked, words.lookedAt)}${looked !== null && showsNext ? ' · ' : nothing}${showsNext ? renderLook(view, nextLookAt, words.nextLook) : nothing}
          </p>`
      }`,
  };
}

const renderUsableBy = ({ host }: ExporterModel, { from, until }: NonNullable<Export['usableBy']>): string =>
  host.labels.audienceExporter.usableBetween(momentText(host, from), momentText(host, until));

function renderLook(view: ExporterModel, iso: string, say: (when: string | null) => string): TemplateResult {
  const when = view.clock.relative(iso);
  const isNear = Math.abs(Date.parse(iso) - Date.now()) < 60_000;
  return html`<time datetime=${iso}>${say(isNear ? null : when)}</time>`;
}

function renderReadyLine(view: ExporterModel, shown: Export, verdict: Verdict): Line {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { state, audienceProgress } = shown;
  const end =
    shown.milestones.usable ??
    shown.timeline.findLast((one) => one.state === 'completed' || one.state === 'failed')?.at;
  const when = end === undefined ? nothing : renderMoment(view.host, end);
  if (verdict === 'too_small' || verdict === 'unusable') {
    const text = verdict === 'unusable' ? words.unusableTitle : words.tooSmallLine(audienceProgress?.coverNum ?? 0);
    return { title: words.lineUnusable, state: 'failed', mark: 'warning', when, body: html`<p>${text}</p>` };
  }
  if (state !== 'completed') return { title: words.lineReady, state: 'later', mark: 'clock', when: nothing };
  const ends = audienceProgress?.expiredTime ?? null;
  const isFixed = 'create' in shown.audience && shown.audience.create.retentionInDays !== undefined;
  // The banner above says it.
  const isWarned = verdict === 'usable' && endsSoon(shown, Date.now());
  const isAll = ['CREATE', 'REPLACE'].includes(actionOf(shown));
  return {
    title: words.lineReady,
    state: 'done',
    mark: 'clock',
    when,
    body: html`${isAll && audienceProgress !== null ? html`<p>${words.matchedOfSent(audienceProgress.coverNum, takenOf(shown))}</p>` : nothing}
      ${ends === null || verdict === 'ended' || isWarned ? nothing : html`<p>${(isFixed ? words.endsFixed : words.endsOn)(format.date(tiktokTimeToIso(ends)))}</p>`}`,
  };
}

function renderEndedLine(view: ExporterModel, { audienceProgress }: Export): Line {
  const { labels, format } = view.host;
  const iso = tiktokTimeToIso(audienceProgress?.expiredTime ?? '');
  const when = html`<time datetime=${iso}>${format.date(iso)}</time>`;
  return { title: labels.audienceExporter.lineEnded, state: 'failed', mark: 'clock', when };
}
