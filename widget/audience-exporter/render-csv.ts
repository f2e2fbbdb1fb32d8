import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, type Attribute, CONSENT } from '../../shared/identifiers/attributes.ts';
import type { TextEncoding } from '../../shared/records/encoding.ts';
import { icon } from '../element/icons.ts';
import type { FileHead, PreviewCell, WorkerFailure } from '../worker/protocol.ts';
import { attributeStates, isMatching, isRemoval, needsConsent } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderDrop, renderRefusal } from './render-drop.ts';
import { openMatching, renderMatches } from './render-matches.ts';

const FOUND_SHOWN = 12;
const DELIMITERS = [',', ';', '\t', '|'];
const ENCODINGS: readonly TextEncoding[] = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];

/** A file: where to drop it, then what its start tells about it. */
export function renderCsv(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { file, head, failure, refusal } = view.csv.state;
  return html`${file === null ? renderDrop(view) : renderFile(view, file, head)}
    ${refusal === null ? nothing : renderRefusal(view, refusal)}
    ${
      failure === null
        ? nothing
        : renderFileFailure(
            view,
            failure,
            html`<button type="button" part="button" class="btn" @click=${() => takeAway(view)}>${words.chooseOther}</button>`,
          )
    }
    ${head === null ? nothing : renderHead(view, head)}
    <p class="assure">${icon('shield')}<span>${words.assure}</span></p>`;
}

/** Back to the drop area, which takes the next file. */
function takeAway(view: ExporterModel): void {
  view.csv.takeAway();
  void view.host.element.updateComplete.then(() => view.host.find('.drop__input')?.focus());
}

