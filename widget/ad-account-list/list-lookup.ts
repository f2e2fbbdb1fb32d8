import type { AdAccount, AdAccountStatus } from '../../shared/ad-accounts.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import {
  type AccountPage,
  type AccountQuery,
  type AccountsFound,
  ALL_ACCOUNTS,
  pageOf,
  type SortColumn,
  type SortDirection,
} from './account-query.ts';
import type { ListModel } from './list-model.ts';

const PAGE_SIZE = 50;
/**
 * While somebody types, and when a list first comes, a screenful of rows is drawn at once and the rest of the page a moment
 * later, so many at a time that no frame of a slow phone is a long one.
 */
const FIRST_ROWS = 12;
const MORE_ROWS = 13;
const REST_MS = 120;
/** Two frames: what came last is painted before more comes. */
const MORE_MS = 32;
/** Typing is told aloud when it pauses. */
const TELL_MS = 400;
const NOTHING: AccountsFound = { accounts: [], counts: new Map(), countOfText: 0 };

/** What of the ad accounts is looked at: searched, filtered, sorted and turned to, each change said aloud. */
export class ListLookup {
  query: AccountQuery = ALL_ACCOUNTS;
  readonly #host: ViewHost;
  readonly #model: ListModel;
  #page = 0;
  #found: AccountsFound | undefined;
  #drawn = FIRST_ROWS;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #tellTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost, model: ListModel) {
    this.#host = host;
    this.#model = model;
  }

  disconnected(): void {
    clearTimeout(this.#tellTimer);
    clearTimeout(this.#restTimer);
    this.#drawn = PAGE_SIZE;
  }

  /** Another session. */
  reset(): void {
    this.query = ALL_ACCOUNTS;
    this.#found = undefined;
    this.#page = 0;
    this.#drawn = FIRST_ROWS;
  }

  accountsChanged(): void {
    this.#found = undefined;
    if (this.#drawn < PAGE_SIZE) this.#drawRestLater();
  }

  #drawRestLater(waitMs = REST_MS): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#drawn = Math.min(this.#drawn + MORE_ROWS, PAGE_SIZE);
      this.#host.update();
      if (this.#drawn < PAGE_SIZE) this.#drawRestLater(MORE_MS);
    }, waitMs);
  }

  /** What is found now, with its counts; looked for once, however often it is asked for. */
  get found(): AccountsFound {
    this.#found ??= this.#model.index?.find(this.query) ?? NOTHING;
    return this.#found;
  }

  /** All that is found, in the order asked for. */
  get listed(): readonly AdAccount[] {
    return this.found.accounts;
  }

  get isFiltered(): boolean {
    return this.query.status !== undefined || this.query.text.trim() !== '';
  }

  get page(): AccountPage {
    return pageOf(this.listed, this.#page, PAGE_SIZE);
  }

  /** The rows to draw now: those of the page, or the first of them. */
  get rows(): readonly AdAccount[] {
    return this.page.rows.slice(0, this.#drawn);
  }

  #set(change: Partial<AccountQuery>): void {
    this.query = { ...this.query, ...change };
    this.#found = undefined;
    this.#page = 0;
    this.#drawn = PAGE_SIZE;
    this.#host.update();
  }

  search(text: string): void {
    this.#set({ text });
    this.#drawn = FIRST_ROWS;
    this.#drawRestLater();
    clearTimeout(this.#tellTimer);
    if (text.trim() !== '') this.#tellTimer = setTimeout(() => this.#tellFound(), TELL_MS);
  }

  #tellFound(): void {
    this.#host.announce(this.#host.labels.adAccountList.found(this.listed.length));
  }

  readonly filter = (status: AdAccountStatus | undefined): void => {
    this.#set({ status });
    this.#tellFound();
  };

  /** Neither text nor status; the order stays. */
  showAll(): void {
    this.#set({ text: '', status: undefined });
  }

  readonly sort = (column: SortColumn, direction: SortDirection): void => {
    this.#set({ column, direction });
    const words = this.#host.labels.adAccountList;
    this.#host.announce(words.sorted(words.sorts[column][direction]));
  };

  /** Turns to a page that there is. */
  readonly go = async (page: number): Promise<void> => {
    const { pageCount, start, rows } = pageOf(this.listed, page, PAGE_SIZE);
    if (page < 0 || page >= pageCount) return;
    this.#page = page;
    this.#host.update();
    const words = this.#host.labels.adAccountList;
    this.#host.announce(words.rangeSpoken(start + 1, start + rows.length, this.listed.length));
    await this.#host.element.updateComplete;
    const table = this.#host.find('.table');
    if (table !== null && table.getBoundingClientRect().top < 0) table.scrollIntoView({ block: 'start' });
  };
}
