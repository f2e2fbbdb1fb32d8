import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccountStatus } from '../../shared/ad-accounts.ts';
import type { Format } from '../element/format.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import {
  type AccountQuery,
  type AccountsFound,
  SORT_COLUMNS,
  type SortColumn,
  type SortDirection,
} from './account-query.ts';

/** In the order of the filter: the usual first, then what stops most. */
const STATUS_ORDER: readonly AdAccountStatus[] = [
  'connected',
  'read_only',
  'disconnected',
  'suspended',
  'no_permission',
];

export interface ToolbarParts {
  labels: Labels;
  format: Format;
  query: AccountQuery;
  found: AccountsFound;
  filter: (status: AdAccountStatus | undefined) => void;
  sort: (column: SortColumn, direction: SortDirection) => void;
  isSelecting: boolean;
  /** Undefined where nothing can be done with a selection. */
  toggleSelecting: (() => void) | undefined;
}

/** What a long list needs beside the search: filters with counts, the order for cards, and selecting. */
export function renderToolbar(parts: ToolbarParts): TemplateResult {
  const { labels, format, query, found } = parts;
  const words = labels.adAccountList;
  const chip = (status: AdAccountStatus | undefined, text: string, count: number) => html`<button
    type="button"
    class="filter"
    aria-pressed=${query.status === status ? 'true' : 'false'}
    @click=${() => parts.filter(status)}
  >
    ${text} <span class="filter__count">${format.number(count)}</span>
  </button>`;
  const statuses = STATUS_ORDER.filter((status) => (found.counts.get(status) ?? 0) > 0 || status === query.status);
  const { toggleSelecting } = parts;
  return html`<div class="toolbar">
    <div class="filters" role="group" aria-label=${words.filterBy}>
      ${chip(undefined, words.everyStatus, found.countOfText)}
      ${statuses.map((status) => chip(status, words.statuses[status], found.counts.get(status) ?? 0))}
    </div>
    <div class="toolbar__end">
      ${renderSortSelect(parts)}
      ${
        toggleSelecting === undefined
          ? nothing
          : html`<button
            type="button"
            part="button"
            class="btn btn--quiet btn--small"
            data-select-mode
            aria-pressed=${parts.isSelecting ? 'true' : 'false'}
            @click=${toggleSelecting}
          >
            ${words.select}
          </button>`
      }
    </div>
  </div>`;
}

/** Cards have no heads to press. */
function renderSortSelect({ labels, query, sort }: ToolbarParts): TemplateResult {
  const words = labels.adAccountList;
  const orders = SORT_COLUMNS.flatMap((column) =>
    (['ascending', 'descending'] as const).map((direction) => ({ column, direction })),
  );
  const choose = (event: Event) => {
    const order = orders[(event.target as HTMLSelectElement).selectedIndex];
    if (order !== undefined) sort(order.column, order.direction);
  };
  return html`<label part="input" class="input select sort">
    <span class="visually-hidden">${words.sortBy}</span>
    <select @change=${choose}>
      ${orders.map(
        ({ column, direction }) =>
          html`<option .selected=${column === query.column && direction === query.direction}>
            ${words.sorts[column][direction]}
          </option>`,
      )}
    </select>
    ${icon('down')}
  </label>`;
}
