import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine, stateBlock } from '../element/failure.ts';
import { findByNameOrId } from '../element/find.ts';
import { icon } from '../element/icons.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { bannerStyles, dialogStyles, fieldStyles, statusStyles, tableStyles } from '../styles/controls.ts';
import { adAccountListStyles } from './ad-account-list.styles.ts';
import { RemoveDialog } from './remove-dialog.ts';
import { renderAccountRow, renderWaitingRows } from './render-row.ts';

/** As much of `<tiktok-connect-button>` as the list uses; the two meet by tag only. */
interface ConnectStarter extends HTMLElement {
  environment: string;
  start(options?: { connectionId?: string; focusAfter?: () => HTMLElement | null }): void;
}

const SHOWN_AT_ONCE = 100;
const SLOW_MS = 10_000;
/** What other elements of the page do that changes the list. */
const EVENTS = ['tiktok-accounts-imported', 'tiktok-connect-succeeded'] as const;

/** The inside of `<tiktok-ad-account-list>`. */
export class AdAccountListView implements ElementView {
  readonly styles = [fieldStyles, statusStyles, bannerStyles, tableStyles, dialogStyles, adAccountListStyles];
  readonly #host: ViewHost;
  readonly #removal: RemoveDialog;
  readonly #checking = new Set<string>();
  #accounts: readonly AdAccount[] | undefined;
  #connections: readonly Connection[] = [];
  #permissions: readonly string[] | undefined;
  #loadError: TikTokAdsError | undefined;
  #checkError: { error: TikTokAdsError; account: AdAccount } | undefined;
  #query = '';
  #shown = SHOWN_AT_ONCE;
  #isSlow = false;
  #loads = new AbortController();
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost) {
    this.#host = host;
    this.#removal = new RemoveDialog(host, (account) => this.#forget(account));
  }

  connected(): void {
    for (const name of EVENTS) document.addEventListener(name, this.#reload);
    if (this.#loads.signal.aborted) void this.refresh();
    else if (this.#accounts === undefined) this.#watchForSlowness();
  }

  disconnected(): void {
    for (const name of EVENTS) document.removeEventListener(name, this.#reload);
    clearTimeout(this.#slowTimer);
    this.#loads.abort();
  }

  clientChanged(): void {
    this.#accounts = undefined;
    this.#permissions = undefined;
    this.#loadError = undefined;
    this.#checkError = undefined;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#loads.abort();
    this.#loads = new AbortController();
    const { signal } = this.#loads;
    this.#watchForSlowness();
    try {
      const { permissions } = await client.session();
      if (signal.aborted) return;
      this.#permissions = permissions;
      if (permissions.includes('read')) {
        const [accounts, connections] = await Promise.all([
          client.listAll('listAdAccounts', { signal }),
          client.listAll('listConnections', { signal }),
        ]);
        this.#accounts = accounts;
        this.#connections = connections;
      }
      this.#loadError = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#loadError = this.#host.report(error);
    }
    if (signal.aborted) return;
    clearTimeout(this.#slowTimer);
    this.#isSlow = false;
    this.#host.update();
  }

  readonly #reload = (): void => void this.refresh();

  #watchForSlowness(): void {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = setTimeout(() => {
      this.#isSlow = this.#accounts === undefined;
      if (this.#isSlow) this.#host.announce(this.#host.labels.common.stillLoading);
      this.#host.update();
    }, SLOW_MS);
  }

  get #mayRead(): boolean {
    return this.#permissions?.includes('read') ?? true;
  }

  get #mayConnect(): boolean {
    return this.#permissions?.includes('connect') ?? true;
  }

  get #listed(): readonly AdAccount[] {
    return findByNameOrId(this.#accounts ?? [], this.#query);
  }

  #startConnecting(connection?: Connection): void {
    const connect = this.#host.find<ConnectStarter>('tiktok-connect-button');
    if (connect === null) return;
    connect.environment = connection?.environment ?? 'production';
    // What was pressed may be gone by then: the first import takes the empty state away.
    const focusAfter = () => this.#host.find<HTMLElement>('.panel__tools .btn, .empty .btn');
    connect.start({ focusAfter, ...(connection === undefined ? {} : { connectionId: connection.id }) });
  }

  /** Asks TikTok whether it still refuses; if so, goes on to the sign-in. */
  async #check(account: AdAccount): Promise<void> {
    const { advertiserId, connectionId, name } = account;
    const { client, labels } = this.#host;
    if (client === undefined || this.#checking.has(advertiserId)) return;
    this.#checking.add(advertiserId);
    this.#checkError = undefined;
    this.#host.update();
    try {
      const connection = await client.call('checkConnection', { params: { connectionId }, timeoutMs: 60_000 });
      await this.refresh();
      const isFine = connection.state === 'active' || connection.state === 'expiring';
      this.#host.announce(isFine ? labels.adAccountList.checkedConnected(name) : labels.adAccountList.checkedRefused);
      if (!isFine && this.#mayConnect) this.#startConnecting(connection);
    } catch (error) {
      const failure = this.#host.report(error);
      this.#checkError = failure && { error: failure, account };
    } finally {
      this.#checking.delete(advertiserId);
      this.#host.update();
    }
  }

  /** Takes a removed account out, and says where focus goes: the row that took its place, or the next thing to do. */
  #forget({ advertiserId }: AdAccount): () => HTMLElement | null {
    const index = this.#listed.findIndex((account) => account.advertiserId === advertiserId);
    this.#accounts = this.#accounts?.filter((account) => account.advertiserId !== advertiserId);
    this.#host.update();
    return () => {
      const next = this.#listed[Math.min(index, this.#listed.length - 1)];
      const bin = next && this.#host.find<HTMLElement>(`[data-remove="${next.advertiserId}"]`);
      return bin ?? this.#host.find<HTMLElement>('.empty .btn');
    };
  }

  #search(query: string): void {
    this.#query = query;
    this.#shown = SHOWN_AT_ONCE;
    this.#host.update();
    if (query.trim() !== '') this.#host.announce(this.#host.labels.adAccountList.found(this.#listed.length));
  }

  render(): TemplateResult {
    const words = this.#host.labels.adAccountList;
    const isBusy = this.#accounts === undefined && this.#loadError === undefined && this.#mayRead;
    return html`<section part="panel" class="panel ${this.#accounts?.length === 0 ? 'is-empty' : ''}" aria-label=${words.title} aria-busy=${isBusy ? 'true' : 'false'}>
        ${this.#renderHead(isBusy)}
        <tiktok-connect-button class="connect" without-trigger .client=${this.#host.element.client}></tiktok-connect-button>
        ${this.#renderContent()}
      </section>
      ${this.#removal.render((this.#accounts?.length ?? 1) - 1)}`;
  }

  #renderHead(isBusy: boolean): unknown {
    const words = this.#host.labels.adAccountList;
    const accounts = this.#accounts;
    if (isBusy) {
      return html`<header class="panel__head">
        <div class="panel__titles">
          <h3 class="title">${words.title}</h3>
          <p class="subtitle">${this.#isSlow ? this.#host.labels.common.stillLoading : words.loading}</p>
        </div>
      </header>`;
    }
    if (accounts === undefined || accounts.length === 0) return nothing;
    const signIns = new Set(accounts.map((account) => account.connectionId)).size;
    return html`<header class="panel__head">
      <div class="panel__titles">
        <h3 class="title">${words.title}<span class="count">${this.#host.format.number(accounts.length)}</span></h3>
        <p class="subtitle">${this.#mayConnect ? words.fromSignIns(signIns) : words.lookOnly}</p>
      </div>
      <div class="panel__tools">
        <label class="input input--search search">
          ${icon('search')}
          <input
            type="search"
            placeholder=${words.find}
            aria-label=${words.find}
            autocomplete="off"
            .value=${this.#query}
            @input=${(event: InputEvent) => this.#search((event.target as HTMLInputElement).value)}
          />
        </label>
        ${
          this.#mayConnect
            ? html`<button type="button" class="btn" @click=${() => this.#startConnecting()}>${icon('plus')}${words.connectAnother}</button>`
            : nothing
        }
      </div>
    </header>`;
  }

  #renderContent(): unknown {
    const words = this.#host.labels.adAccountList;
    const accounts = this.#accounts;
    if (!this.#mayRead || (accounts === undefined && this.#loadError?.code === 'permission_denied')) {
      return stateBlock({ mark: 'lock', title: words.noPermissionTitle, text: words.noPermission });
    }
    if (accounts === undefined)
      return this.#loadError === undefined ? renderWaitingRows() : this.#renderLoadError(this.#loadError);
    if (accounts.length === 0) {
      const connect = html`<button type="button" class="btn btn--primary" @click=${() => this.#startConnecting()}>${words.connect}</button>`;
      return stateBlock({
        mark: 'plug',
        title: words.emptyTitle,
        text: this.#mayConnect ? words.empty : words.lookOnly,
        actions: this.#mayConnect ? connect : undefined,
      });
    }
    return html`${this.#renderBanners()} ${this.#renderTable()}`;
  }

  #renderLoadError(error: TikTokAdsError): TemplateResult {
    const { labels } = this.#host;
    return stateBlock({
      mark: 'warning',
      title: labels.adAccountList.failedTitle,
      text: failureText(labels, error),
      actions: html`<button type="button" class="btn" @click=${() => this.#retry()}>${icon('refresh')}${labels.common.tryAgain}</button>`,
      more: this.#renderRequestId(error),
    });
  }

  #renderRequestId(error: Parameters<typeof requestIdLine>[1]): unknown {
    return requestIdLine(this.#host.labels, error, this.#host.copied, (text) => this.#host.copy(text));
  }

  #retry(): void {
    this.#loadError = undefined;
    this.#host.update();
    void this.refresh();
  }

  #renderBanners(): unknown {
    const words = this.#host.labels.adAccountList;
    const readOnly = this.#connections.filter((connection) => connection.state === 'read_only');
    const stale = this.#loadError;
    const check = this.#checkError;
    if (readOnly.length === 0 && stale === undefined && check === undefined) return nothing;
    return html`<div class="banners">
      ${stale === undefined ? nothing : this.#renderFailure(words.staleTitle, stale, () => void this.refresh())}
      ${check === undefined ? nothing : this.#renderFailure(words.checkFailed, check.error, () => void this.#check(check.account))}
      ${readOnly.map((connection) => this.#renderReadOnly(connection))}
    </div>`;
  }

  #renderFailure(title: string, error: TikTokAdsError, again: () => void): TemplateResult {
    const { labels } = this.#host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${title}</h4>
        <p>${failureText(labels, error)}</p>
      </div>
      <div class="actions"><button type="button" class="btn" @click=${again}>${icon('refresh')}${labels.common.tryAgain}</button></div>
      ${this.#renderRequestId(error)}
    </section>`;
  }

  #renderReadOnly(connection: Connection): TemplateResult {
    const words = this.#host.labels.adAccountList;
    const count = this.#accounts?.filter((account) => account.connectionId === connection.id).length ?? 0;
    const signIn = html`<div class="actions">
      <button type="button" class="btn btn--primary" @click=${() => this.#startConnecting(connection)}>${words.signInAgain}</button>
    </div>`;
    return html`<section class="banner banner--warning">
      ${icon('eye')}
      <div class="banner__text">
        <h4><bdi>${words.readOnlyTitle(connection.tiktokUser?.displayName ?? words.aSignIn)}</bdi></h4>
        <p>${words.readOnly(count)}</p>
      </div>
      ${this.#mayConnect ? signIn : nothing} ${connection.stateReason === null ? nothing : this.#renderRequestId(connection.stateReason)}
    </section>`;
  }

  #renderTable(): unknown {
    const { labels, format } = this.#host;
    const words = labels.adAccountList;
    const { columns } = words;
    const listed = this.#listed;
    if (listed.length === 0) {
      return stateBlock({
        mark: 'search',
        title: words.notFoundTitle,
        text: words.notFound(this.#query.trim()),
        actions: html`<button type="button" class="btn" @click=${() => this.#search('')}>${words.showAll}</button>`,
      });
    }
    const rows = listed.slice(0, this.#shown);
    const rest = listed.length - rows.length;
    const renderRow = (account: AdAccount, index: number) =>
      renderAccountRow(account, {
        index,
        labels,
        format,
        isChecking: this.#checking.has(account.advertiserId),
        check: this.#mayConnect ? () => void this.#check(account) : undefined,
        remove: this.#mayConnect ? () => this.#removal.open(account) : undefined,
      });
    return html`<div part="table" class="table" role="table" aria-label=${words.title} aria-rowcount=${listed.length + 1}>
        <div class="row row--head" role="row">
          <div data-cell="account" role="columnheader">${columns.account}</div>
          <div data-cell="status" role="columnheader">${columns.status}</div>
          <div data-cell="role" role="columnheader">${columns.role}</div>
          <div data-cell="currency" role="columnheader">${columns.currency}</div>
          <div data-cell="zone" role="columnheader">${columns.zone}</div>
          <div data-cell="remove" role="columnheader"><span class="visually-hidden">${columns.remove}</span></div>
        </div>
        ${repeat(rows, (account) => account.advertiserId, renderRow)}
      </div>
      ${rest === 0 ? nothing : this.#renderMore(rows.length, rest)}`;
  }

  #renderMore(shown: number, rest: number): TemplateResult {
    const words = this.#host.labels.adAccountList;
    const showMore = () => {
      this.#shown += SHOWN_AT_ONCE;
      this.#host.update();
    };
    return html`<div class="table__foot">
      <span>${words.showing(shown, shown + rest)}</span>
      <button type="button" class="btn btn--small" @click=${showMore}>${words.showMore(Math.min(rest, SHOWN_AT_ONCE))}</button>
    </div>`;
  }
}
