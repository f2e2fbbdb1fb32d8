import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import type { FileHead, PreviewCell, WorkerFailure } from '../worker/protocol.ts';
import { attributeStates, isMatching } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';

const FOUND_SHOWN = 12;

/** A file: where to drop it, then what its start tells about it. */
export function renderCsv(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { file, head, failure } = view.csv.state;
  return html`${file === null ? renderDrop(view) : renderFile(view, file, head)}
    ${failure === null ? nothing : renderFileFailure(view, failure)} ${head === null ? nothing : renderHead(view, head)}
    <p class="assure">${icon('shield')}<span>${words.assure}</span></p>`;
}

function take(view: ExporterModel, files: FileList | null | undefined): void {
  view.isDragging = false;
  const file = files?.[0];
  if (file === undefined) view.host.update();
  else void view.csv.choose(file);
}

function renderDrop(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const drag = (isDragging: boolean) => (event: DragEvent) => {
    event.preventDefault();
    if (view.isDragging === isDragging) return;
    view.isDragging = isDragging;
    view.host.update();
  };
  return html`<label
    class="drop ${view.isDragging ? 'is-over' : ''}"
    @dragover=${drag(true)}
    @dragleave=${drag(false)}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      take(view, event.dataTransfer?.files);
    }}
  >
    ${icon('upload')}
    <input
      type="file"
      class="drop__input"
      accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
      aria-label=${words.csvFile}
      @change=${(event: Event) => take(view, (event.target as HTMLInputElement).files)}
    />
    <span><strong>${words.dropHere}</strong> <span class="link">${words.chooseOne}</span></span>
    <span class="caption">${words.dropHint}</span>
  </label>`;
}

function renderFile(view: ExporterModel, file: File, head: FileHead | null): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const facts = [words.size(file.size)];
  if (head !== null) {
    const delimiter = words.delimiters[head.delimiter];
    facts.push(
      ...(delimiter === undefined ? [] : [delimiter]),
      words.columns(head.headers.length),
      (head.isWhole ? words.rows : words.aboutRows)(head.estimatedRows),
    );
  } else if (view.csv.state.failure === null) facts.push(words.reading);
  return html`<div class="file">
    <div class="file__head">
      ${icon('file')}
      <div class="choice__text">
        <p class="anywhere"><strong><bdi>${file.name}</bdi></strong></p>
        <p class="caption num">${facts.join(' · ')}</p>
      </div>
      <button type="button" class="btn btn--quiet btn--icon" aria-label=${words.takeAway} title=${words.takeAway} @click=${() => view.csv.takeAway()}>
        ${icon('close')}
      </button>
    </div>
  </div>`;
}

/** A file that cannot be read: where it breaks, and never what stands there. */
export function renderFileFailure(view: ExporterModel, { code, row }: WorkerFailure): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const texts: Readonly<Record<WorkerFailure['code'], string>> = {
    empty_file: words.fileEmpty,
    not_text: words.fileMalformed(null),
    malformed_records: words.fileMalformed(row),
    file_unreadable: words.fileChanged,
    worker_failed: words.fileWorkerFailed,
  };
  return html`<div class="banner banner--danger" role="alert">
    ${icon('stop')}
    <div class="banner__text">
      <p>${words.fileFailedTitle}</p>
      <p>${texts[code]}</p>
    </div>
  </div>`;
}

function renderHead(view: ExporterModel, head: FileHead): TemplateResult {
  const { world, draft } = view;
  const states = attributeStates(draft, world);
  const missing = ATTRIBUTES.filter((attribute) => states[attribute] === 'no_column');
  const adjustable = ATTRIBUTES.filter(
    (attribute) => missing.includes(attribute) || view.csv.state.byHand[attribute] !== undefined,
  );
  return html`${adjustable.length === 0 ? nothing : renderMissing(view, head, missing, adjustable)} ${renderPreview(view, head.preview)}`;
}

function renderMissing(
  view: ExporterModel,
  head: FileHead,
  missing: readonly Attribute[],
  adjustable: readonly Attribute[],
): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const nameOf = (attribute: Attribute) => labels.mappingTable.attributes[attribute];
  const taken = new Set(Object.values(head.columns));
  const others = head.headers.filter((_, index) => !taken.has(index));
  const hasKey = ATTRIBUTES.some((attribute) => isMatching(attribute) && head.columns[attribute] !== undefined);
  return html`<div class="banner ${hasKey ? 'banner--warning' : 'banner--danger'}">
    ${icon(hasKey ? 'warning' : 'stop')}
    <div class="banner__text banner__text--wide">
      ${
        missing.length === 0
          ? html`<p>${words.matchColumns}</p>`
          : html`<p>${words.noColumnTitle(missing.map(nameOf).join(', '))}</p>
            <p>
              ${words.expected} ${missing.map((attribute, index) => html`${index === 0 ? '' : ', '}<code><bdi>${view.world.mapping[attribute]}</bdi></code>`)}.
              ${words.foundColumns(others.length)}
              ${others.slice(0, FOUND_SHOWN).map((name, index) => html`${index === 0 ? '' : ', '}<code><bdi>${name}</bdi></code>`)}${
                others.length > FOUND_SHOWN ? html` ${words.andMore(others.length - FOUND_SHOWN)}` : nothing
              }.
            </p>
            ${hasKey ? nothing : html`<p>${words.noMatchColumn}</p>`}`
      }
      <details>
        <summary class="link">${words.matchColumns}</summary>
        <div class="matches">
          ${adjustable.map(
            (attribute) => html`<label class="matches__row">
              <span>${nameOf(attribute)}</span>
              <span class="select"><select
                aria-label=${words.columnFor(nameOf(attribute))}
                @change=${(event: Event) => {
                  const { value } = event.target as HTMLSelectElement;
                  void view.csv.match(attribute, value === '' ? null : Number(value));
                }}
              >
                <option value="" ?selected=${head.columns[attribute] === undefined}>${words.noColumnOption}</option>
                ${head.headers.map((name, index) => html`<option value=${index} ?selected=${head.columns[attribute] === index}>${name}</option>`)}
              </select>${icon('down')}</span>
            </label>`,
          )}
        </div>
      </details>
    </div>
  </div>`;
}

function renderPreview(view: ExporterModel, rows: readonly PreviewCell[][]): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const [first] = rows;
  if (first === undefined || first.length === 0) return nothing;
  return html`<div class="fieldset">
    <div class="fieldset__legend">${words.previewTitle}<span>${words.previewHint}</span></div>
    <div class="sample" tabindex="0" role="group" aria-label=${words.previewTitle}>
      <table>
        <thead>
          <tr>${first.map(({ attribute }) => html`<th scope="col">${labels.mappingTable.attributes[attribute]}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) => html`<tr>
              ${cells.map(
                ({ masked, hash, reason }) => html`<td>
                  <span class="mono isolate">${masked}</span>
                  ${hash === null ? nothing : html`<span class="mono isolate muted">${hash.slice(0, 6)}…${hash.slice(-6)}</span>`}
                  ${reason === null ? nothing : html`<span class="caption is-warning">${words.reasons[reason]}</span>`}
                </td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}
