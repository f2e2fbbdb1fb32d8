import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../element/icons.ts';
import type { FoundItem, MatchRange } from './combobox-filter.ts';
import type { ComboboxField, ComboboxSurface } from './combobox-kind.ts';
import type { Block } from './combobox-layout.ts';
import type { OptionList } from './combobox-list.ts';

/** The usual opener: looks like a field, says what is chosen. */
export function renderOpener<Item>(combobox: ComboboxSurface<Item>, field: ComboboxField<Item>): TemplateResult {
  const chosen = combobox.itemOf(field.chosen);
  const text = chosen === undefined ? combobox.kind.placeholder() : combobox.kind.text(chosen);
  const aside = chosen === undefined || combobox.kind.lines !== 2 ? undefined : combobox.kind.aside?.(chosen);
  const { colon, comma } = combobox.host.labels.common;
  return html`<button
    type="button"
    id=${field.opener}
    class="pickbox ${chosen === undefined ? 'pickbox--none' : ''}"
    aria-haspopup="listbox"
    aria-expanded=${combobox.isOpenFor(field.opener) ? 'true' : 'false'}
    aria-label="${field.label}${colon}${aside === undefined ? text : `${text}${comma}${aside}`}"
    @click=${() => combobox.open(field)}
    @keydown=${(event: KeyboardEvent) => combobox.openOnKey(event, field)}
  >
    <span class="pickbox__name"
      ><span class="clip"><bdi>${text}</bdi></span>
      ${aside === undefined ? nothing : html`<span class="caption clip" title=${aside}><bdi>${aside}</bdi></span>`}</span
    >${icon('down')}
  </button>`;
}

/** An opener with, while it is open, the input over it and the list at it. */
export function renderCombobox<Item>(
  combobox: ComboboxSurface<Item>,
  opener: TemplateResult,
  list: OptionList<Item> | null,
): TemplateResult {
  return html`<div class="combo">
    <div class="combo__closed" ?inert=${list !== null}>${opener}</div>
    ${
      list === null
        ? nothing
        : html`<div class="combo__open" @focusout=${(event: FocusEvent) => combobox.onBlur(event)}>
          ${renderInput(combobox, list)}
          <div
            class="popover combo__popover"
            id="${combobox.field?.opener ?? ''}-popover"
            popover="manual"
            @mousedown=${(event: Event) => event.preventDefault()}
          >
            ${renderList(combobox, list)}
            <div class="combo__foot">
              <span dir="auto">${combobox.kind.count(list.found, combobox.size)}</span>
              ${renderKeys(combobox)}
            </div>
          </div>
        </div>`
    }
  </div>`;
}

/** The list as a page of its own, for fingers. */
export function renderSheet<Item>(combobox: ComboboxSurface<Item>, list: OptionList<Item>): TemplateResult {
  const { labels } = combobox.host;
  return html`<dialog
    class="popover sheet"
    id="${combobox.field?.opener ?? ''}-sheet"
    aria-label=${combobox.field?.label ?? ''}
    @cancel=${(event: Event) => {
      event.preventDefault();
      combobox.close();
    }}
  >
    <header class="sheet__head">
      <h3 class="title">${combobox.field?.label}</h3>
      <button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${labels.common.close} @click=${() => combobox.close()}>${icon('close')}</button>
    </header>
    <div class="sheet__field">${renderInput(combobox, list)}</div>
    ${renderList(combobox, list)}
    <p class="combo__foot" dir="auto">${combobox.kind.count(list.found, combobox.size)}</p>
  </dialog>`;
}

function renderInput<Item>(combobox: ComboboxSurface<Item>, list: OptionList<Item>): TemplateResult {
  const opener = combobox.field?.opener ?? '';
  return html`<div part="input" class="input">
      <input
        id="${opener}-field"
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="done"
        placeholder=${combobox.kind.placeholder()}
        aria-expanded="true"
        aria-controls="${opener}-list"
        aria-autocomplete="list"
        aria-activedescendant=${list.active < 0 ? nothing : combobox.lineId(list.foundAt(list.active))}
        aria-label=${combobox.field?.label ?? ''}
        .value=${combobox.initial}
        @input=${(event: InputEvent) => combobox.type((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => combobox.onKey(event)}
      />${combobox.isSheet ? nothing : icon('down')}
    </div>
    <p class="visually-hidden" role="status">${combobox.speech.text}</p>`;
}

function renderList<Item>(combobox: ComboboxSurface<Item>, list: OptionList<Item>): TemplateResult {
  const { kind } = combobox;
  const groups = kind.groups?.();
  // Beside the listbox: nothing but options may be in it.
  return html`${list.found === 0 ? html`<p class="options__none">${kind.none(list.typed ?? '')}</p>` : nothing}
  <div
    class="options ${kind.lines === 2 ? 'options--tall' : ''}"
    role="listbox"
    id="${combobox.field?.opener ?? ''}-list"
    aria-label=${kind.list()}
    .style="--_line-size:${list.setup.measures.line}px;--_head-size:${list.setup.measures.head}px"
    @scroll=${(event: Event) => combobox.onScroll(event.currentTarget as HTMLElement)}
    @click=${(event: Event) => withLine(event, (line) => combobox.choose(line))}
    @pointermove=${(event: PointerEvent) => hasMoved(event) && withLine(event, (line) => combobox.hover(line))}
  >
    ${list.blocks.map((block, place) => renderGroup(combobox, list, block, place, groups?.[place]?.label))}
    ${list.unsetLine < 0 ? nothing : renderUnset(combobox, list)}
  </div>`;
}