function renderFile(view: ExporterModel, file: File, head: FileHead | null): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const facts = [words.size(file.size)];
  if (head !== null) {
    const { delimiter, encoding } = head.dialect;
    facts.push(
      words.delimiters[delimiter] ?? words.otherDelimiter(delimiter),
      words.encodings[encoding],
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
      <button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${words.takeAway} title=${words.takeAway} @click=${() => takeAway(view)}>
        ${icon('close')}
      </button>
    </div>
    ${head === null ? nothing : renderReadAs(view, head)}
  </div>`;
}

/** How the file is read: as detected, and changed in place. */
function renderReadAs(view: ExporterModel, head: FileHead): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { detected, dialect, hasHeader } = head;
  const delimiters = DELIMITERS.includes(detected.delimiter) ? DELIMITERS : [...DELIMITERS, detected.delimiter];
  const mark = (text: string, isDetected: boolean) => (isDetected ? words.asDetected(text) : text);
  return html`<details class="more">
    <summary><span class="link">${words.readAs}</span></summary>
    <div class="more__body read">
      <div class="field">
        <label class="field__label" for="delimiter">${words.delimiter}</label>
        <span class="select"><select
          id="delimiter"
          @change=${(event: Event) => void view.csv.read({ delimiter: (event.target as HTMLSelectElement).value })}
        >
          ${delimiters.map(
            (one) => html`<option value=${one} .selected=${one === dialect.delimiter}>
              ${mark(words.delimiterNames[one] ?? one, one === detected.delimiter)}
            </option>`,
          )}
        </select>${icon('down')}</span>
      </div>
      <div class="field">
        <label class="field__label" for="encoding">${words.encoding}</label>
        <span class="select"><select
          id="encoding"
          @change=${(event: Event) => void view.csv.read({ encoding: (event.target as HTMLSelectElement).value as TextEncoding })}
        >
          ${ENCODINGS.map(
            (one) => html`<option value=${one} .selected=${one === dialect.encoding}>
              ${mark(words.encodingNames[one], one === detected.encoding)}
            </option>`,
          )}
        </select>${icon('down')}</span>
      </div>
      <label class="check">
        <input
          type="checkbox"
          class="tick"
          .checked=${hasHeader}
          @change=${(event: Event) => void view.csv.read({ hasHeader: (event.target as HTMLInputElement).checked })}
        />
        <span>${words.firstRowNames}</span>
      </label>
    </div>
  </details>`;
}

/** A file that cannot be read: where it breaks, and never what stands there. */
export function renderFileFailure(
  view: ExporterModel,
  { code, row }: WorkerFailure,
  actions?: TemplateResult,
): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const texts: Readonly<Record<WorkerFailure['code'], string>> = {
    empty_file: words.fileEmpty,
    no_rows: words.fileNoRows,
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
    ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`}
  </div>`;
}

function renderHead(view: ExporterModel, head: FileHead): TemplateResult {
  return html`${head.hasHeader ? renderMissing(view, head) : renderNameless(view, head)} ${renderConsent(view, head)} ${renderMatches(view, head)}
    ${renderPreview(view, head.preview)}`;
}

/** The file's first row is already a person. */
function renderNameless(view: ExporterModel, head: FileHead): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const guessed = head.guessed.map((attribute) => labels.mappingTable.attributes[attribute]);
  const hasKey = ATTRIBUTES.some((attribute) => isMatching(attribute) && head.columns[attribute] !== undefined);
  return html`<div class="banner ${hasKey ? 'banner--warning' : 'banner--danger'}">
    ${icon(hasKey ? 'warning' : 'stop')}
    <div class="banner__text">
      <p>${words.namelessTitle}</p>
      <p>${guessed.length === 0 ? words.namelessText : words.guessedText(guessed)} ${hasKey ? nothing : words.noMatchColumn}</p>
    </div>
  </div>`;
}

/** What TikTok could match on and the file lacks. Other columns are looked for in silence: TikTok ignores them. */
function renderMissing(view: ExporterModel, head: FileHead): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const states = attributeStates(view.draft, view.world);
  const missing = ATTRIBUTES.filter((attribute) => isMatching(attribute) && states[attribute] === 'no_column');
  if (missing.length === 0) return nothing;
  const nameOf = (attribute: Attribute) => labels.mappingTable.attributes[attribute];
  const taken = new Set(Object.values(head.columns));
  const others = head.headers.filter((_, index) => !taken.has(index));
  const hasKey = ATTRIBUTES.some((attribute) => isMatching(attribute) && head.columns[attribute] !== undefined);
  const { comma, stop } = labels.common;
  const enumerated = (names: readonly unknown[]) =>
    names.map((name, index) => html`${index === 0 ? nothing : comma}<code><bdi>${name}</bdi></code>`);
  const isUsual = hasKey && !missing.includes('email') && !missing.includes('phone');
  return html`<div class="banner ${isUsual ? '' : hasKey ? 'banner--warning' : 'banner--danger'}">
    ${icon(isUsual ? 'info' : hasKey ? 'warning' : 'stop')}
    <div class="banner__text">
      <p>${hasKey ? words.noColumnTitle(missing.map(nameOf)) : words.noKeyTitle}</p>
      <p>
        ${words.expected} ${enumerated(missing.map((attribute) => view.world.mapping[attribute]))}${stop}${
          others.length === 0
            ? words.foundNoOther
            : html`${words.foundColumns(others.length)} ${enumerated(others.slice(0, FOUND_SHOWN))}${
                others.length > FOUND_SHOWN ? html` ${words.andMore(others.length - FOUND_SHOWN)}` : nothing
              }${stop}`
        }
      </p>
      ${hasKey ? nothing : html`<p>${words.noMatchColumn}</p>`}
    </div>
    ${renderSuggestion(view, head)}
  </div>`;
}

/** Who agreed: the column that says so is missing, or how many rows it leaves out. Nothing where nobody is asked. */
function renderConsent(view: ExporterModel, head: FileHead): unknown {
  const { audienceExporter: words, common } = view.host.labels;
  if (!needsConsent(view.world)) return nothing;
  if (isRemoval(view.draft)) return html`<p class="caption">${words.onlyRemovalChosen}</p>`;
  if (head.columns[CONSENT] !== undefined) {
    const { withoutConsent, isWhole } = head;
    return html`<p class="caption ${withoutConsent === 0 ? '' : 'is-warning'}">
      ${withoutConsent === 0 ? words.allConsent : words.withoutConsentOf(withoutConsent, !isWhole)}
    </p>`;
  }
  return html`<div part="banner" class="banner banner--danger" role=${view.showsProblem ? 'alert' : nothing}>
    ${icon('stop')}
    <div class="banner__text">
      <p>${words.noConsentTitle}</p>
      <p>${words.expected} <code><bdi>${view.world.mapping[CONSENT]}</bdi></code>${common.stop}${words.noConsentText}</p>
    </div>
    <div class="actions">
      ${view.csv.isMatching ? nothing : html`<button type="button" part="button" class="btn" @click=${() => openMatching(view, CONSENT)}>${words.matchColumns}</button>`}
      <button type="button" part="button" class="btn btn--quiet" @click=${() => chooseRemoval(view)}>${words.onlyRemoval}</button>
    </div>
  </div>`;
}

/** From people whose consent nobody knows to an export that only takes them out of an audience. */
export function chooseRemoval(view: ExporterModel): void {
  const { host } = view;
  view.change({ audienceKind: 'existing', action: 'REMOVE', frequency: 'once' });
  host.announce(host.labels.audienceExporter.onlyRemovalChosen);
  void host.element.updateComplete.then(() => host.find('.is-current .actions .btn--primary')?.focus());
}

/** Columns whose values speak for themselves, taken with one press. */
function renderSuggestion(view: ExporterModel, head: FileHead): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const suggested = ATTRIBUTES.filter((attribute) => head.suggested[attribute] !== undefined);
  if (suggested.length === 0) return nothing;
  const pairs = suggested.map((attribute) =>
    words.columnAs(head.headers[head.suggested[attribute] ?? -1] ?? '', labels.mappingTable.attributes[attribute]),
  );
  return html`<div class="banner__below">
    <p class="small">${words.suggestedText(pairs)}</p>
    <button type="button" part="button" class="btn" @click=${() => void view.csv.match(head.suggested)}>${words.useColumns(pairs.length)}</button>
  </div>`;
}

function renderPreview(view: ExporterModel, rows: readonly PreviewCell[][]): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const [first] = rows;
  if (first === undefined || first.length === 0) return nothing;
  return html`<div class="fieldset">
    <div class="fieldset__legend" id="sample-title">${words.previewTitle(rows.length)}<span>${words.previewHint}</span></div>
    <div class="sample" tabindex="0" role="group" aria-labelledby="sample-title">
      <table aria-labelledby="sample-title">
        <thead>
          <tr>${first.map(({ attribute }) => html`<th scope="col">${labels.mappingTable.attributes[attribute]}</th>`)}</tr>
        </thead>
        <tbody>
          ${rows.map((cells) => html`<tr>${cells.map((cell) => renderCell(view, cell))}</tr>`)}
        </tbody>
      </table>
    </div>
  </div>`;
}

function renderCell(view: ExporterModel, { masked, hash, reason }: PreviewCell): TemplateResult {
  const words = view.host.labels.audienceExporter;
  return html`<td>
    <span class="mono isolate">${masked === '' ? html`<span class="muted">${words.blank}</span>` : masked}</span>
    ${hash === null ? nothing : html`<span class="mono isolate muted">${hash.slice(0, 6)}…${hash.slice(-6)}</span>`}
    ${reason === null ? nothing : html`<span class="caption is-warning">${words.reasons[reason]}</span>`}
  </td>`;
}
