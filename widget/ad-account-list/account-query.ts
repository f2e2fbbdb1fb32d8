import type { AdAccount, AdAccountStatus } from '../../shared/ad-accounts.ts';
import { findByNameOrId } from '../element/find.ts';

export const SORT_COLUMNS = ['name', 'status', 'role', 'currency', 'timezone'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export type SortDirection = 'ascending' | 'descending';

export interface AccountQuery {
  /** Part of a name or an id; blank finds all. */
  text: string;
  /** Undefined shows every status. */
  status: AdAccountStatus | undefined;
  column: SortColumn;
  direction: SortDirection;
}

export interface AccountsFound {
  /** In the order asked for. */
  accounts: readonly AdAccount[];
  /** How many the text alone finds, by status. */
  counts: ReadonlyMap<AdAccountStatus, number>;
  /** How many the text alone finds. */
  countOfText: number;
}

export const ALL_ACCOUNTS: AccountQuery = { text: '', status: undefined, column: 'name', direction: 'ascending' };

/** What stops most comes first, so that one press on the column shows what needs somebody. */
const STATUS_RANK: Readonly<Record<AdAccountStatus, number>> = {
  disconnected: 0,
  suspended: 1,
  no_permission: 2,
  read_only: 3,
  connected: 4,
};
const ROLE_RANK = { ADMIN: 0, OPERATOR: 1, ANALYST: 2 } as const;

/** What a column sorts by; null for what is not known, which comes last both ways. */
function sortKey(account: AdAccount, column: SortColumn): string | number | null {
  switch (column) {
    case 'status':
      return STATUS_RANK[account.status];
    case 'role':
      return account.role === null ? null : ROLE_RANK[account.role];
    default:
      return account[column];
  }
}

/**
 * A loaded list of ad accounts, to be searched, filtered and sorted at each key press: orders are made once a column,
 * searched texts once an account.
 */
export class AccountIndex {
  /** By name, as the server gave them. */
  readonly accounts: readonly AdAccount[];
  readonly #byId: ReadonlyMap<string, AdAccount>;
  readonly #sorted = new Map<string, readonly AdAccount[]>();

  constructor(accounts: readonly AdAccount[]) {
    this.accounts = accounts;
    this.#byId = new Map(accounts.map((account) => [account.advertiserId, account]));
  }

  get(advertiserId: string): AdAccount | undefined {
    return this.#byId.get(advertiserId);
  }

  /** Prepares the searched texts, so that the first key press is as quick as the next. */
  warm(): void {
    findByNameOrId(this.accounts, '\u0000');
  }

  find({ text, status, column, direction }: AccountQuery): AccountsFound {
    const named = findByNameOrId(this.#inOrder(column, direction), text);
    const counts = new Map<AdAccountStatus, number>();
    for (const account of named) counts.set(account.status, (counts.get(account.status) ?? 0) + 1);
    const accounts = status === undefined ? named : named.filter((account) => account.status === status);
    return { accounts, counts, countOfText: named.length };
  }

  #inOrder(column: SortColumn, direction: SortDirection): readonly AdAccount[] {
    if (column === 'name' && direction === 'ascending') return this.accounts;
    const key = `${column} ${direction}`;
    let order = this.#sorted.get(key);
    if (order === undefined) this.#sorted.set(key, (order = sortAccounts(this.accounts, column, direction)));
    return order;
  }
}

/** Sorted by a column, equal ones by name; what is not known comes last. `accounts` are by name already. */
export function sortAccounts(
  accounts: readonly AdAccount[],
  column: SortColumn,
  direction: SortDirection,
): readonly AdAccount[] {
  if (column === 'name') return direction === 'ascending' ? accounts : accounts.toReversed();
  const sign = direction === 'ascending' ? 1 : -1;
  const keyed = accounts.map((account) => ({ account, key: sortKey(account, column) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ account }) => account);
}

export interface AccountPage {
  rows: readonly AdAccount[];
  /** From 0, and never past the last one. */
  page: number;
  pageCount: number;
  /** Place of the first row in the whole list, from 0. */
  start: number;
}

/** One page of a list; a page past the end gives the last. */
export function pageOf(accounts: readonly AdAccount[], wanted: number, size: number): AccountPage {
  const pageCount = Math.max(1, Math.ceil(accounts.length / size));
  const page = Math.min(Math.max(0, wanted), pageCount - 1);
  const start = page * size;
  return { rows: accounts.slice(start, start + size), page, pageCount, start };
}
