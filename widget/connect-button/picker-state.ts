import type { GrantedAdvertiser } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ImportOutcome } from './import-accounts.ts';
import type { PickerSort } from './picker-model.ts';

/** Rows shown at once, and how many more a press brings. */
export const SHOWN_AT_ONCE = 50;

/** What the dialog shows. */
export interface PickerState {
  userName: string | undefined;
  /** About how many will come. */
  expectedCount: number;
  /** In the order shown. */
  accounts: readonly GrantedAdvertiser[];
  selected: ReadonlySet<string>;
  query: string;
  sort: PickerSort;
  /** What was selected when "Show only selected" was pressed: who unticks one still sees it. */
  only: ReadonlySet<string> | undefined;
  /** Rows. */
  shown: number;
  phase: 'loading' | 'ready' | 'importing';
  isSlow: boolean;
  loadError: TikTokAdsError | undefined;
  /** How far the import is. */
  progress: { done: number; total: number; isStopping: boolean } | undefined;
  /** The last import, where not everything went well. */
  outcome: (ImportOutcome & { total: number }) | undefined;
  /** For people who listen: the page around a modal dialog is silent. */
  said: string;
}

export const EMPTY_PICKER: PickerState = {
  userName: undefined,
  expectedCount: 3,
  accounts: [],
  selected: new Set(),
  query: '',
  sort: 'importable',
  only: undefined,
  shown: SHOWN_AT_ONCE,
  phase: 'loading',
  isSlow: false,
  loadError: undefined,
  progress: undefined,
  outcome: undefined,
  said: '',
};

/** What a person can do in the dialog. */
export interface PickerActions {
  /** Those that the search and the filter leave. */
  readonly found: readonly GrantedAdvertiser[];
  load(): Promise<void>;
  import(): Promise<void>;
  stop(): void;
  close(): void;
  search(query: string): void;
  sort(sort: PickerSort): void;
  select(accounts: readonly GrantedAdvertiser[], isSelected: boolean): void;
  showMore(): void;
  showOnlySelected(isOnly: boolean): void;
}
