import { html, nothing, type TemplateResult } from 'lit';
import type { Export } from '../../shared/exports.ts';
import { icon } from '../element/icons.ts';
import { markOf } from '../element/mark-of.ts';
import { accountName, actionOf, audienceIdOf, isChange, takenOf } from './export-names.ts';
import { isFinal, needsSignIn, verdictOf } from './export-verdict.ts';
import type { ExporterModel } from './exporter-model.ts';
import { lookOf } from './history-look.ts';
import { renderMoment } from './moments.ts';
import { rejectsOf } from './preflight.ts';

/** Everything that a row is drawn from: as long as none of it changes, the row stands. */
export function rowKeys(view: ExporterModel, item: Export): unknown[] {
  const { labels, format } = view.host;
  const { canExport, canConnect } = view.loader;
  return [
    item,
    view.runs.nameOf(item),
    accountName(view, item),
    verdictOf(item, Date.now()),
    canExport,
    canConnect,
    view.runs.shows(item),
    view.runs.history.filter.audience,
    labels,
    format,
  ];
}

/** One export: who, what, how many, what came of it. */
export function renderHistoryRow(view: ExporterModel, item: Export): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const name = view.runs.nameOf(item);
  const { state } = item;
  const isOut =
    ['processing', 'completed'].includes(state) ||
    item.peopleUploaded > 0 ||
    (state === 'uploading' && item.waiting === null && item.queue === null);
  const action = isOut ? words.actionsDone[actionOf(item)] : words.actionsOpen[actionOf(item)];
  const by = item.createdBy ?? (item.mirrorId === null ? words.byHost : words.bySchedule);
  const account = accountName(view, item);
  return html`<div part="row" class="row" role="row">
    <div class="cell" data-cell="when" role="cell">
      <span class="small">${renderMoment(view.host, item.createdAt)}</span>
      <span class="caption clip" title=${by}><bdi>${by}</bdi></span>
    </div>
    <div class="cell" data-cell="audience" role="cell">
      <span class="history__name lines-3" title=${name}><bdi>${name}</bdi></span>
      <span class="caption clip" title=${account}><bdi>${account}</bdi></span>
    </div>
    <div class="cell small" data-cell="action" role="cell">${action}</div>
    <div class="cell small num" data-cell="sent" role="cell">${renderSent(view, item)}</div>
    <div class="cell small num" data-cell="rejected" role="cell">${renderRejected(view, item, name)}</div>
    <div class="cell" data-cell="result" role="cell">${renderResult(view, item, name)}</div>
  </div>`;
}

/** People sent; of a change what was added and taken out. */
function renderSent(view: ExporterModel, item: Export): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { unitGap } = labels.common;
  const { counts, state, peopleUploaded } = item;
  const isSent = state === 'completed' || state === 'processing';
  if (isSent && isChange(item)) {
    const [added, removed] = [counts.toAdd ?? 0, counts.toRemove ?? 0];
    const said = words.changeInWords(added, removed);
    return html`<span class="change" role="img" aria-label=${said} title=${said}
      ><bdi>${words.added(added)}<span class="unit">${unitGap}${words.addedUnit(added)}</span></bdi>
      <bdi>${words.removed(removed)}<span class="unit">${unitGap}${words.removedUnit(removed)}</span></bdi></span
    >`;
  }
  const sent = isSent ? takenOf(item) : peopleUploaded;
  return html`<bdi>${format.number(sent)}<span class="unit">${unitGap}${words.sentUnit}</span></bdi>`;
}

function renderRejected(view: ExporterModel, item: Export, name: string): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { kind, count: number } = rejectsOf(item.counts);
  const { unitGap, stop } = labels.common;
  const unit = words.rejectedUnits[kind](number);
  // The column says what the number counts, unless it counts something else.
  const count = html`<bdi>${format.number(number)}<span class=${kind === 'rows' ? 'unit' : nothing}>${unitGap}${unit}</span></bdi>`;
  if (item.counts.rejectedValues === 0) return html`<span class="muted">${count}</span>`;
  // The file names row numbers of what was exported: it takes the Export permission.
  if (!view.loader.canExport) return count;
  return html`<button
    type="button"
    class="link"
    aria-label="${format.number(number)}${unitGap}${unit}${stop}${words.downloadRejects(name)}"
    @click=${() => void view.runs.download(item, 'rejects.csv')}
  >
    ${count}${icon('download')}
  </button>`;
}

function renderResult(view: ExporterModel, item: Export, name: string): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { canExport, canConnect } = view.loader;
  const { mark, kind, word, line } = lookOf(labels, format, item, Date.now());
  // The file goes with a cancelled export, and is not whole before everybody is in.
  const canDownload = canExport && item.counts.ready > 0 && !['draft', 'receiving', 'cancelled'].includes(item.state);
  const canRetry =
    canExport && item.state === 'failed' && !isFinal(item.error) && verdictOf(item, Date.now()) === 'stopped';
  // What stands above asks for the sign-in there.
  const waits = canConnect && item.waiting !== null && !view.runs.shows(item);
  const isUnseen = waits && item.state === 'processing';
  const signsIn = canRetry && canConnect && needsSignIn(item.error);
  return html`<span part="status" class="status status--${kind}">${markOf(mark)}${word}</span>
    ${line === null ? nothing : html`<span class="caption history__line">${line}</span>`}
    <span class="history__links">
      ${
        canRetry || waits
          ? html`<button
            type="button"
            class="link"
            aria-label=${isUnseen ? words.signInToSeeOf(name) : waits ? words.signInAgainWith(name) : signsIn ? words.signInAndContinueWith(name) : words.retryOf(name)}
            @click=${() => (waits ? view.runs.signIn(item) : view.runs.retry(item, canConnect))}
          >
            <bdi>${waits ? words.signInAgain : signsIn ? words.signInAndContinue : words.retry}</bdi>
          </button>`
          : nothing
      }
      ${
        view.runs.shows(item)
          ? html`<span class="caption">${words.shownAbove}</span>`
          : html`<button type="button" class="link" aria-label=${words.openExport(name)} @click=${() => view.runs.watch(item)}><bdi>${words.open}</bdi></button>`
      }
      ${renderAllRuns(view, item, name)}
      ${
        canDownload
          ? html`<button
            type="button"
            class="link"
            aria-label=${words.downloadAudienceOf(name)}
            @click=${() => void view.runs.download(item, 'audience.csv')}
          >
            <bdi>${words.downloadAudience}</bdi>${icon('download')}
          </button>`
          : nothing
      }
    </span>`;
}

/** Narrows the history to the row's audience; nothing while it is, or before the audience is there. */
function renderAllRuns(view: ExporterModel, item: Export, name: string): unknown {
  const words = view.host.labels.audienceExporter;
  const customAudienceId = audienceIdOf(item);
  if (customAudienceId === null || view.runs.history.filter.audience !== null) return nothing;
  const show = () => view.showAudience(customAudienceId, name);
  return html`<button type="button" class="link" aria-label=${words.allRunsOf(name)} @click=${show}><bdi>${words.allRuns}</bdi></button>`;
}
