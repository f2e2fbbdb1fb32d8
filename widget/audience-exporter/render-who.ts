import { html, nothing, type TemplateResult } from 'lit';
import type { Segment } from '../../shared/segments.ts';
import { icon } from '../element/icons.ts';
import { MINIMUM_AUDIENCE, stepProblem } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderCsv } from './render-csv.ts';
import { renderNext, renderSegmented } from './step-parts.ts';

const SEGMENTS_SHOWN = 50;
const SEARCH_FROM = 12;

/** Step 2: the people, from a segment of the host's or from a file. */
export function renderWhoStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { source } = view.draft;
  const isLooking =
    source === 'csv' && view.csv.state.file !== null && view.csv.state.head === null && view.csv.state.failure === null;
  const problem = stepProblem('who', view.draft, view.world);
  const problemText =
    { choose_segment: words.noSegments, choose_file: words.dropHint, no_match_column: words.noMatchColumn }[
      problem as string
    ] ?? null;
  return html`${renderSegmented(
    words.whoLegend,
    'source',
    [
      { value: 'segment' as const, label: words.segment },
      { value: 'csv' as const, label: words.csvFile },
    ],
    source,
    (value) => view.change({ source: value }),
  )}
    ${source === 'csv' ? renderCsv(view) : renderSegments(view)} ${isLooking ? nothing : renderNext(view, words.continue, problemText)}`;
}

function renderSegments(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { segments } = view.world;
  if (segments.length === 0) return html`<p class="small muted">${words.noSegments}</p>`;
  const query = view.segmentQuery.trim().toLowerCase();
  const found = query === '' ? segments : segments.filter(({ name }) => name.toLowerCase().includes(query));
  return html`${
    segments.length < SEARCH_FROM
      ? nothing
      : html`<div class="input input--search">
        ${icon('search')}<input
          type="text"
          inputmode="search"
          aria-label=${words.findSegment}
          placeholder=${words.findSegment}
          .value=${view.segmentQuery}
          @input=${(event: InputEvent) => {
            view.segmentQuery = (event.target as HTMLInputElement).value;
            view.host.update();
          }}
        />
      </div>`
  }
    ${found.length === 0 ? html`<p class="small muted">${words.noSegmentFound(view.segmentQuery)}</p>` : nothing}
    <div class="choices choices--long" role="radiogroup" aria-label=${words.segment}>
      ${found.slice(0, SEGMENTS_SHOWN).map((segment) => renderSegment(view, segment))}
    </div>
    ${found.length > SEGMENTS_SHOWN ? html`<p class="caption">${words.segmentsShown(SEGMENTS_SHOWN, found.length)}</p>` : nothing}`;
}

function renderSegment(view: ExporterModel, segment: Segment): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const { name, size, updatedAt, hasSource, segmentId } = segment;
  // TikTok matches roughly half to nine tenths of the people; twice the minimum is where it stops being a worry.
  const isSmall = size !== null && size < 2 * MINIMUM_AUDIENCE;
  return html`<label class="choice">
    <input
      type="radio"
      class="dot"
      name="segment"
      .checked=${segmentId === view.draft.segmentId}
      @change=${() => view.change({ segmentId })}
    />
    <span class="choice__text">
      <span class="choice__name"><bdi>${name}</bdi></span>
      <span class="caption">${[isSmall ? words.mayBeSmall : words.updated(format.relative(updatedAt)), ...(hasSource ? [] : [words.hostSends])].join(' · ')}</span>
    </span>
    <span class="choice__aside">${size === null ? words.sizeUnknown : words.people(size)}</span>
  </label>`;
}