/** Not a finger, and not the list moving under a mouse that lies still. */
const hasMoved = ({ pointerType, movementX, movementY }: PointerEvent): boolean =>
  pointerType === 'mouse' && (movementX !== 0 || movementY !== 0);

function withLine(event: Event, act: (line: number) => void): void {
  const option = (event.target as Element).closest<HTMLElement>('[data-line]');
  if (option !== null) act(Number(option.dataset['line']));
}

function renderGroup<Item>(
  combobox: ComboboxSurface<Item>,
  list: OptionList<Item>,
  block: Block,
  place: number,
  label: string | undefined,
): unknown {
  if (block.count === 0) return nothing;
  const [from, to] = list.drawn(block);
  const found = list.groups[place] ?? [];
  const drawn = found.slice(from, to).map((match, index) => ({ match, at: from + index }));
  // Whatever is in sight, the active line exists: the input points at it.
  const active = list.active - block.first;
  const activeMatch = found[active];
  if (activeMatch !== undefined && (active < from || active >= to)) drawn.push({ match: activeMatch, at: active });
  return html`<div
    class="options__group"
    role=${label === undefined ? 'presentation' : 'group'}
    aria-label=${label ?? nothing}
    .style="block-size:${block.size}px"
  >
    ${
      label === undefined
        ? nothing
        : html`<div class="options__head" role="presentation" aria-hidden="true"><span>${label}</span><span class="num">${combobox.host.format.number(block.count)}</span></div>`
    }
    ${repeat(
      drawn,
      ({ match }) => match.ordinal,
      ({ match, at }) => renderOption(combobox, list, match, block, at),
    )}
  </div>`;
}

function renderOption<Item>(
  combobox: ComboboxSurface<Item>,
  list: OptionList<Item>,
  match: FoundItem<Item>,
  block: Block,
  at: number,
): TemplateResult {
  const { kind, field } = combobox;
  const { item } = match;
  const line = block.first + at;
  const isChosen = kind.key(item) === field?.chosen;
  const refusal = kind.refusal?.(item);
  const detail = kind.detail?.(item);
  const aside = refusal ?? kind.aside?.(item) ?? '';
  return html`<div
    class="option ${line === list.active ? 'is-active' : ''} ${refusal === undefined ? '' : 'option--refused'}"
    id=${combobox.lineId(match)}
    data-line=${line}
    role="option"
    aria-selected=${isChosen ? 'true' : 'false'}
    aria-disabled=${refusal === undefined ? nothing : 'true'}
    aria-setsize=${list.count}
    aria-posinset=${line + 1}
    .style="inset-block-start:${block.head + at * list.setup.measures.line}px"
  >
    ${isChosen ? icon('check') : html`<span></span>`}
    <span class="option__text clip" title=${detail === undefined ? kind.text(item) : `${kind.text(item)} ${detail}`}
      ><bdi>${mark(kind.text(item), match.inText)}</bdi>${detail === undefined ? nothing : html` <code class="muted isolate">${mark(detail, match.inDetail)}</code>`}</span
    >
    ${aside === '' ? nothing : html`<span class="option__aside caption clip" title=${aside}><bdi>${aside}</bdi></span>`}
  </div>`;
}

function renderUnset<Item>(combobox: ComboboxSurface<Item>, list: OptionList<Item>): TemplateResult {
  return html`<div
    class="option option--unset ${list.active === list.unsetLine ? 'is-active' : ''}"
    id=${combobox.lineId(undefined)}
    data-line=${list.unsetLine}
    role="option"
    aria-selected="false"
    aria-setsize=${list.count}
    aria-posinset=${list.count}
  >
    <span class="option__minus" aria-hidden="true"></span><span class="clip">${combobox.field?.unset}</span>
  </div>`;
}

function renderKeys<Item>(combobox: ComboboxSurface<Item>): TemplateResult {
  const words = combobox.host.labels.combobox;
  return html`<span class="keys" aria-hidden="true"
    ><span><kbd class="key">↑</kbd><kbd class="key">↓</kbd>${words.keyMove}</span><span><kbd class="key"><svg class="icon" viewBox="0 0 16 16"><path d="M12.5 4v3.5A1.5 1.5 0 0 1 11 9H4M6.5 6.5L4 9l2.5 2.5"></path></svg></kbd>${words.keyChoose}</span
    ><span><kbd class="key">Esc</kbd>${words.keyClose}</span></span
  >`;
}

function mark(text: string, ranges: readonly MatchRange[]): unknown {
  if (ranges.length === 0) return text;
  const parts: unknown[] = [];
  let end = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(end, from), html`<mark>${text.slice(from, to)}</mark>`);
    end = to;
  }
  return [...parts, text.slice(end)];
}
