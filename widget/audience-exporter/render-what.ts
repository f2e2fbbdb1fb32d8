import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import { attributeStates, chosenAttributes, isMatching, needsDefaultCountry } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderNext } from './step-parts.ts';

/** Step 3: the four that TikTok matches on, the columns of the file, and the country that reads phone numbers. */
export function renderWhatStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const states = attributeStates(view.draft, view.world);
  const chosen = new Set(chosenAttributes(view.draft, view.world));
  const { attributes } = view.host.labels.mappingTable;
  const tick = (attribute: Attribute) => html`<input
    type="checkbox"
    class="tick"
    aria-label=${attributes[attribute]}
    .checked=${chosen.has(attribute)}
    ?disabled=${states[attribute] !== 'available'}
    @change=${() => view.toggle(attribute)}
  />`;
  const why = (attribute: Attribute) => (states[attribute] === 'no_column' ? words.noColumn : words.notMapped);
  const whySentence = (attribute: Attribute) =>
    states[attribute] === 'no_column' ? words.noColumnSentence : words.notMappedSentence;
  return html`<div class="fieldset" role="group" aria-label=${words.matchLegend}>
      <div class="fieldset__legend">${words.matchLegend}</div>
      <div class="choices">
        ${ATTRIBUTES.filter(isMatching).map(
          (attribute) => html`<label class="choice ${states[attribute] === 'available' ? '' : 'is-off'}">
            ${tick(attribute)}
            <span class="choice__name">${attributes[attribute]}</span>
            <span class="choice__aside">${states[attribute] === 'available' ? nothing : whySentence(attribute)}</span>
          </label>`,
        )}
      </div>
    </div>
    ${chosen.has('phone') ? renderCountry(view) : nothing}
    <div class="fieldset" role="group" aria-label=${words.columnsLegend}>
      <div class="fieldset__legend">${words.columnsLegend}<span>${words.columnsIgnored}</span></div>
      <div class="columns">
        ${ATTRIBUTES.filter((attribute) => !isMatching(attribute)).map(
          (attribute) => html`<label class=${states[attribute] === 'available' ? '' : 'is-off'}>
            ${tick(attribute)}
            <span>${attributes[attribute]} ${states[attribute] === 'available' ? nothing : html`<span class="caption">${why(attribute)}</span>`}</span>
          </label>`,
        )}
      </div>
    </div>
    ${renderNext(view, words.continue, words.matchNeeded)}`;
}

function renderCountry(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { defaultCountry } = view.draft;
  const isNeeded = needsDefaultCountry(view.draft, view.world);
  return html`<div class="field">
    <label class="field__label" for="default-country">${words.defaultCountry}</label>
    <span class="select"><select
      id="default-country"
      aria-describedby="default-country-hint"
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        view.change({ defaultCountry: value === '' ? null : value });
      }}
    >
      <option value="" ?selected=${defaultCountry === null}>${isNeeded ? words.defaultCountryNoneStrict : words.defaultCountryNone}</option>
      ${view.countries.map(({ code, name }) => html`<option value=${code} ?selected=${code === defaultCountry}>${name}</option>`)}
    </select>${icon('down')}</span>
    <p class="field__hint" id="default-country-hint">
      ${isNeeded ? words.defaultCountryHint : words.defaultCountryFallback}
    </p>
  </div>`;
}
