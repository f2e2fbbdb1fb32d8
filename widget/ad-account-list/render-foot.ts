import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import type { AccountPage } from './account-query.ts';

/** Fewer pages than this are walked through; more can be jumped to. */
const JUMP_FROM = 4;

export interface PagerParts {
  labels: Labels;
  shown: AccountPage;
  all: number;
  go: (page: number) => void;
}

/** Which part of a long list this is, and the way to the rest. */
export function renderPager({ labels, shown, all, go }: PagerParts): TemplateResult | typeof nothing {
  const { page, pageCount, start, rows } = shown;
  if (pageCount === 1) return nothing;
  const words = labels.adAccountList;
  const step = (text: string, to: number) => html`<button
    type="button"
    part="button"
    class="btn btn--small"
    aria-disabled=${to < 0 || to >= pageCount ? 'true' : nothing}
    @click=${() => go(to)}
  >
    ${text}
  </button>`;
  const jump = html`<label class="pager__jump">
    <span>${words.page}</span>
    <span part="input" class="input select select--small">
      <select @change=${(event: Event) => go((event.target as HTMLSelectElement).selectedIndex)}>
        ${Array.from({ length: pageCount }, (_, index) => html`<option .selected=${index === page}>${index + 1}</option>`)}
      </select>
      ${icon('down')}
    </span>
    <span>${words.ofPages(pageCount)}</span>
  </label>`;
  return html`<nav class="table__foot" aria-label=${words.pages}>
    <span class="num">${words.range(start + 1, start + rows.length, all)}</span>
    <div class="actions">
      ${pageCount < JUMP_FROM ? nothing : jump} ${step(words.previous, page - 1)} ${step(words.next, page + 1)}
    </div>
  </nav>`;
}

export interface SelectionBarParts {
  labels: Labels;
  selected: number;
  /** Of the selected, those that the filter hides. */
  hidden: number;
  /** Undefined when all that is found is selected. */
  selectAll: { label: string; press: () => void } | undefined;
  /** Ends the selecting. */
  cancel: () => void;
  remove: () => void;
}

/** Stays at the bottom while accounts are being selected. */
export function renderSelectionBar({ labels, selected, hidden, ...parts }: SelectionBarParts): TemplateResult {
  const words = labels.adAccountList;
  const { selectAll } = parts;
  return html`<div class="bar" role="region" aria-label=${words.selectionBar}>
    <p class="bar__text num">
      <span>${words.selected(selected)}</span>
      ${hidden > 0 ? html`<span class="bar__aside">${words.selectedHidden(hidden)}</span>` : nothing}
      ${
        selectAll === undefined
          ? nothing
          : html`<button type="button" class="link" @click=${selectAll.press}>${selectAll.label}</button>`
      }
    </p>
    <div class="actions">
      <button type="button" part="button" class="btn btn--quiet" @click=${parts.cancel}>${labels.common.cancel}</button>
      ${
        selected === 0
          ? nothing
          : html`<button type="button" part="button" class="btn btn--remove" data-remove-selected @click=${parts.remove}>
            ${icon('bin')}${words.removeManyAsk(selected)}
          </button>`
      }
    </div>
  </div>`;
}
