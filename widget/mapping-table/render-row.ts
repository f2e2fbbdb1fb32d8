import { html, type TemplateResult } from 'lit';
import { type Attribute, MATCHING_ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import type { Property } from '../../shared/properties.ts';
import { icon } from '../element/icons.ts';
import type { MappingModel } from './mapping-model.ts';
import { previewExample, shortHash, splitBlanks } from './preview.ts';
import { openPicker, renderPicker } from './render-picker.ts';

/** One attribute: what it is, the property that fills it, and that property's example on its way to TikTok. */
export function renderRow(view: MappingModel, attribute: Attribute): TemplateResult {
  const words = view.host.labels.mappingTable;
  const isMatching = (MATCHING_ATTRIBUTES as readonly Attribute[]).includes(attribute);
  const name = view.draft[attribute] ?? view.suggestions[attribute];
  const property = name === undefined ? undefined : view.properties.get(name);
  return html`<div part="row" class="row" role="row">
    <div class="cell" data-cell="attribute" role="rowheader" title=${words.uses[attribute]}>
      ${isMatching ? html`<span class="mapping__key">${icon('match')}</span>` : html`<span class="mapping__nokey"></span>`}
      <span>${words.attributes[attribute]}<span class="visually-hidden">. ${words.uses[attribute]}</span></span>
    </div>
    <div class="cell" data-cell="property" role="cell">
      ${view.picker.state?.attribute === attribute ? renderPicker(view, view.picker.state) : renderProperty(view, attribute)}
    </div>
    ${
      name === undefined
        ? html`<div class="cell" data-cell="blank" role="cell" aria-colspan="3">${words.staysBlank}</div>`
        : renderPreview(view, attribute, property)
    }
  </div>`;
}

function renderProperty(view: MappingModel, attribute: Attribute): unknown {
  const words = view.host.labels.mappingTable;
  const attributeName = words.attributes[attribute];
  const name = view.draft[attribute];
  const suggestion = view.suggestions[attribute];
  const labelOf = (key: string) => view.properties.get(key)?.label ?? key;
  if (!view.canEdit) {
    return html`<span class="pickbox pickbox--fixed ${name === undefined ? 'pickbox--none' : ''}"
      ><bdi>${name === undefined ? words.conflictNotMapped : labelOf(name)}</bdi></span
    >`;
  }
  if (name === undefined && suggestion !== undefined) {
    const label = labelOf(suggestion);
    return html`<div class="pickbox pickbox--suggested">
      <button
        type="button"
        class="pickbox__open"
        id="pick-${attribute}"
        aria-label=${words.suggestedLabel(label, attributeName)}
        @click=${() => openPicker(view, attribute)}
        @keydown=${openOnKey(view, attribute)}
      >
        <span class="pickbox__suggestion"><span class="clip"><bdi>${label}</bdi></span> <span class="caption">${words.suggested}</span></span>
      </button>
      <button
        type="button"
        class="btn btn--small"
        aria-label=${words.useOneLabel(label, attributeName)}
        @click=${() => view.acceptSuggestion(attribute)}
      >
        ${words.useOne}
      </button>
    </div>`;
  }
  const isChanged = view.saved[attribute] !== name;
  return html`<button
    type="button"
    id="pick-${attribute}"
    class="pickbox ${name === undefined ? 'pickbox--none' : ''} ${isChanged ? 'pickbox--changed' : ''}"
    aria-haspopup="listbox"
    aria-label="${name === undefined ? words.pickNoneLabel(attributeName) : words.pickLabel(attributeName, labelOf(name))}${isChanged ? `, ${words.changed}` : ''}"
    @click=${() => openPicker(view, attribute)}
    @keydown=${openOnKey(view, attribute)}
  >
    <span class="pickbox__name clip"><bdi>${name === undefined ? words.chooseProperty : labelOf(name)}</bdi></span>${icon('down')}
  </button>`;
}

/** Typing on a closed picker opens it with what was typed, as a native list does. */
function openOnKey(view: MappingModel, attribute: Attribute): (event: KeyboardEvent) => void {
  return (event) => {
    const isTyping = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isTyping && event.key !== 'ArrowDown') return;
    event.preventDefault();
    openPicker(view, attribute, isTyping ? event.key : undefined);
  };
}

function renderPreview(view: MappingModel, attribute: Attribute, property: Property | undefined): TemplateResult {
  const { labels, copied } = view.host;
  const words = labels.mappingTable;
  if (property === undefined) return renderWord('warning', words.goneProperty);
  const { example } = property;
  if (example === undefined || example === '') {
    return html`<div class="cell" data-cell="blank" role="cell" aria-colspan="3">${words.noExample}</div>`;
  }
  const blanks = splitBlanks(example);
  const raw = html`<div class="cell value value--raw" data-cell="raw" role="cell">
    <span class="label">${words.columnExample}</span>
    <span class="clip isolate mono" title=${example}
      ><span class="space" aria-hidden="true">${'·'.repeat(Math.min(blanks.before, 4))}</span>${blanks.text}<span class="space" aria-hidden="true"
        >${'·'.repeat(Math.min(blanks.after, 4))}</span
      ></span
    >
  </div>`;
  if (view.prepare === null) {
    return html`${raw}
      <div class="cell" data-cell="normal" role="cell"><span class="skeleton"></span></div>
      <div class="cell" data-cell="hash" role="cell"><span class="skeleton"></span></div>`;
  }
  const preview = previewExample(view.prepare, attribute, example, view.draft, view.properties);
  switch (preview.kind) {
    case 'needs_country':
      return html`${raw}${renderWord('warning', words.needsCountry)}`;
    case 'refused':
      return html`${raw}${renderWord(preview.reason === 'zeroed_device_id' || preview.reason === 'empty' ? 'info' : 'warning', words.reasons[preview.reason])}`;
    case 'already_hashed':
      return html`${raw}${renderWord('info', words.alreadyHashed)}`;
    case 'hashed':
      return html`${raw}
        <div class="cell value" data-cell="normal" role="cell">
          <span class="label">${words.columnNormalised}</span>
          <span class="clip isolate mono" title=${preview.normalized}>${preview.normalized}</span>
        </div>
        <div class="cell value value--hash" data-cell="hash" role="cell">
          <span class="label">${words.columnHash}</span>
          <button
            type="button"
            class="hash mono"
            title=${preview.hash}
            aria-label="${shortHash(preview.hash)}. ${words.copyHash(words.attributes[attribute])}"
            @click=${() => view.host.copy(preview.hash)}
          >
            ${copied === preview.hash ? labels.common.copied : html`<span class="isolate">${shortHash(preview.hash)}</span>`}
          </button>
        </div>`;
  }
}

function renderWord(mark: 'warning' | 'info', text: string): TemplateResult {
  return html`<div class="cell value value--word" data-cell="normal" role="cell" aria-colspan="2">
    <span class=${mark === 'warning' ? 'is-warning' : 'muted'}>${icon(mark)}</span><span>${text}</span>
  </div>`;
}
