import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { GrantedAdvertiser, NotImportableReason } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { DialogController } from '../element/dialog.ts';
import { failureText, requestIdLine, stateBlock } from '../element/failure.ts';
import { findByNameOrId } from '../element/find.ts';
import { type IconName, icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { bannerStyles, dialogStyles, fieldStyles } from '../styles/controls.ts';
import { accountPickerStyles } from './account-picker.styles.ts';

const SHOWN = 50;
const REASON_ICONS: Readonly<Record<NotImportableReason, IconName>> = {
  analyst: 'eye',
  suspended: 'ban',
  not_approved: 'clock',
  no_access: 'lock',
  already_imported: 'ok',
};

export interface PickerHost extends ReactiveControllerHost, HTMLElement {
  readonly pickerParts: {
    client: () => TikTokAdsClient | undefined;
    labels: () => Labels;
    report: (error: unknown) => TikTokAdsError | undefined;
    announce: (text: string) => void;
    copied: () => string | undefined;
    copy: (text: string) => void;
    /** The accounts are imported; the dialog has closed. */
    imported: (advertiserIds: readonly string[]) => void;
  };
}

/** The dialog in which a person picks, among what TikTok shared, the ad accounts to import. */
export class AccountPicker {
  static readonly styles = [fieldStyles, bannerStyles, dialogStyles, accountPickerStyles];

  readonly #host: PickerHost;
  readonly #dialog: DialogController;
  #connectionId = '';
  #userName: string | undefined;
  #accounts: readonly GrantedAdvertiser[] = [];
  #selected = new Set<string>();
  #query = '';
  #showsSelected = false;
  #state: 'loading' | 'ready' | 'importing' = 'loading';
  #loadError: TikTokAdsError | undefined;
  #importError: TikTokAdsError | undefined;
  #calls = new AbortController();

  constructor(host: PickerHost) {
    this.#host = host;
    this.#dialog = new DialogController(host);
  }

  open(connectionId: string, userName: string | undefined): void {
    this.#connectionId = connectionId;
    this.#userName = userName;
    this.#selected = new Set();
    this.#query = '';
    this.#showsSelected = false;
    this.#importError = undefined;
    this.#dialog.open();
    void this.#load();
  }

  async #load(): Promise<void> {
    const { client, report, announce, labels } = this.#host.pickerParts;
    this.#calls.abort();
    this.#calls = new AbortController();
    const { signal } = this.#calls;
    this.#set({ state: 'loading', accounts: [] });
    this.#loadError = undefined;
    try {
      const params = { connectionId: this.#connectionId };
      // TikTok is asked for all of them behind this, which takes a while for an agency.
      const options = { params, signal, timeoutMs: 120_000 };
      const accounts = await client()?.listAll('listAdvertisers', options, (soFar) =>
        this.#set({ state: 'loading', accounts: [...soFar] }),
      );
      if (signal.aborted) return;
      this.#set({ state: 'ready', accounts: accounts ?? [] });
      announce(labels().connectButton.selectAll(this.#importable(this.#accounts).length));
    } catch (error) {
      if (signal.aborted) return;
      this.#loadError = report(error);
      this.#set({ state: 'ready', accounts: this.#accounts });
    }
  }

  async #import(): Promise<void> {
    if (this.#selected.size === 0 || this.#state === 'importing') return;
    const { client, report, imported } = this.#host.pickerParts;
    const advertiserIds = [...this.#selected];
    this.#importError = undefined;
    this.#set({ state: 'importing', accounts: this.#accounts });
    try {
      await client()?.call('importAdAccounts', {
        body: { connectionId: this.#connectionId, advertiserIds },
        timeoutMs: 120_000,
      });
      this.#dialog.close();
      imported(advertiserIds);
    } catch (error) {
      this.#importError = report(error);
    }
    this.#set({ state: 'ready', accounts: this.#accounts });
  }

  #set(next: { state: 'loading' | 'ready' | 'importing'; accounts: readonly GrantedAdvertiser[] }): void {
    this.#state = next.state;
    this.#accounts = next.accounts;
    this.#host.requestUpdate();
  }

  #importable(accounts: readonly GrantedAdvertiser[]): readonly GrantedAdvertiser[] {
    return accounts.filter((account) => account.importable);
  }

  render(): TemplateResult | typeof nothing {
    return this.#dialog.render(() => {
      const { labels } = this.#host.pickerParts;
      const words = labels().connectButton;
      const found = findByNameOrId(this.#accounts, this.#query);
      const listed = this.#showsSelected ? found.filter((account) => this.#selected.has(account.advertiserId)) : found;
      return {
        title: words.pickerTitle,
        caption: this.#userName === undefined ? undefined : html`<bdi>${words.signedInAs(this.#userName)}</bdi>`,
        closeLabel: labels().common.close,
        onDismiss: () => this.#calls.abort(),
        tools: this.#renderTools(found),
        body: this.#renderBody(listed),
        foot: this.#renderFoot(),
      };
    });
  }

  #renderTools(found: readonly GrantedAdvertiser[]): TemplateResult {
    const words = this.#host.pickerParts.labels().connectButton;
    const importable = this.#importable(found);
    const chosen = importable.filter((account) => this.#selected.has(account.advertiserId)).length;
    return html`<div class="picker__tools">
        <label class="input input--search">
          ${icon('search')}
          <input
            type="search"
            placeholder=${words.find}
            aria-label=${words.find}
            autofocus
            autocomplete="off"
            .value=${this.#query}
            @input=${(event: InputEvent) => {
              this.#query = (event.target as HTMLInputElement).value;
              this.#host.requestUpdate();
            }}
          />
        </label>
      </div>
      ${
        this.#accounts.length === 0
          ? nothing
          : html`<label class="picker__all">
            <input
              type="checkbox"
              class="tick"
              .checked=${chosen > 0 && chosen === importable.length}
              .indeterminate=${chosen > 0 && chosen < importable.length}
              ?disabled=${importable.length === 0}
              @change=${(event: Event) => this.#selectAll(importable, (event.target as HTMLInputElement).checked)}
            />
            <span>${importable.length === 0 ? words.noneImportable : words.selectAll(importable.length)}</span>
            <span class="muted num">${words.selected(this.#selected.size)}</span>
          </label>`
      }`;
  }

  #renderBody(listed: readonly GrantedAdvertiser[]): TemplateResult {
    const { labels, copied, copy } = this.#host.pickerParts;
    const words = labels().connectButton;
    if (this.#loadError !== undefined && this.#accounts.length === 0) {
      return stateBlock({
        mark: 'warning',
        title: words.loadFailed,
        text: failureText(labels(), this.#loadError),
        actions: html`<button type="button" class="btn" @click=${() => this.#load()}>${icon('refresh')}${labels().common.tryAgain}</button>`,
        more: requestIdLine(labels(), this.#loadError, copied(), copy),
      });
    }
    if (this.#accounts.length === 0) {
      return this.#state === 'loading'
        ? html`<div class="picker__wait" role="status"><div class="line"></div><p class="muted">${words.loading(0)}</p></div>`
        : stateBlock({ mark: 'plug', title: words.nothingTitle, text: words.nothing });
    }
    return html`${this.#importError === undefined ? nothing : this.#renderImportError(this.#importError)}
      ${this.#loadError === undefined ? nothing : this.#renderImportError(this.#loadError, words.loadFailed)}
      <div class="picker__list">
        ${listed.slice(0, SHOWN).map((account) => this.#renderAccount(account))}
        ${listed.length === 0 ? html`<p class="picker__note">${words.notFound(this.#query)}</p>` : nothing}
        ${
          listed.length > SHOWN
            ? html`<p class="picker__note">${icon('info')}<span>${words.showing(SHOWN, listed.length, this.#accounts.length)}</span></p>`
            : nothing
        }
        ${this.#state === 'loading' ? html`<p class="picker__note" role="status">${words.loading(this.#accounts.length)}</p>` : nothing}
      </div>`;
  }

  #renderImportError(
    error: TikTokAdsError,
    title = this.#host.pickerParts.labels().connectButton.importFailed,
  ): TemplateResult {
    const { labels, copied, copy } = this.#host.pickerParts;
    return html`<div class="picker__error" role="alert">
      <div class="banner banner--danger">
        ${icon('stop')}
        <div class="banner__text">
          <h4>${title}</h4>
          <p>${failureText(labels(), error)}</p>
        </div>
        ${requestIdLine(labels(), error, copied(), copy)}
      </div>
    </div>`;
  }

  #renderAccount(account: GrantedAdvertiser): TemplateResult {
    const { labels } = this.#host.pickerParts;
    const { roles } = labels().common;
    const reasonId = `why-${account.advertiserId}`;
    const reason = account.importable ? undefined : (account.reason ?? 'no_access');
    return html`<label class="pick ${account.importable ? '' : 'is-off'}">
      <input
        type="checkbox"
        class="tick"
        .checked=${this.#selected.has(account.advertiserId)}
        ?disabled=${!account.importable}
        aria-describedby=${reason === undefined ? nothing : reasonId}
        @change=${(event: Event) => this.#select(account.advertiserId, (event.target as HTMLInputElement).checked)}
      />
      <span class="pick__text">
        <bdi class="account__name lines-3">${account.name}</bdi>
        <span class="mono muted isolate">${account.advertiserId}</span>
      </span>
      <span class="small muted">${account.role === null ? nothing : roles[account.role]}</span>
      <span class="pick__zone">
        <span class="small muted">${account.currency}</span>
        <span class="caption">${zoneCity(account.timezone)}</span>
      </span>
      ${
        reason === undefined
          ? nothing
          : html`<span class="pick__why" id=${reasonId}>
            ${icon(REASON_ICONS[reason])}<span>${labels().connectButton.reasons[reason]}</span>
          </span>`
      }
    </label>`;
  }

  #renderFoot(): TemplateResult {
    const { labels } = this.#host.pickerParts;
    const words = labels().connectButton;
    const count = this.#selected.size;
    const blocked = this.#accounts.length - this.#importable(this.#accounts).length;
    const isBusy = this.#state === 'importing';
    return html`${
      count > 0 && this.#accounts.length > SHOWN
        ? html`<button type="button" class="link" @click=${() => this.#toggleSelected()}>
            ${this.#showsSelected ? words.showAll : words.showSelected}
          </button>`
        : html`<span class="small muted">${blocked === 0 ? nothing : words.cannotImport(blocked)}</span>`
    }
      <button type="button" class="btn btn--quiet" @click=${() => this.#cancel()}>${labels().common.cancel}</button>
      <button
        type="button"
        class="btn btn--primary"
        aria-disabled=${count === 0 || isBusy ? 'true' : nothing}
        @click=${() => this.#import()}
      >
        ${isBusy ? words.importing : count === 0 ? words.chooseOne : words.import(count)}
      </button>`;
  }

  #toggleSelected(): void {
    this.#showsSelected = !this.#showsSelected;
    this.#host.requestUpdate();
  }

  #cancel(): void {
    this.#calls.abort();
    this.#dialog.close();
  }

  #select(advertiserId: string, isSelected: boolean): void {
    if (isSelected) this.#selected.add(advertiserId);
    else this.#selected.delete(advertiserId);
    this.#host.requestUpdate();
  }

  #selectAll(accounts: readonly GrantedAdvertiser[], isSelected: boolean): void {
    for (const { advertiserId } of accounts) this.#select(advertiserId, isSelected);
  }
}

/** "America/New_York" → "New York". */
const zoneCity = (timezone: string | null): string => (timezone ?? '').split('/').at(-1)?.replaceAll('_', ' ') ?? '';
