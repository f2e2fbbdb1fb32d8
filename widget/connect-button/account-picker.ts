import type { nothing, ReactiveControllerHost, TemplateResult } from 'lit';
import type { Connection, GrantedAdvertiser } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { DialogController } from '../element/dialog.ts';
import type { Labels } from '../labels/labels.ts';
import { bannerStyles, dialogStyles, fieldStyles, progressStyles } from '../styles/controls.ts';
import { accountPickerStyles } from './account-picker.styles.ts';
import { importAccounts, type ImportOutcome, TIKTOK_TIMEOUT_MS } from './import-accounts.ts';
import { findAdvertisers, importableOf, type PickerSort, sortAdvertisers } from './picker-model.ts';
import { EMPTY_PICKER, type PickerActions, type PickerState, SHOWN_AT_ONCE } from './picker-state.ts';
import { pickerContent } from './render-picker.ts';

export interface PickerHost extends ReactiveControllerHost, HTMLElement {
  readonly pickerParts: {
    client: () => TikTokAdsClient | undefined;
    labels: () => Labels;
    report: (error: unknown) => TikTokAdsError | undefined;
    copied: () => string | undefined;
    copy: (text: string) => void;
    /** The accounts are imported; the dialog has closed. */
    imported: (advertiserIds: readonly string[], connectionId: string) => void;
  };
}

/** One opening of the dialog. An import goes on behind a dialog that was closed, or opened for another connection. */
interface Visit {
  readonly connectionId: string;
  readonly client: TikTokAdsClient | undefined;
  /** Imported, and not told yet. */
  imported: readonly string[];
  isImporting: boolean;
  isStopping: boolean;
}

const newVisit = (connectionId: string, client: TikTokAdsClient | undefined): Visit => ({
  connectionId,
  client,
  imported: [],
  isImporting: false,
  isStopping: false,
});

/**
 * The dialog in which a person picks, among what TikTok shared, the ad accounts to import. Closing it loses nothing: what
 * was selected is still selected when it opens again.
 */
export class AccountPicker implements PickerActions {
  static readonly styles = [fieldStyles, bannerStyles, dialogStyles, progressStyles, accountPickerStyles];

  readonly #host: PickerHost;
  readonly #dialog: DialogController;
  #visit = newVisit('', undefined);
  #state: PickerState = EMPTY_PICKER;
  /** As they came. */
  #loaded: readonly GrantedAdvertiser[] = [];
  #calls = new AbortController();
  readonly #slow: SlowLoad;

  constructor(host: PickerHost) {
    this.#host = host;
    this.#dialog = new DialogController(host, () => this.close());
    this.#slow = new SlowLoad(host, () =>
      this.#set({ isSlow: true, said: host.pickerParts.labels().connectButton.slow }),
    );
    // Back in the page, and with a client again: what came in meanwhile nobody has heard of.
    const tellLate = (): void => void (this.#dialog.isOpen || this.#tell(this.#visit));
    host.addController({
      hostConnected: tellLate,
      hostUpdated: tellLate,
      hostDisconnected: () => this.#leave(),
    });
  }

