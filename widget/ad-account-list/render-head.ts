import { html, nothing, type TemplateResult } from 'lit';
import type { Format } from '../element/format.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import type { AccountQuery, SortColumn, SortDirection } from './account-query.ts';

export interface HeadParts {
  labels: Labels;
  format: Format;
  count: number;
  subtitle: string;
  text: string;
  search: (text: string) => void;
  /** The search field got the focus. */
  willSearch: () => void;
  /** Undefined where the person may only look. */
  connect: (() => void) | undefined;
  checkAll: (() => void) | undefined;
  isCheckingAll: boolean;
}

/** Title, count, search, and the way to more accounts. */
export function renderHead(parts: HeadParts): TemplateResult {
  const { labels, format, connect, checkAll } = parts;
  const words = labels.adAccountList;
  return html`<header class="panel__head">
    <div class="panel__titles">
      <h3 class="title" tabindex="-1">${words.title}<span class="visually-hidden">&nbsp;</span><span class="count">${format.number(parts.count)}</span></h3>
      <p class="subtitle num">${parts.subtitle}</p>
    </div>
    <div class="panel__tools">
      <label part="input" class="input input--search search">
        ${icon('search')}
        <input
          type="search"
          placeholder=${words.find}
          aria-label=${words.find}
          autocomplete="off"
          .value=${parts.text}
          @focus=${parts.willSearch}
          @input=${(event: InputEvent) => parts.search((event.target as HTMLInputElement).value)}
        />
      </label>
      ${
        checkAll === undefined
          ? nothing
          : html`<button
            type="button"
            part="button"
            class="btn check-all"
            title=${words.checkAll}
            aria-label=${words.checkAllName}
            aria-disabled=${parts.isCheckingAll ? 'true' : nothing}
            @click=${checkAll}
          >
            ${icon('refresh')}
          </button>`
      }
      ${
        connect === undefined
          ? nothing
          : html`<button type="button" part="button" class="btn connect-another" @click=${connect}>${icon('plus')}${words.connectAnother}</button>`
      }
    </div>
  </header>`;
}

export interface TableHeadParts {
  labels: Labels;
  query: AccountQuery;
  sort: (column: SortColumn, direction: SortDirection) => void;
  /** The tick for all that is found; undefined where nothing can be selected. */
  selectAll: { label: string; isAll: boolean; isSome: boolean; set: (isTicked: boolean) => void } | undefined;
}

/** The heads of the columns; pressing one sorts by it, pressing it again the other way. */
export function renderTableHead(parts: TableHeadParts): TemplateResult {
  const { labels, selectAll } = parts;
  const { columns } = labels.adAccountList;
  const head = (cell: string, column: SortColumn, text: string, before: unknown = nothing) => {
    const { query, sort } = parts;
    const direction = query.column === column ? query.direction : undefined;
    const next = direction === 'ascending' ? 'descending' : 'ascending';
    return html`<div data-cell=${cell} role="columnheader" aria-sort=${direction ?? 'none'}>
      ${before}<button type="button" class="sorter" @click=${() => sort(column, next)}>${text}${icon('down')}</button>
    </div>`;
  };
  const tick =
    selectAll === undefined
      ? nothing
      : html`<label class="pick pick--all">
        <input
          type="checkbox"
          class="tick"
          aria-label=${selectAll.label}
          .checked=${selectAll.isAll}
          .indeterminate=${selectAll.isSome && !selectAll.isAll}
          @change=${(event: Event) => selectAll.set((event.target as HTMLInputElement).checked)}
        />
      </label>`;
  return html`<div class="row row--head" role="row" aria-rowindex="1">
    ${head('account', 'name', columns.account, tick)} ${head('status', 'status', columns.status)}
    ${head('role', 'role', columns.role)} ${head('currency', 'currency', columns.currency)}
    ${head('zone', 'timezone', columns.zone)}
    <div data-cell="remove" role="columnheader"><span class="visually-hidden">${columns.remove}</span></div>
  </div>`;
}

/** What is there before the first answer, in the sizes of what follows. */
export function renderWaiting(labels: Labels, subtitle: string): TemplateResult {
  const words = labels.adAccountList;
  const { columns } = words;
  return html`<header class="panel__head">
      <div class="panel__titles">
        <h3 class="title">${words.title}</h3>
        <p class="subtitle">${subtitle}</p>
      </div>
      <div class="panel__tools" aria-hidden="true">
        <span class="skeleton search sk-tool"></span>
        <span class="skeleton sk-tool sk-tool--icon"></span>
        <span class="skeleton sk-tool sk-tool--button"></span>
      </div>
    </header>
    <div class="table wait" aria-hidden="true">
      <div class="row row--head">
        <div data-cell="account">${columns.account}</div>
        <div data-cell="status">${columns.status}</div>
        <div data-cell="role">${columns.role}</div>
        <div data-cell="currency">${columns.currency}</div>
        <div data-cell="zone">${columns.zone}</div>
        <div data-cell="remove"></div>
      </div>
      ${Array.from(
        { length: 5 },
        () => html`<div class="row">
          <div class="cell" data-cell="account">
            <span class="skeleton sk-tile"></span>
            <div class="sk-lines"><span class="skeleton sk-name"></span><span class="skeleton sk-id"></span></div>
          </div>
          <div class="cell" data-cell="status" data-state="ok">
            <div class="sk-lines"><span class="skeleton sk-status"></span><span class="skeleton sk-id"></span></div>
          </div>
          <div class="cell" data-cell="role"><span class="skeleton sk-short"></span></div>
          <div class="cell" data-cell="currency"><span class="skeleton sk-short"></span></div>
          <div class="cell" data-cell="zone"><span class="skeleton sk-zone"></span></div>
        </div>`,
      )}
    </div>`;
}
