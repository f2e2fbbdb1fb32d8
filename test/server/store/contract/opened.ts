import type { Store, WorkspaceStore } from '../../../../server/store/store.ts';

/** One fresh database. `open` may be called again: another process on the same database. */
export interface Database {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** What a test of the contract works with: set anew before each test, so it is read in the test and not before. */
export interface Opened {
  database: Database;
  store: Store;
  /** Another process on the same database. */
  other: Store;
  mine: WorkspaceStore;
  theirs: WorkspaceStore;
}