  /** @param connection whose ad accounts they are, where it is known already; otherwise it is asked for */
  open(connectionId: string, connection: Connection | undefined): void {
    const client = this.#host.pickerParts.client();
    const isSame = connectionId === this.#visit.connectionId && client === this.#visit.client;
    const isImporting = isSame && this.#visit.isImporting;
    if (!isImporting) {
      // The dialog goes on with another one, which is told of its own only.
      this.#tell(this.#visit);
      this.#visit = newVisit(connectionId, client);
    }
    const { selected, sort, accounts, phase, progress } = this.#state;
    this.#state = {
      ...EMPTY_PICKER,
      ...describe(connection),
      sort,
      selected: isSame ? selected : EMPTY_PICKER.selected,
      ...(isImporting ? { accounts, phase, progress } : {}),
    };
    this.#dialog.open();
    if (!isImporting) void this.load();
    if (connection === undefined) void this.#learnConnection(connectionId);
  }

  async #learnConnection(connectionId: string): Promise<void> {
    const { client } = this.#host.pickerParts;
    const { signal } = this.#calls;
    try {
      const connection = await client()?.call('getConnection', { params: { connectionId }, signal });
      if (!signal.aborted && connectionId === this.#visit.connectionId) this.#set(describe(connection));
    } catch {
      // A courtesy; what goes wrong with the list itself is told there.
    }
  }

  async load(): Promise<void> {
    const { client, report, labels } = this.#host.pickerParts;
    const words = labels().connectButton;
    this.#leave();
    this.#calls = new AbortController();
    const { signal } = this.#calls;
    // A list that is there stays while it is read anew.
    this.#set({ phase: 'loading', loadError: undefined, isSlow: false, said: words.loading(0) });
    const isFirst = this.#state.accounts.length === 0;
    if (isFirst) this.#loaded = [];
    this.#slow.begin();
    try {
      const params = { connectionId: this.#visit.connectionId };
      const options = { params, signal, timeoutMs: TIKTOK_TIMEOUT_MS };
      const loaded = await client()?.listAll('listAdvertisers', options, (soFar) => {
        if (isFirst && !signal.aborted) this.#takeIn([...soFar]);
      });
      if (signal.aborted) return;
      this.#takeIn(loaded ?? []);
      const importable = importableOf(this.#state.accounts);
      const offered = new Set(importable.map((account) => account.advertiserId));
      const selected = new Set([...this.#state.selected].filter((id) => offered.has(id)));
      this.#set({ phase: 'ready', selected, said: words.loaded(this.#loaded.length, importable.length) });
    } catch (error) {
      if (signal.aborted) return;
      this.#set({ phase: 'ready', loadError: report(error), said: '' });
    } finally {
      if (!signal.aborted) this.#slow.end();
    }
  }

  #takeIn(accounts: readonly GrantedAdvertiser[]): void {
    this.#loaded = accounts;
    this.#set({ accounts: sortAdvertisers(accounts, this.#state.sort) });
  }

  async import(): Promise<void> {
    const { client, report, labels } = this.#host.pickerParts;
    const { selected, phase } = this.#state;
    const used = client();
    const visit = this.#visit;
    if (selected.size === 0 || phase !== 'ready' || used === undefined) return;
    const ids = [...selected];
    const total = ids.length;
    const words = labels().connectButton;
    const progress = { done: 0, total, isStopping: false };
    visit.isImporting = true;
    visit.isStopping = false;
    this.#set({ phase: 'importing', outcome: undefined, progress, said: words.importing });
    const outcome = await importAccounts(
      used,
      visit.connectionId,
      ids,
      () => !visit.isStopping,
      (done) => {
        if (visit === this.#visit) this.#set({ progress: { ...progress, ...this.#state.progress, done } });
      },
    );
    visit.isImporting = false;
    visit.imported = [...visit.imported, ...outcome.imported];
    if (outcome.error !== undefined && visit.client === client()) report(outcome.error);
    if (visit === this.#visit) this.#finish(outcome, total);
    else this.#tell(visit);
  }

  #finish(outcome: ImportOutcome, total: number): void {
    const gone = new Set([...outcome.imported, ...outcome.refused]);
    const selected = new Set([...this.#state.selected].filter((id) => !gone.has(id)));
    const isWhole = outcome.imported.length === total;
    this.#set({ phase: 'ready', progress: undefined, selected, only: undefined });
    if (isWhole || !this.#dialog.isOpen) {
      this.close();
      return;
    }
    const here = new Set(outcome.imported);
    this.#takeIn(
      this.#loaded.map((account) =>
        here.has(account.advertiserId) ? { ...account, importable: false, reason: 'already_imported' } : account,
      ),
    );
    this.#set({ outcome: { ...outcome, total } });
    // Only the list knows why some were refused.
    if (outcome.refused.length > 0) void this.load();
  }

  /** After the part that is under way; nothing that was sent is called back. */
  stop(): void {
    const { progress } = this.#state;
    this.#visit.isStopping = true;
    if (progress !== undefined) this.#set({ progress: { ...progress, isStopping: true } });
  }

  close(): void {
    this.#leave();
    this.#dialog.close();
    this.#tell(this.#visit);
  }

  /** Esc, the cross, a press beside it. @returns false to stay: an import that is under way stops first, and says what it did */
  #dismiss(): boolean {
    const { isImporting, isStopping } = this.#visit;
    if (isImporting && !isStopping) {
      this.stop();
      return false;
    }
    this.close();
    return true;
  }

  #leave(): void {
    this.#calls.abort();
    this.#slow.end();
    this.stop();
  }

  #tell(visit: Visit): void {
    const { imported, connectionId, isImporting } = visit;
    const { client, imported: tell } = this.#host.pickerParts;
    const present = client();
    // Out of the page nobody would hear it.
    if (imported.length === 0 || isImporting || present === undefined || !this.#host.isConnected) return;
    visit.imported = [];
    // Of a session that is over by now nobody here is to hear.
    if (visit.client === present) tell(imported, connectionId);
  }

  search(query: string): void {
    this.#set({ query, shown: SHOWN_AT_ONCE });
    const { connectButton } = this.#host.pickerParts.labels();
    this.#set({ said: query.trim() === '' ? '' : connectButton.found(this.found.length) });
    this.#scrollToTop();
  }

  sort(sort: PickerSort): void {
    this.#set({ sort, accounts: sortAdvertisers(this.#loaded, sort), shown: SHOWN_AT_ONCE });
    this.#scrollToTop();
  }

  showMore(): void {
    this.#set({ shown: this.#state.shown + SHOWN_AT_ONCE });
  }

  showOnlySelected(isOnly: boolean): void {
    this.#set({ only: isOnly ? new Set(this.#state.selected) : undefined, shown: SHOWN_AT_ONCE });
    this.#scrollToTop();
  }

  select(accounts: readonly GrantedAdvertiser[], isSelected: boolean): void {
    const selected = new Set(this.#state.selected);
    for (const { advertiserId } of accounts) {
      if (isSelected) selected.add(advertiserId);
      else selected.delete(advertiserId);
    }
    this.#set({ selected });
  }

  get found(): readonly GrantedAdvertiser[] {
    return findAdvertisers(this.#state.accounts, this.#state);
  }

  #set(change: Partial<PickerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.requestUpdate();
  }

  #scrollToTop(): void {
    this.#host.shadowRoot?.querySelector('.dialog__body')?.scrollTo(0, 0);
  }

  render(): TemplateResult | typeof nothing {
    return this.#dialog.render(() => {
      const { labels, copied, copy } = this.#host.pickerParts;
      return {
        ...pickerContent(this.#state, this, { labels: labels(), copied: copied(), copy }),
        onDismiss: () => this.#dismiss(),
      };
    });
  }
}

/** Whose ad accounts they are, and about how many will come, so that the waiting rows take their room. */
const describe = (connection: Connection | undefined): Pick<PickerState, 'userName' | 'expectedCount'> => ({
  userName: connection?.tiktokUser?.displayName,
  expectedCount:
    connection === undefined || connection.advertiserCount === 0
      ? EMPTY_PICKER.expectedCount
      : connection.advertiserCount,
});
