import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { RelativeClock } from '../controllers/relative-clock.ts';
import { SelectionController } from '../controllers/selection.ts';
import { stateBlock } from '../element/state-block.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { lacksAudiences } from './account-status.ts';
import { ListLookup } from './list-lookup.ts';
import type { ListModel } from './list-model.ts';
import { renderPager, renderSelectionBar } from './render-foot.ts';
import { renderTableHead } from './render-head.ts';
import { renderAccountRow } from './render-row.ts';
import { renderToolbar } from './render-toolbar.ts';

/** From this many on, filters, an order for cards and selecting are worth their room. */
const MANY = 12;

/** What the buttons of the table do. */
export interface TableActions {
  check: (account: AdAccount) => void;
  signIn: (account: AdAccount) => void;
  /** A banner asks for its sign-in. */
  isAskedAbove: (account: AdAccount) => boolean;
  ask: (account: AdAccount) => void;
  remove: (accounts: readonly AdAccount[]) => void;
  /** Accounts are being selected. */
  selecting: () => void;
}

/** The table of the list: what is searched, filtered, sorted, turned to and selected in it. */
export class ListTable {
  readonly #host: ViewHost;
  readonly #model: ListModel;
  readonly #actions: TableActions;
  readonly #clock: RelativeClock;
  readonly #selection: SelectionController;
  readonly #lookup: ListLookup;

  constructor(host: ViewHost, model: ListModel, actions: TableActions) {
    this.#host = host;
    this.#model = model;
    this.#actions = actions;
    this.#clock = new RelativeClock(host.element, () => host.format);
    this.#selection = new SelectionController(host.element);
    this.#lookup = new ListLookup(host, model);
  }

  disconnected(): void {
    this.#lookup.disconnected();
  }

  /** Another session. */
  reset(): void {
    this.#lookup.reset();
    this.#selection.toggle(false);
  }

  accountsChanged(): void {
    const { index } = this.#model;
    this.#lookup.accountsChanged();
    if (this.#selection.size === 0) return;
    this.#selection.retain((id) => index?.get(id) !== undefined);
    if (this.#selection.size === 0) this.#selection.toggle(false);
  }

  /** What is typed in the search. */
  get text(): string {
    return this.#lookup.query.text;
  }

  search(text: string): void {
    this.#lookup.search(text);
  }

  /** All that is found, in the order asked for. */
  get listed(): readonly AdAccount[] {
    return this.#lookup.listed;
  }

  get isSelecting(): boolean {
    return this.#model.mayConnect && (this.#selection.isOn || this.#selection.size > 0);
  }

  readonly #showAll = (): void => {
    this.#lookup.showAll();
    void this.#focus('.search input');
  };

  /** Focuses the first of these that is there after the update. */
  async #focus(...selectors: readonly string[]): Promise<void> {
    await this.#host.element.updateComplete;
    for (const selector of selectors) {
      const found = this.#host.find(selector);
      if (found !== null) return found.focus();
    }
  }

