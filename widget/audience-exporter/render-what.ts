import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import { canOpenTab, openTab } from '../element/open-tab.ts';
import { icon } from '../element/icons.ts';
import { attributeStates, chosenAttributes, filledCount, isMatching, sourceSize } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { openMatching } from './render-matches.ts';
import { renderCountry } from './render-options.ts';
import { PROBLEM_ID, renderNext, renderProblem } from './step-parts.ts';

/** Step 3: the four that TikTok matches on, with how many people have each, and the columns of the file. */
export function renderWhatStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const chosen = new Set(chosenAttributes(view.draft, view.world));
  const columns = ATTRIBUTES.filter((attribute) => !isMatching(attribute));
  return html`${renderMatchKeys(view, chosen)} ${chosen.has('phone') ? renderCountry(view) : nothing}
    ${view.draft.source === 'list' ? nothing : renderColumns(view, columns, chosen)} ${renderNext(view, words.continue)}`;
}

function renderMatchKeys(view: ExporterModel, chosen: ReadonlySet<Attribute>): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { attributes } = view.host.labels.mappingTable;
  const keys = ATTRIBUTES.filter(isMatching);
  const states = attributeStates(view.draft, view.world);
  const isCounted = keys.some(
    (key) => states[key] === 'available' && filledCount(view.draft, view.world, key) !== null,
  );
  return html`<div class="fieldset">
    <div class="fieldset__legend"><span class="legend">${words.matchLegend}</span>${isCounted ? html`<span>${words.filledLegend}</span>` : nothing}</div>
    <div
      class="choices"
      role="group"
      aria-label=${words.matchLegend}
      aria-describedby=${view.showsProblem ? PROBLEM_ID : nothing}
    >
      ${keys.map((attribute) =>
        states[attribute] === 'available'
          ? html`<label class="choice choice--key">
            ${renderTick(view, attribute, chosen)}
            <span class="choice__name">${attributes[attribute]}</span>
            ${renderFilled(view, attribute)}
          </label>`
          : html`<div class="choice is-off">
            ${renderTick(view, attribute, chosen)}
            <span class="choice__name">${attributes[attribute]}</span>
            <span class="choice__aside" id="why-${attribute}">${renderWhy(view, attribute)}</span>
          </div>`,
      )}
    </div>
    ${renderProblem(view, keys.some((key) => chosen.has(key)) ? null : words.matchNeeded)}
    ${view.mapHint ? html`<p class="field__hint" role="status">${words.mapElsewhere}</p>` : nothing}
  </div>`;
}

function renderTick(view: ExporterModel, attribute: Attribute, chosen: ReadonlySet<Attribute>): TemplateResult {
  const isOff = attributeStates(view.draft, view.world)[attribute] !== 'available';
  return html`<input
    type="checkbox"
    class="tick"
    aria-label=${view.host.labels.mappingTable.attributes[attribute]}
    aria-describedby=${isMatching(attribute) ? `${isOff ? 'why' : 'filled'}-${attribute}` : nothing}
    .checked=${chosen.has(attribute)}
    ?disabled=${isOff}
    @change=${() => view.toggle(attribute)}
  />`;
}

/** How many people have it: the number, and its share of all as a bar. */
function renderFilled(view: ExporterModel, attribute: Attribute): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const filled = filledCount(view.draft, view.world, attribute);
  const all = sourceSize(view.draft, view.world);
  const isAbout = view.draft.source === 'csv' && view.draft.csv?.isExact === false;
  if (filled === null) return html`<span id="filled-${attribute}"></span>`;
  return html`<span class="choice__aside filled" id="filled-${attribute}">
    <span>${isAbout ? words.about(filled) : view.host.format.number(filled)}<span class="visually-hidden">${view.host.labels.common.unitGap}${words.havePeople(filled)}</span></span>
    ${all === null || all === 0 ? nothing : html`<progress class="progress" aria-hidden="true" max=${all} value=${Math.min(filled, all)}></progress>`}
  </span>`;
}

