import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { stateBlock } from '../element/state-block.ts';
import type { ExporterModel } from './exporter-model.ts';
import { isNarrowed } from './history-filter.ts';
import { clearFilters, renderHistoryFilters, renderOnlyAudience } from './render-history-filters.ts';
import { renderHistoryRow, rowKeys } from './render-history-row.ts';
import { renderFailure } from './step-parts.ts';

/** Every export of this workspace: who, what, how many, what came of it. */
export function renderHistory(view: ExporterModel): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const { history } = view.runs;
  const { isLoaded, isShort, isLoading, isLoadingMore, failure, filter, items, nextCursor } = history;
  return html`<section part="panel" class="panel history" aria-label=${words.history} aria-busy=${isLoading ? 'true' : nothing}>
    <header class="panel__head history__head">
      <h3 class="title" tabindex="-1">${words.history}</h3>
      ${isLoaded && !isShort ? renderHistoryFilters(view) : nothing}
      ${renderOnlyAudience(view)}
    </header>
    ${
      failure === null
        ? nothing
        : html`<div class="pad">
          ${renderFailure(
            view.host,
            words.historyFailedTitle,
            failure,
            html`<button type="button" part="button" class="btn" @click=${() => void history.retry()}>${labels.common.tryAgain}</button>`,
          )}
        </div>`
    }
    ${renderFailedDownload(view)} ${items.length > 0 ? renderTable(view) : renderNone(view)}
    ${
      items.length === 0 || (nextCursor === null && !isNarrowed(filter))
        ? nothing
        : html`<div class="table__foot">
          <span><bdi>${words.shownOf(items.length)}</bdi></span>
          <span class="actions">
          ${
            isNarrowed(filter)
              ? html`<button type="button" part="button" class="btn btn--quiet btn--small" @click=${() => clearFilters(view)}>${words.clearFilters}</button>`
              : nothing
          }
          ${
            nextCursor === null
              ? nothing
              : html`<button
                type="button"
                part="button"
                class="btn btn--small"
                aria-disabled=${isLoadingMore ? 'true' : nothing}
                @click=${() => void showMore(view)}
              >
                ${isLoadingMore ? words.loadingMore : words.showMore}
              </button>`
          }
          </span>
        </div>`
    }
  </section>`;
}

/** The last page takes the button away: the keyboard goes on at the first export that came. */
async function showMore(view: ExporterModel): Promise<void> {
  const { history } = view.runs;
  const before = history.items.length;
  if (!(await history.loadMore()) || history.nextCursor !== null) return;
  await view.host.element.updateComplete;
  const rows = view.host.element.shadowRoot?.querySelectorAll<HTMLElement>('.history .row:not(.row--head)');
  rows?.[before]?.querySelector<HTMLElement>('.history__links .link')?.focus();
}

function renderFailedDownload(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { failedDownload } = view.runs;
  if (failedDownload === null) return nothing;
  const { exported, file, failure } = failedDownload;
  const dismiss = () => {
    view.runs.failedDownload = null;
    view.host.update();
  };
  return html`<div class="pad">
    ${renderFailure(
      view.host,
      words.downloadFailedTitle(words.fileNames[file], view.runs.nameOf(exported)),
      failure,
      html`<button type="button" part="button" class="btn" @click=${() => void view.runs.download(exported, file)}>${words.retry}</button>
        <button type="button" part="button" class="btn btn--quiet" @click=${dismiss}>${words.dismiss}</button>`,
    )}
  </div>`;
}

function renderNone(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { history } = view.runs;
  if (!history.isLoaded) return history.failure === null ? renderWaiting(view) : nothing;
  if (history.isEmpty)
    return stateBlock({ mark: 'clock', title: words.historyEmptyTitle, text: words.historyEmptyText });
  // A search under way has not found nothing yet.
  if (history.isLoading) return renderWaiting(view);
  return stateBlock({
    mark: 'search',
    title: words.historyNothingTitle,
    text: words.historyNothingText,
    actions: html`<button type="button" part="button" class="btn" @click=${() => clearFilters(view)}>${words.clearFilters}</button>`,
  });
}

/** Rows of the real height, breathing. */
function renderWaiting(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const bar = (kind: string) => html`<span class="skeleton ${kind}"></span>`;
  return html`<div class="history__wait">
    ${Array.from(
      { length: 3 },
      () => html`<div class="row" aria-hidden="true">
        <div data-cell="when">${bar('')}${bar('sk-short')}</div>
        <div data-cell="audience">${bar('')}${bar('sk-short')}</div>
        <div data-cell="action"></div>
        <div data-cell="sent">${bar('')}</div>
        <div data-cell="rejected"></div>
        <div data-cell="result">${bar('')}${bar('sk-short')}</div>
      </div>`,
    )}
    <span class="visually-hidden">${words.historyLoading}</span>
  </div>`;
}

function renderTable(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { items, isLoading, isLoadingMore } = view.runs.history;
  const isOld = isLoading && !isLoadingMore;
  return html`<div part="table" class="table ${isOld ? 'is-old' : ''}" role="table" aria-label=${words.history}>
    <div class="row row--head" role="row">
      <div data-cell="when" role="columnheader">${words.columnDate}</div>
      <div data-cell="audience" role="columnheader">${words.columnAudience}</div>
      <div data-cell="action" role="columnheader">${words.columnAction}</div>
      <div data-cell="sent" role="columnheader">${words.columnSent}</div>
      <div data-cell="rejected" role="columnheader">${words.columnRejected}</div>
      <div data-cell="result" role="columnheader">${words.columnResult}</div>
    </div>
    ${repeat(
      items,
      ({ id }) => id,
      (item) => guard(rowKeys(view, item), () => renderHistoryRow(view, item)),
    )}
  </div>`;
}
