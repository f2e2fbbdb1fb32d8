import { html, nothing, type TemplateResult } from 'lit';
import { CONSENT, type Mappable, MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import type { MappingModel } from './mapping-model.ts';
import { misfit } from './misfit.ts';
import { renderPreview } from './render-preview.ts';

/** One attribute: what it is, the property that fills it, and that property's example on its way to TikTok. */
export function renderRow(view: MappingModel, attribute: Mappable): TemplateResult {
  return html`<div part="row" class="row ${view.called === attribute ? 'is-called' : ''}" role="row">
    ${renderAttribute(view, attribute)}
    <div class="cell" data-cell="property" role="cell">
      ${view.canEdit ? renderProperty(view, attribute) : renderFixed(view, attribute)} ${renderMisfit(view, attribute)}
    </div>
    ${renderPreview(view, attribute)}
  </div>`;
}

/** Name and use. The use is a word or two for the eye, a sentence for the ear. */
export function renderAttribute({ host: { labels } }: MappingModel, attribute: Mappable): TemplateResult {
  const words = labels.mappingTable;
  return html`<div class="cell" data-cell="attribute" role="rowheader">
    ${renderMark(attribute)}
    <span class="mapping__attribute" title=${words.uses[attribute]}
      ><span>${words.attributes[attribute]}</span><span class="visually-hidden">. ${words.uses[attribute]}</span
      ><span class="caption" aria-hidden="true">${words.shortUses[attribute]}</span></span
    >
  </div>`;
}

function renderMark(attribute: Mappable): TemplateResult {
  if (attribute === CONSENT) return html`<span class="mapping__key">${icon('shield')}</span>`;
  const isMatching = (MATCHING_ATTRIBUTES as readonly Mappable[]).includes(attribute);
  return isMatching
    ? html`<span class="mapping__key">${icon('match')}</span>`
    : html`<span class="mapping__nokey"></span>`;
}

function renderFixed(view: MappingModel, attribute: Mappable): TemplateResult {
  const name = view.draft[attribute];
  return html`<span
    id="pick-${attribute}"
    class="pickbox pickbox--fixed ${name === undefined ? 'pickbox--none' : ''}"
    ><bdi>${name === undefined ? view.host.labels.mappingTable.conflictNotMapped : view.labelOf(name)}</bdi></span
  >`;
}

function renderProperty(view: MappingModel, attribute: Mappable): TemplateResult {
  const words = view.host.labels.mappingTable;
  const field = view.fieldOf(attribute);
  const attributeName = words.attributes[attribute];
  const name = view.draft[attribute];
  const suggestion = name === undefined ? view.suggestions[attribute] : undefined;
  const isChanged = view.saved[attribute] !== name;
  const text = view.labelOf(name ?? suggestion ?? '') || words.chooseProperty;
  const label =
    suggestion !== undefined
      ? words.suggestedLabel(text, attributeName)
      : name === undefined
        ? words.pickNoneLabel(attributeName)
        : words.pickLabel(attributeName, text);
  const state = suggestion !== undefined ? 'is-suggested' : name === undefined ? 'pickbox--none' : '';
  return view.list.render(
    field,
    () => html`<div class="pickrow ${suggestion === undefined ? '' : 'pickrow--suggested'}">
      <button
        type="button"
        id=${field.opener}
        class="pickbox ${state} ${isChanged ? 'pickbox--changed' : ''}"
        aria-haspopup="listbox"
        aria-expanded=${view.list.isOpenFor(field.opener) ? 'true' : 'false'}
        aria-label="${label}${isChanged ? `${view.host.labels.common.comma}${words.changed}` : ''}"
        @click=${() => view.list.open(field)}
        @keydown=${(event: KeyboardEvent) => view.list.openOnKey(event, field)}
      >
        <span class="pickbox__name"
          ><span class=${suggestion === undefined ? 'lines-3' : 'clip'} title=${text}><bdi>${text}</bdi></span>
          ${suggestion === undefined ? nothing : html`<span class="caption">${words.suggested}</span>`}</span
        >${suggestion === undefined ? icon('down') : nothing}
      </button>
      ${
        suggestion === undefined
          ? nothing
          : html`<button
            type="button"
            part="button"
            class="btn btn--small"
            aria-label=${words.useOneLabel(text, attributeName)}
            @click=${() => view.acceptSuggestion(attribute)}
          >
            ${words.useOne}
          </button>`
      }
    </div>`,
  );
}

/** The type of the chosen property can hardly hold what the attribute is. */
function renderMisfit(view: MappingModel, attribute: Mappable): unknown {
  const property = view.properties.get(view.draft[attribute] ?? '');
  const type = property === undefined ? null : misfit(attribute, property);
  if (type === null) return nothing;
  return html`<p class="misfit"><span class="is-warning">${icon('warning')}</span><span>${view.host.labels.mappingTable.misfits[type]}</span></p>`;
}
