import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ViewHost } from '../element/lazy-element.ts';
import { icon } from '../element/icons.ts';

const SEARCH_FROM = 12;
const PAGE = 50;
const NEAR_END_PX = 240;

/** How a long list of choices stands: what is searched for, and how many of those found are drawn. */
export class ChoiceList {
  query = '';
  shown = PAGE;

  /** Back to the start, for another list. */
  reset(): void {
    this.query = '';
    this.shown = PAGE;
  }
}

export interface ChoiceListParts<Item> {
  host: ViewHost;
  list: ChoiceList;
  items: readonly Item[];
  /** Those that the list's query finds, best first. */
  found: readonly Item[];
  key: (item: Item) => string;
  name: (item: Item) => string;
  isChosen: (item: Item) => boolean;
  render: (item: Item) => TemplateResult;
  legend: string;
  searchLabel: string;
  nothingFound: (query: string) => string;
  foundText: (found: number) => string;
  /** Id of the sentence that says what is wrong with the choice. */
  errorId?: string | undefined;
}

/**
 * Radio buttons, with a search above them where there are many. Only a page of them is drawn, more as the list is scrolled;
 * the chosen one is always there, so that the keyboard finds it.
 */
export function renderChoiceList<Item>(parts: ChoiceListParts<Item>): TemplateResult {
  const { host, list, items, found } = parts;
  const drawn = found.slice(0, list.shown);
  const chosen = found.find(parts.isChosen);
  if (chosen !== undefined && !drawn.includes(chosen)) drawn.unshift(chosen);
  const hidden = chosen === undefined ? items.find(parts.isChosen) : undefined;
  const more = (): void => {
    list.shown += PAGE;
    host.update();
  };
  return html`${items.length < SEARCH_FROM ? nothing : renderSearch(parts)}
    ${found.length === 0 ? html`<p class="small muted">${parts.nothingFound(list.query)}</p>` : nothing}
    ${drawn.length === 0 ? nothing : renderDrawn(parts, drawn, more)}
    ${
      hidden === undefined
        ? nothing
        : html`<p class="caption">${host.labels.audienceExporter.stillChosen} <bdi>${parts.name(hidden)}</bdi></p>`
    }
    ${
      found.length > list.shown
        ? html`<p class="caption shown">
          <span>${host.labels.audienceExporter.shownOfFound(list.shown, found.length)}</span>
          <button type="button" class="link" @click=${more}>${host.labels.audienceExporter.showMoreOf(Math.min(PAGE, found.length - list.shown))}</button>
        </p>`
        : nothing
    }`;
}

function renderDrawn<Item>(
  { list, found, key, render, legend, errorId }: ChoiceListParts<Item>,
  drawn: readonly Item[],
  more: () => void,
): TemplateResult {
  return html`<div
      class="choices choices--long"
      role="radiogroup"
      aria-label=${legend}
      aria-invalid=${errorId === undefined ? nothing : 'true'}
      aria-describedby=${errorId ?? nothing}
      @scroll=${(event: Event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget as HTMLElement;
        if (list.shown < found.length && scrollHeight - scrollTop - clientHeight < NEAR_END_PX) more();
      }}
    >
      ${repeat(drawn, key, render)}
    </div>`;
}

function renderSearch<Item>({ host, list, searchLabel, foundText, nothingFound, found }: ChoiceListParts<Item>) {
  const say = (): void => host.announce(found.length === 0 ? nothingFound(list.query) : foundText(found.length));
  return html`<div part="input" class="input input--search">
    ${icon('search')}<input
      type="text"
      inputmode="search"
      autocomplete="off"
      spellcheck="false"
      aria-label=${searchLabel}
      placeholder=${searchLabel}
      .value=${list.query}
      @input=${(event: InputEvent) => {
        list.query = (event.target as HTMLInputElement).value;
        list.shown = PAGE;
        host.update();
      }}
      @change=${say}
    />
  </div>`;
}
