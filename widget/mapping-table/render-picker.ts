import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Attribute } from '../../shared/identifiers/attributes.ts';
import { icon } from '../element/icons.ts';
import type { MatchRange, PropertyMatch } from './filter-properties.ts';
import type { MappingModel } from './mapping-model.ts';
import type { PickerState } from './property-picker.ts';

const ROOM_NEEDED = 380;
const PAGE_LINES = 8;

/** Opens an attribute's list, upwards where the window has no room below, and puts the cursor in its field. */
export function openPicker(view: MappingModel, attribute: Attribute, typed?: string): void {
  const box = view.host.find(`#pick-${attribute}`)?.getBoundingClientRect();
  const below = box === undefined ? ROOM_NEEDED : window.innerHeight - box.bottom;
  view.picker.open(attribute, view.draft[attribute] ?? null, below < ROOM_NEEDED && (box?.top ?? 0) > below);
  if (typed !== undefined) view.picker.type(typed);
  view.host.update();
  void focusField(view, typed === undefined);
}

async function focusField(view: MappingModel, selects: boolean): Promise<void> {
  await view.host.element.updateComplete;
  const field = view.host.find<HTMLInputElement>('#picker-field');
  field?.focus();
  if (selects) field?.select();
}

function close(view: MappingModel, attribute: Attribute, keepsFocus: boolean): void {
  view.picker.close();
  view.host.update();
  if (keepsFocus) view.focusRow(attribute);
}

/** The open list of one row: a combobox with its listbox below (or above). */
export function renderPicker(view: MappingModel, state: PickerState): TemplateResult {
  const words = view.host.labels.mappingTable;
  const { attribute, matches, options, active, drawn, typed } = state;
  const current = view.draft[attribute];
  const currentLabel = current === undefined ? '' : (view.properties.get(current)?.label ?? current);
  const found = matches.system.length + matches.custom.length;
  const { system, custom } = matches;
  const choose = (index: number) => {
    const option = options[index];
    if (option !== undefined) view.choose(attribute, option.kind === 'property' ? option.property.name : null);
  };
  const renderOption = (match: PropertyMatch, index: number) => html`<div
    class="option ${index === active ? 'is-active' : ''}"
    id="option-${index}"
    role="option"
    aria-selected=${match.property.name === current ? 'true' : 'false'}
    aria-setsize=${options.length}
    aria-posinset=${index + 1}
    @click=${() => choose(index)}
  >
    ${match.property.name === current ? icon('check') : html`<span></span>`}
    <span class="clip"><bdi>${mark(match.property.label, match.inLabel)}</bdi> <code class="muted isolate">${mark(match.property.name, match.inName)}</code></span>
    <span class="caption clip"><bdi>${match.property.example ?? ''}</bdi></span>
  </div>`;
  const renderGroup = (name: string, group: readonly PropertyMatch[], first: number) => {
    const visible = group.slice(0, Math.max(0, drawn - first));
    return group.length === 0
      ? nothing
      : html`<div role="group" aria-label=${name}>
          <div class="options__group" role="presentation"><span>${name}</span><span class="num">${view.host.format.number(group.length)}</span></div>
          ${repeat(
            visible,
            (match) => match.property.name,
            (match, index) => renderOption(match, first + index),
          )}
        </div>`;
  };
  const unmapIndex = options.at(-1)?.kind === 'unmap' ? options.length - 1 : -1;
  return html`<div class="combo" @focusout=${(event: FocusEvent) => leave(view, attribute, event)}>
    <div class="input">
      <input
        id="picker-field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-expanded="true"
        aria-controls="picker-list"
        aria-autocomplete="list"
        aria-activedescendant=${active < 0 ? nothing : `option-${active}`}
        aria-label=${words.pickerLabel(words.attributes[attribute])}
        .value=${typed ?? currentLabel}
        @input=${(event: InputEvent) => {
          view.picker.type((event.target as HTMLInputElement).value);
          view.host.update();
        }}
        @keydown=${(event: KeyboardEvent) => onKey(view, state, choose, event)}
      />${icon('down')}
    </div>
    <div class="popover ${state.isAbove ? 'popover--above' : ''}" @mousedown=${(event: Event) => event.preventDefault()}>
      <div
        class="options"
        role="listbox"
        id="picker-list"
        aria-label=${words.pickerList}
        @scroll=${(event: Event) => {
          const list = event.currentTarget as HTMLElement;
          if (list.scrollHeight - list.scrollTop - list.clientHeight > 200) return;
          view.picker.drawMore();
          if (view.picker.state !== state) view.host.update();
        }}
      >
        ${renderGroup(words.pickerSystem, system, 0)} ${renderGroup(words.pickerCustom, custom, system.length)}
        ${found === 0 ? html`<p class="options__none" role="presentation">${words.pickerNone(typed ?? '')}</p>` : nothing}
        ${
          unmapIndex < 0
            ? nothing
            : html`<div
              class="option option--unmap ${active === unmapIndex ? 'is-active' : ''}"
              id="option-${unmapIndex}"
              role="option"
              aria-selected="false"
              aria-setsize=${options.length}
              aria-posinset=${options.length}
              @click=${() => choose(unmapIndex)}
            >
              <span class="option__minus" aria-hidden="true"></span><span>${words.pickerUnmap(words.attributes[attribute])}</span><span></span>
            </div>`
        }
      </div>
      <div class="popover__foot">
        <span>${words.pickerCount(found, view.picker.size)}</span>
        <span class="keys" aria-hidden="true"
          ><kbd class="key">↑</kbd> <kbd class="key">↓</kbd> ${words.keyMove} <kbd class="key">↵</kbd> ${words.keyChoose} <kbd class="key">Esc</kbd> ${words.keyClose}</span
        >
      </div>
    </div>
  </div>`;
}

function leave(view: MappingModel, attribute: Attribute, event: FocusEvent): void {
  const inside =
    event.relatedTarget instanceof Node && (event.currentTarget as HTMLElement).contains(event.relatedTarget);
  if (!inside && view.picker.state?.attribute === attribute) close(view, attribute, false);
}

function onKey(view: MappingModel, state: PickerState, choose: (index: number) => void, event: KeyboardEvent): void {
  const lines: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE_LINES,
    PageUp: -PAGE_LINES,
  };
  const step = lines[event.key];
  if (step !== undefined && !(event.key === 'ArrowUp' && event.altKey)) {
    event.preventDefault();
    view.picker.move(step);
    view.host.update();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    choose(state.active);
  } else if (event.key === 'Escape' || (event.key === 'ArrowUp' && event.altKey)) {
    // Esc is for the list alone: a dialog around the table stays open.
    event.preventDefault();
    event.stopPropagation();
    close(view, state.attribute, true);
  } else if ((event.key === 'Home' || event.key === 'End') && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    view.picker.move(event.key === 'Home' ? -state.options.length : state.options.length);
    view.host.update();
  }
}

function mark(text: string, range: MatchRange | null): unknown {
  if (range === null) return text;
  const [start, end] = range;
  return html`${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}`;
}
