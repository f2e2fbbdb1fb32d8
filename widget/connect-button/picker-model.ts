import type { GrantedAdvertiser } from '../../shared/connections.ts';
import { findByNameOrId } from '../element/find.ts';

export const SORTS = ['importable', 'name'] as const;
/** `importable`: what can be imported first, each part by name. */
export type PickerSort = (typeof SORTS)[number];

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** A sorted copy. Sorting thousands takes longer than a frame may, so it is done once for each list and order. */
export function sortAdvertisers(accounts: readonly GrantedAdvertiser[], sort: PickerSort): GrantedAdvertiser[] {
  const sorted = [...accounts].sort((one, other) => byName.compare(one.name, other.name));
  if (sort === 'name') return sorted;
  return [...importableOf(sorted), ...sorted.filter((account) => !account.importable)];
}

export const importableOf = (accounts: readonly GrantedAdvertiser[]): GrantedAdvertiser[] =>
  accounts.filter((account) => account.importable);

export interface PickerFilter {
  query: string;
  /** Only these; undefined for all. */
  only: ReadonlySet<string> | undefined;
}

/** What a search, and "Show only selected", leave of a sorted list. */
export function findAdvertisers(
  sorted: readonly GrantedAdvertiser[],
  { query, only }: PickerFilter,
): readonly GrantedAdvertiser[] {
  const found = findByNameOrId(sorted, query);
  return only === undefined ? found : found.filter((account) => only.has(account.advertiserId));
}

/** How many of some accounts are selected. */
export const countSelected = (accounts: readonly GrantedAdvertiser[], selected: ReadonlySet<string>): number =>
  accounts.reduce((count, account) => count + (selected.has(account.advertiserId) ? 1 : 0), 0);

/**
 * True when the role is missing for this account though TikTok tells it for others: it is outside every Business Center.
 * Where TikTok tells no role at all, as in the sandbox, nothing is said about it.
 */
export const lacksRole = (account: GrantedAdvertiser, tellsRoles: boolean): boolean =>
  tellsRoles && account.role === null && account.importable;

const zones = new Map<string, string>();

/**
 * The place of a time zone: "America/New_York" → "New York". TikTok also sends POSIX names, whose sign reads the other way
 * round: "Etc/GMT+5" → "UTC−5".
 */
export function zonePlace(timezone: string | null): string {
  if (timezone === null) return '';
  let place = zones.get(timezone);
  if (place === undefined) {
    const posix = /^Etc\/GMT([+-])(\d+)$/.exec(timezone);
    place =
      posix === null
        ? (timezone.split('/').at(-1) ?? '').replaceAll('_', ' ')
        : `UTC${posix[1] === '+' ? '−' : '+'}${posix[2] ?? ''}`;
    zones.set(timezone, place);
  }
  return place;
}