/** Why an attribute is off, and the way to have it on. */
function renderWhy(view: ExporterModel, attribute: Attribute): unknown {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const name = labels.mappingTable.attributes[attribute];
  if (attributeStates(view.draft, view.world)[attribute] === 'no_column') {
    if (view.draft.source === 'list') return words.noneInList;
    return html`${words.noColumnSentence}
      <button type="button" class="link" aria-label=${words.matchIt(name)} @click=${() => matchColumn(view, attribute)}>${words.matchItShort}</button>`;
  }
  if (!view.loader.canMap && !canOpenTab(view.host.element)) return words.notMappedSentence;
  return html`${words.notMappedSentence}
    <button type="button" class="link" aria-label=${words.mapIt(name)} @click=${() => view.openMapping(attribute)}>${words.mapItShort}</button>`;
}

function renderColumns(view: ExporterModel, columns: readonly Attribute[], chosen: ReadonlySet<Attribute>) {
  const { attributes } = view.host.labels.mappingTable;
  const words = view.host.labels.audienceExporter;
  const states = attributeStates(view.draft, view.world);
  const available = columns.filter((attribute) => states[attribute] === 'available');
  const absent = columns.filter((attribute) => states[attribute] === 'no_column');
  const count = available.filter((attribute) => chosen.has(attribute)).length;
  const isAll = count === available.length;
  return html`<div class="fieldset">
    <div class="fieldset__legend">
      <span class="legend">${words.columnsLegend}</span>
      <span>
        ${words.columnsIgnored}
        ${
          available.length < 2
            ? nothing
            : html`· <button type="button" class="link" @click=${() => view.choose(available, !isAll)}>${isAll ? words.selectNone : words.selectAll}</button>`
        }
      </span>
    </div>
    <div class="columns" role="group" aria-label=${words.columnsLegend}>
      ${columns
        .filter((attribute) => !absent.includes(attribute))
        .map(
          (attribute) => html`<label class=${states[attribute] === 'available' ? '' : 'is-off'}>
          ${renderTick(view, attribute, chosen)}
          <span>${attributes[attribute]} ${states[attribute] === 'available' ? nothing : html`<span class="caption">${words.notMapped}</span>`}</span>
        </label>`,
        )}
    </div>
    ${absent.length === 0 ? nothing : renderAbsent(view, absent)}
  </div>`;
}

/** Mapped columns that the file lacks, in one sentence: nobody needs to read it of each. */
function renderAbsent(view: ExporterModel, absent: readonly Attribute[]): TemplateResult {
  const { attributes } = view.host.labels.mappingTable;
  const words = view.host.labels.audienceExporter;
  return html`<p class="caption">
    ${words.absentColumns(absent.map((attribute) => attributes[attribute]))}
    <button type="button" class="link" @click=${() => matchColumn(view, absent[0])}>${words.matchColumns}</button>
  </p>`;
}

function matchColumn(view: ExporterModel, attribute: Attribute | undefined): void {
  view.goTo('who');
  openMatching(view, attribute);
}

/** Said above all steps where nothing is mapped that TikTok could match on: no export can be made then. */
export function renderNothingMapped(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  if (ATTRIBUTES.some((attribute) => isMatching(attribute) && view.world.mapping[attribute] !== undefined))
    return nothing;
  return html`<div class="pad">
    <div class="banner banner--warning">
      ${icon('match')}
      <div class="banner__text">
        <p>${words.nothingMappedTitle}</p>
        <p>${words.nothingMappedText}</p>
      </div>
      ${
        canOpenTab(view.host.element)
          ? html`<div class="actions"><button type="button" part="button" class="btn" @click=${() => openTab(view.host.element, 'mapping', 'email')}>${words.openMapping}</button></div>`
          : nothing
      }
    </div>
  </div>`;
}
