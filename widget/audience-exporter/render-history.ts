import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Export } from '../../shared/exports.ts';
import { stateBlock } from '../element/failure.ts';
import { icon, type IconName } from '../element/icons.ts';
import { accountName, actionOf, exportName, momentOf } from './export-names.ts';
import { MINIMUM_AUDIENCE } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { markOf, renderFailure } from './step-parts.ts';

/** Every export of this workspace: who, what, how many, what came of it. */
export function renderHistory(view: ExporterModel): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const { history } = view;
  return html`<section part="panel" class="panel history" aria-label=${words.history} aria-busy=${history.isLoading ? 'true' : nothing}>
    <header class="panel__head"><h3 class="title">${words.history}</h3></header>
    ${
      history.failure === null
        ? nothing
        : html`<div class="pad">
          ${renderFailure(
            view.host,
            words.historyFailedTitle,
            history.failure,
            html`<button type="button" class="btn" @click=${() => void view.loadHistory()}>${labels.common.tryAgain}</button>`,
          )}
        </div>`
    }
    ${history.items.length > 0 ? renderTable(view) : renderNone(view)}
    ${
      history.nextCursor === null
        ? nothing
        : html`<div class="table__foot">
          <span>${words.shownOf(history.items.length)}</span>
          <button type="button" class="btn btn--small" @click=${() => void view.loadHistory(history.nextCursor)}>${words.showMore}</button>
        </div>`
    }
  </section>`;
}

function renderNone(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  if (view.history.isLoaded)
    return stateBlock({ mark: 'clock', title: words.historyEmptyTitle, text: words.historyEmptyText });
  if (view.history.failure !== null) return nothing;
  return html`<div class="pad"><span class="skeleton"></span><span class="skeleton"></span></div>`;
}

function renderTable(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div part="table" class="table" role="table" aria-label=${words.history}>
    <div class="row row--head" role="row">
      <div data-cell="when" role="columnheader">${words.columnDate}</div>
      <div data-cell="audience" role="columnheader">${words.columnAudience}</div>
      <div data-cell="action" role="columnheader">${words.columnAction}</div>
      <div data-cell="sent" role="columnheader">${words.columnSent}</div>
      <div data-cell="rejected" role="columnheader">${words.columnRejected}</div>
      <div data-cell="result" role="columnheader">${words.columnResult}</div>
    </div>
    ${repeat(
      view.history.items,
      ({ id }) => id,
      (item) => renderItem(view, item),
    )}
  </div>`;
}

function renderItem(view: ExporterModel, item: Export): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const name = exportName(view, item);
  const { counts, state } = item;
  const isOut = ['uploading', 'processing', 'completed'].includes(state) || item.peopleUploaded > 0;
  const sent = state === 'completed' || state === 'processing' ? counts.ready : item.peopleUploaded;
  return html`<div part="row" class="row" role="row">
    <div class="cell" data-cell="when" role="cell">
      <span class="small">${momentOf(view, item.createdAt)}</span>
      <span class="caption clip"><bdi>${item.createdBy ?? words.byHost}</bdi></span>
    </div>
    <div class="cell" data-cell="audience" role="cell">
      <span class="lines-3 history__name"><bdi>${name}</bdi></span>
      <span class="caption clip"><bdi>${accountName(view, item)}</bdi></span>
    </div>
    <div class="cell small" data-cell="action" role="cell">${isOut ? words.actionsDone[actionOf(item)] : words.actionsOpen[actionOf(item)]}</div>
    <div class="cell small num" data-cell="sent" role="cell">${format.number(sent)}<span class="unit"> ${words.sentUnit}</span></div>
    <div class="cell small num" data-cell="rejected" role="cell">
      ${
        counts.rejectedValues === 0
          ? html`<span class="muted">${format.number(0)}</span><span class="unit muted"> ${words.rejectedUnit}</span>`
          : html`<button
            type="button"
            class="link"
            aria-label="${format.number(counts.rejectedRows)} ${words.rejectedUnit}. ${words.downloadRejects(name)}"
            @click=${() => void view.download(item.id, 'rejects.csv', name)}
          >
            ${format.number(counts.rejectedRows)}<span class="unit"> ${words.rejectedUnit}</span>${icon('download')}
          </button>`
      }
    </div>
    <div class="cell" data-cell="result" role="cell">${renderResult(view, item, name)}</div>
  </div>`;
}

interface Look {
  mark: IconName;
  kind: 'ok' | 'warning' | 'danger' | 'none' | 'busy';
  word: string;
  line: string | null;
}

function lookOf(view: ExporterModel, item: Export): Look {
  const words = view.host.labels.audienceExporter;
  const { state, audienceProgress, error } = item;
  const word = words.results[state];
  switch (state) {
    case 'completed': {
      const matched = audienceProgress?.coverNum ?? 0;
      if (audienceProgress?.isValid === false) {
        const isSmall = matched < MINIMUM_AUDIENCE;
        return {
          mark: 'warning',
          kind: 'warning',
          word: isSmall ? words.resultTooSmall : words.unusableTitle,
          line: audienceProgress.message ?? words.resultTooSmallText(matched),
        };
      }
      return {
        mark: 'ok',
        kind: 'ok',
        word: actionOf(item) === 'REMOVE' ? words.resultDone : word,
        line: actionOf(item) === 'REMOVE' ? words.resultLeft(matched) : words.resultMatched(matched),
      };
    }
    case 'processing':
      return { mark: 'half', kind: 'busy', word, line: words.usual };
    case 'failed':
      return {
        mark: 'unlink',
        kind: 'danger',
        word,
        line: error === null ? null : (words.failureTitles[error.code] ?? error.message),
      };
    case 'cancelled':
      return { mark: 'ban', kind: 'none', word, line: null };
    case 'uploading':
      return { mark: 'upload', kind: 'busy', word, line: null };
    default:
      return { mark: 'clock', kind: 'none', word, line: null };
  }
}

function renderResult(view: ExporterModel, item: Export, name: string): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { mark, kind, word, line } = lookOf(view, item);
  const canDownload = item.counts.ready > 0 && !['draft', 'receiving', 'cancelled'].includes(item.state);
  return html`<span class="status status--${kind}">${markOf(mark)}${word}</span>
    ${line === null ? nothing : html`<span class="caption history__line">${line}</span>`}
    <span class="history__links">
      <button type="button" class="link caption" aria-label=${words.openExport(name)} @click=${() => view.watch(item)}>${words.open}</button>
      ${
        canDownload
          ? html`<button
            type="button"
            class="link caption"
            aria-label=${words.downloadAudienceOf(name)}
            @click=${() => void view.download(item.id, 'audience.csv', name)}
          >
            ${words.downloadAudience}${icon('download')}
          </button>`
          : nothing
      }
      ${
        item.state === 'failed' && view.canExport
          ? html`<button
            type="button"
            class="link caption"
            @click=${() => {
              view.watch(item);
              void view.flow.retry();
            }}
          >
            ${words.retry}
          </button>`
          : nothing
      }
    </span>`;
}