  readonly #select = ({ advertiserId }: AdAccount, event: MouseEvent): void => {
    const isTicked = (event.currentTarget as HTMLInputElement).checked;
    const order = event.shiftKey ? this.listed.map((account) => account.advertiserId) : undefined;
    this.#selection.set(advertiserId, isTicked, order);
    this.#tellSelected();
  };

  readonly #selectFound = (isTicked: boolean): void => {
    this.#selection.setAll(
      this.listed.map((account) => account.advertiserId),
      isTicked,
    );
    this.#tellSelected();
  };

  #tellSelected(): void {
    this.#actions.selecting();
    this.#host.announce(this.#host.labels.adAccountList.selected(this.#selection.size));
  }

  readonly #endSelecting = (): void => {
    this.#selection.toggle(false);
    void this.#focus('[data-select-mode]', '.title');
  };

  /** Of what is listed. */
  #countSelected(): number {
    if (this.#selection.size === 0) return 0;
    return this.#selection.countOf(this.listed.map((account) => account.advertiserId));
  }

  get #selectAllLabel(): string {
    const words = this.#host.labels.adAccountList;
    return this.#lookup.isFiltered ? words.selectAllFound(this.listed.length) : words.selectAll(this.listed.length);
  }

  /** Filters, rows and pages. */
  render(): unknown {
    const { labels } = this.#host;
    const all = this.listed.length;
    const { page } = this.#lookup;
    return html`${this.#renderToolbar()} ${all === 0 ? this.#renderNothingFound() : this.#renderTable()}
      ${all === 0 ? nothing : renderPager({ labels, shown: page, all, go: (to) => void this.#lookup.go(to) })}`;
  }

  #renderToolbar(): unknown {
    const { labels, format } = this.#host;
    if (this.#model.accounts.length < MANY) return nothing;
    const isSelecting = this.isSelecting;
    return renderToolbar({
      labels,
      format,
      query: this.#lookup.query,
      found: this.#lookup.found,
      filter: this.#lookup.filter,
      sort: this.#lookup.sort,
      isSelecting,
      toggleSelecting: this.#model.mayConnect ? () => this.#selection.toggle(!isSelecting) : undefined,
    });
  }

  #renderTable(): TemplateResult {
    const { labels } = this.#host;
    const model = this.#model;
    const all = this.listed.length;
    const chosen = this.#countSelected();
    const selectAll = {
      label: this.#selectAllLabel,
      isAll: chosen === all,
      isSome: chosen > 0,
      set: this.#selectFound,
    };
    const maySelect = model.mayConnect && model.accounts.length > 1;
    return html`<div
      part="table"
      class="table ${this.isSelecting ? 'is-selecting' : ''}"
      role="table"
      aria-label=${labels.adAccountList.title}
      aria-rowcount=${all + 1}
    >
      ${renderTableHead({ labels, query: this.#lookup.query, sort: this.#lookup.sort, selectAll: maySelect ? selectAll : undefined })}
      ${this.#renderRows(maySelect)}
    </div>`;
  }

  #renderRows(maySelect: boolean): unknown {
    const { labels, format } = this.#host;
    const { checking, mayConnect, connections } = this.#model;
    const ungranted = new Set(connections.filter((each) => lacksAudiences(each)).map(({ id }) => id));
    const checkedAt = new Map(connections.map((each) => [each.id, each.lastCheckedAt]));
    const { check, signIn, isAskedAbove, ask, remove } = this.#actions;
    const { start } = this.#lookup.page;
    const parts = {
      labels,
      format,
      relative: (iso: string) => this.#clock.relative(iso),
      isChecking: (account: AdAccount) => checking.has(account.advertiserId),
      isSelected: (account: AdAccount) => this.#selection.has(account.advertiserId),
      isUngranted: (account: AdAccount) => ungranted.has(account.connectionId),
      signInCheckedAt: (account: AdAccount) => checkedAt.get(account.connectionId) ?? null,
      isAskedAbove,
      ask,
      check: mayConnect ? check : undefined,
      signIn: mayConnect ? signIn : undefined,
      remove: mayConnect ? (account: AdAccount) => remove([account]) : undefined,
      select: maySelect ? this.#select : undefined,
    };
    return repeat(
      this.#lookup.rows,
      (account) => account.advertiserId,
      (account, row) => renderAccountRow(account, start + row, parts),
    );
  }

  #renderNothingFound(): TemplateResult {
    const words = this.#host.labels.adAccountList;
    const { status } = this.#lookup.query;
    const text = this.text.trim();
    const why =
      status === undefined
        ? words.notFound(text)
        : text === ''
          ? words.notFoundStatus(words.statuses[status])
          : words.notFoundBoth(text, words.statuses[status]);
    return stateBlock({
      mark: 'search',
      title: words.notFoundTitle,
      text: why,
      actions: html`<button type="button" part="button" class="btn" @click=${this.#showAll}>${words.showAll}</button>`,
    });
  }

  /** Stays at the bottom while accounts are being selected. */
  renderSelectionBar(): unknown {
    const selection = this.#selection;
    const chosen = this.#countSelected();
    const selectAll = { label: this.#selectAllLabel, press: () => this.#selectFound(true) };
    return renderSelectionBar({
      labels: this.#host.labels,
      selected: selection.size,
      hidden: selection.size - chosen,
      selectAll: chosen === this.listed.length ? undefined : selectAll,
      cancel: this.#endSelecting,
      remove: () => this.#actions.remove(this.#model.accounts.filter((each) => selection.has(each.advertiserId))),
    });
  }
}
