import { html, nothing, type TemplateResult } from 'lit';
import { MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import type { Segment } from '../../shared/segments.ts';
import { icon } from '../element/icons.ts';
import { fold } from '../element/find.ts';
import { renderChoiceList } from './choice-list.ts';
import { MINIMUM_AUDIENCE } from './audience-rules.ts';
import type { ExporterModel } from './exporter-model.ts';
import { LIST_KINDS } from './pasted-list.ts';
import { renderCsv } from './render-csv.ts';
import { renderFrequency } from './render-frequency.ts';
import { renderList } from './render-list.ts';
import { PROBLEM_ID, renderNext, renderSegmented } from './step-parts.ts';
import { stepProblem } from './step-problem.ts';

/** Step 2: the people, from a segment of the host's, a file or a list, and whether the audience follows the segment. */
export function renderWhoStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { source } = view.draft;
  const { file, head, failure } = view.csv.state;
  const isLooking = source === 'csv' && file !== null && head === null && failure === null;
  // The sentence about it offers the way on.
  const hasNoSegments = source === 'segment' && view.world.segments.length === 0;
  const problem = stepProblem('who', view.draft, view.world);
  const problemText =
    {
      choose_segment: words.chooseSegment,
      choose_file: failure === null ? words.chooseFile : words.chooseOtherFile,
      // Said in the list of columns, unless no list could help.
      no_match_column: MATCHING_ATTRIBUTES.some((key) => view.world.mapping[key] !== undefined)
        ? null
        : words.noMatchColumn,
      paste_list: words.pasteList,
      list_unreadable: words.listNothingFound,
      list_not_mapped: words.listNotMapped(unmappedKinds(view)),
      say_consent: words.sayConsent,
      schedule_time: words.scheduleTime,
    }[problem as string] ?? null;
  return html`${renderSegmented(
    words.whoLegend,
    'source',
    [
      { value: 'segment' as const, label: words.segment },
      { value: 'csv' as const, label: words.csvFile },
      { value: 'list' as const, label: words.list },
    ],
    source,
    (value) => view.change({ source: value }),
  )}
    ${{ csv: renderCsv, list: renderList, segment: renderSegments }[source](view)} ${renderFrequency(view)} ${isLooking || hasNoSegments ? nothing : renderNext(view, words.continue, problemText)}`;
}

/** Kinds that a pasted list has and that no property is mapped to. */
function unmappedKinds({ draft, world, host }: ExporterModel): string[] {
  const { attributes } = host.labels.mappingTable;
  return LIST_KINDS.filter((kind) => (draft.list?.found[kind] ?? 0) > 0 && world.mapping[kind] === undefined).map(
    (kind) => attributes[kind],
  );
}

function renderSegments(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { segments } = view.world;
  if (segments.length === 0) return renderNoSegments(view);
  const query = fold(view.segmentList.query.trim());
  return renderChoiceList<Segment>({
    host: view.host,
    list: view.segmentList,
    items: segments,
    found: query === '' ? segments : segments.filter(({ name }) => fold(name).includes(query)),
    key: (segment) => segment.segmentId,
    name: (segment) => segment.name,
    isChosen: (segment) => segment.segmentId === view.draft.segmentId,
    render: (segment) => renderSegment(view, segment),
    legend: words.segment,
    searchLabel: words.findSegment,
    nothingFound: words.noSegmentFound,
    foundText: words.segmentsFound,
    errorId: view.showsProblem ? PROBLEM_ID : undefined,
  });
}

function renderNoSegments(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<div class="banner">
    ${icon('info')}
    <div class="banner__text">
      <p>${words.noSegmentsTitle}</p>
      <p>${words.noSegments}</p>
    </div>
    <div class="actions"><button type="button" part="button primary-button" class="btn btn--primary" @click=${() => useFile(view)}>${words.useFile}</button></div>
  </div>`;
}

function useFile(view: ExporterModel): void {
  view.change({ source: 'csv' });
  void view.host.element.updateComplete.then(() => view.host.find('.drop__input')?.focus());
}

function renderSegment(view: ExporterModel, segment: Segment): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { name, size, updatedAt, hasSource, segmentId } = segment;
  // TikTok matches roughly half to nine tenths of the people; twice the minimum is where it stops being a worry.
  const isSmall = size !== null && size < 2 * MINIMUM_AUDIENCE;
  const facts = [
    words.updated(view.clock.relative(updatedAt)),
    ...(hasSource ? [] : [words.hostSends]),
    ...(isSmall ? [words.mayBeSmall] : []),
  ];
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
      <span class="caption">${facts.join(' · ')}</span>
    </span>
    <span class="choice__aside">${size === null ? words.sizeUnknown : words.people(size)}</span>
  </label>`;
}
