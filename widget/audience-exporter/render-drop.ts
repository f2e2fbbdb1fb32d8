import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import type { FileRefusal } from './csv-picker.ts';
import type { ExporterModel } from './exporter-model.ts';
import { PROBLEM_ID } from './step-parts.ts';

const ACCEPTED = '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain';

/** Where a file is dropped, chosen or pasted. It is a file field of its whole size, so keyboard and pointer meet the same. */
export function renderDrop(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { csv } = view;
  const drag = (isDragging: boolean) => (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer !== null && isDragging) event.dataTransfer.dropEffect = 'copy';
    // Moving onto a part of the area is not leaving it.
    const inner = event.relatedTarget instanceof Node && (event.currentTarget as Node).contains(event.relatedTarget);
    if (csv.isDragging === isDragging || (!isDragging && inner)) return;
    csv.isDragging = isDragging;
    view.host.update();
  };
  return html`<label
    class="drop ${csv.isDragging ? 'is-over' : ''}"
    @dragenter=${drag(true)}
    @dragover=${drag(true)}
    @dragleave=${drag(false)}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      void csv.chooseOf([...(event.dataTransfer?.files ?? [])]);
    }}
    @paste=${(event: ClipboardEvent) => {
      event.preventDefault();
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void csv.chooseOf(files);
      else void csv.paste(event.clipboardData?.getData('text/plain') ?? '', words.pastedFile);
    }}
  >
    ${icon('upload')}
    <input
      type="file"
      class="drop__input"
      accept=${ACCEPTED}
      aria-label=${words.csvFile}
      aria-invalid=${view.showsProblem ? 'true' : nothing}
      aria-describedby="drop-hint${view.showsProblem ? ` ${PROBLEM_ID}` : ''}"
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        void csv.chooseOf([...(input.files ?? [])]);
      }}
    />
    <span>${csv.isDragging ? html`<strong>${words.dropNow}</strong>` : html`<strong>${words.dropHere}</strong> <span class="link">${words.chooseOne}</span>`}</span>
    <span class="caption" id="drop-hint">${words.dropHint}</span>
  </label>`;
}

/** What was dropped or pasted and is not taken, and what to do instead. */
export function renderRefusal(view: ExporterModel, refusal: FileRefusal): TemplateResult {
  const [title, text] = textsOf(view, refusal);
  return html`<div class="banner banner--danger" role="alert">
    ${icon('stop')}
    <div class="banner__text">
      <p>${title}</p>
      <p>${text}</p>
    </div>
  </div>`;
}

function textsOf({ host }: ExporterModel, refusal: FileRefusal): [title: string, text: string] {
  const words = host.labels.audienceExporter;
  switch (refusal.why) {
    case 'several':
      return [words.severalTitle(refusal.count), words.severalText];
    case 'not_csv':
      return [words.notCsvTitle(refusal.fileName), words.notCsvText];
    case 'nothing_pasted':
      return [words.nothingPastedTitle, words.nothingPastedText];
  }
}
