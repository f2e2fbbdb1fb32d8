import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import { keepFocusClear } from '../element/keep-focus-clear.ts';
import type { ElementView, ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import {
  bannerStyles,
  dialogStyles,
  fieldStyles,
  progressStyles,
  statusStyles,
  tableStyles,
} from '../styles/controls.ts';
import { accountCardStyles } from './account-card.styles.ts';
import { adAccountListStyles } from './ad-account-list.styles.ts';
import { AskDialog } from './ask-dialog.ts';
import { ConnectStart } from './connect-start.ts';
import { renderEmpty } from './render-empty.ts';
import { ListModel } from './list-model.ts';
import { ListTable } from './list-table.ts';
import { listStateStyles } from './list-states.styles.ts';
import { listToolStyles } from './list-tools.styles.ts';
import type { RemovalResult } from './removal.ts';
import { RemoveDialog } from './remove-dialog.ts';
import { askedAbove, renderBanners, renderLoadError } from './render-banners.ts';
import { renderHead, renderWaiting } from './render-head.ts';
import { SeenMemory } from './seen-memory.ts';
import { SignIns } from './sign-ins.ts';
import { signInStyles } from './sign-ins.styles.ts';
import { RemovalUndo } from './undo.ts';

/** As much of the element as its view uses. */
export interface TokenHolder {
  allowToken: boolean;
}

/** The inside of `<tiktok-ad-account-list>`. */
export class AdAccountListView implements ElementView {
  readonly styles = [
    fieldStyles,
    statusStyles,
    bannerStyles,
    tableStyles,
    dialogStyles,
    progressStyles,
    adAccountListStyles,
    listStateStyles,
    accountCardStyles,
    listToolStyles,
    signInStyles,
  ];
  readonly #host: ViewHost;
  readonly #model: ListModel;
  readonly #table: ListTable;
  readonly #removal: RemoveDialog;
  readonly #ask: AskDialog;
  readonly #undo: RemovalUndo;
  readonly #signIns: SignIns;
  readonly #connect: ConnectStart;
  readonly #holder: TokenHolder;
  /** Banners that were dismissed, until the tab is closed. */
  readonly #seen = new SeenMemory(() => sessionStorage);
  #showsAllBanners = false;
  /** Sign-ins that a banner asks for, so that nothing below repeats its button. */
  #asked: ReadonlySet<string> = new Set();

  constructor(host: ViewHost, holder: TokenHolder) {
    this.#host = host;
    this.#holder = holder;
    // What was pressed may be gone by then: the first import takes the empty state away.
    this.#connect = new ConnectStart(host, 'list', () => host.find('.connect-another, .empty .btn'));
    this.#model = new ListModel(host, () => this.#table.accountsChanged());
    this.#table = new ListTable(host, this.#model, {
      check: (account) => void this.#check(account),
      signIn: (account) => this.#connect.start(this.#connectionOf(account)),
      isAskedAbove: ({ connectionId }) => this.#asked.has(connectionId),
      ask: (account) => this.#ask.open(account, () => this.#connectionOf(account)?.tiktokUser?.displayName),
      remove: (accounts) => this.#removal.open(accounts),
      selecting: () => this.#undo.drop(),
    });
    this.#removal = new RemoveDialog(host, (result) => this.#forget(result));
    this.#ask = new AskDialog(host);
    this.#undo = new RemovalUndo(host);
    this.#signIns = new SignIns(host, this.#model, {
      allowsToken: () => holder.allowToken,
      isAskedAbove: ({ id }) => this.#asked.has(id),
    });
    keepFocusClear(host, '.bar');
  }

  connected(): void {
    this.#model.connected();
  }

  disconnected(): void {
    this.#table.disconnected();
    this.#undo.drop();
    this.#model.disconnected();
  }

  clientChanged(): void {
    this.#table.reset();
    this.#removal.reset();
    this.#ask.close();
    this.#undo.drop();
    this.#signIns.reset();
    this.#model.reset();
  }

  refresh(): Promise<void> {
    return this.#model.load();
  }

  #connectionOf(account: AdAccount): Connection | undefined {
    return this.#model.connections.find(({ id }) => id === account.connectionId);
  }

  async #check(account: AdAccount): Promise<void> {
    const refused = await this.#model.check(account);
    if (refused !== undefined && this.#model.mayConnect) this.#connect.start(refused);
  }

  /** Takes removed accounts out, and says where focus goes: the row that took its place, or what is there instead. */
  #forget(result: RemovalResult): () => HTMLElement | null {
    const [first] = result.removed;
    const at = this.#table.listed.findIndex((account) => account === first);
    this.#model.forget(result.removed);
    this.#undo.offer(result);
    return () => {
      const { listed } = this.#table;
      const next = listed[Math.min(Math.max(0, at), listed.length - 1)];
      const bin = next && this.#host.find(`[data-remove="${next.advertiserId}"]`);
      if (bin !== null && bin !== undefined) return bin;
      const title = this.#host.find(this.#model.accounts.length === 0 ? '.empty h4' : '.title');
      title?.setAttribute('tabindex', '-1');
      return title;
    };
  }

  render(): TemplateResult {
    const words = this.#host.labels.adAccountList;
    this.#asked = askedAbove({ model: this.#model, seen: this.#seen, showsAll: this.#showsAllBanners });
    const { index, loadError, mayRead, accounts } = this.#model;
    const isBusy = index === undefined && loadError === undefined && mayRead;
    const isEmpty = index?.accounts.length === 0;
    return html`<section
        part="panel"
        class="panel ${isEmpty ? 'is-empty' : ''}"
        aria-label=${words.title}
        aria-busy=${isBusy ? 'true' : 'false'}
      >
        ${mayRead && index !== undefined && !isEmpty ? this.#renderHead() : nothing}
        <tiktok-connect-button
          class="connect"
          data-connect="list"
          exportparts="trigger, button, primary-button, icon-button, input, hint, notice, dialog, state"
          without-trigger
          .client=${this.#host.element.client}
        ></tiktok-connect-button>
        ${isBusy ? this.#renderWaiting() : this.#renderContent()}
      </section>
      ${mayRead && index !== undefined ? this.#signIns.render() : nothing} ${this.#removal.render(accounts.length - 1)}
      ${this.#ask.render()} ${this.#signIns.renderDialog()}`;
  }

  #renderWaiting(): TemplateResult {
    const { labels } = this.#host;
    return renderWaiting(labels, this.#model.isSlow ? labels.common.stillLoading : labels.adAccountList.loading);
  }

  #renderHead(): TemplateResult {
    const { labels, format } = this.#host;
    const model = this.#model;
    const { accounts, checkingAll, mayConnect } = model;
    return renderHead({
      labels,
      format,
      count: accounts.length,
      subtitle: this.#subtitle,
      text: this.#table.text,
      search: (text) => this.#table.search(text),
      willSearch: () => model.index?.warm(),
      connect: mayConnect ? () => this.#connect.start() : undefined,
      checkAll: mayConnect && !model.isPartial ? () => void model.checkAll() : undefined,
      isCheckingAll: checkingAll !== undefined,
    });
  }

  get #subtitle(): string {
    const words = this.#host.labels.adAccountList;
    const { accounts, checkingAll, isPartial, loadError, mayConnect } = this.#model;
    if (isPartial)
      return loadError === undefined ? words.loadedSoFar(accounts.length) : words.firstOnly(accounts.length);
    if (checkingAll !== undefined) return words.checkingAll(checkingAll.done, checkingAll.all);
    return mayConnect ? words.fromSignIns(new Set(accounts.map((each) => each.connectionId)).size) : words.lookOnly;
  }

  #renderContent(): unknown {
    const host = this.#host;
    const words = host.labels.adAccountList;
    const model = this.#model;
    const { index, loadError } = model;
    if (!model.mayRead || (index === undefined && loadError?.code === 'permission_denied')) {
      return stateBlock({ mark: 'lock', title: words.noPermissionTitle, text: words.noPermission });
    }
    if (index === undefined)
      return loadError === undefined ? nothing : renderLoadError(host, loadError, () => model.retry());
    const bar = this.#table.isSelecting ? this.#table.renderSelectionBar() : this.#undo.render();
    return html`${this.#renderBanners()}
      ${index.accounts.length === 0 ? this.#renderEmpty() : this.#table.render()} ${bar}`;
  }

  #renderBanners(): unknown {
    return renderBanners({
      host: this.#host,
      model: this.#model,
      undo: this.#undo,
      showsAll: this.#showsAllBanners,
      showAll: () => {
        this.#showsAllBanners = true;
        this.#host.update();
      },
      seen: this.#seen,
      signIn: (connection) => this.#connect.start(connection),
      check: (connection) => this.#signIns.check(connection),
    });
  }

  #renderEmpty(): TemplateResult {
    const { mayConnect, connections } = this.#model;
    return renderEmpty({
      labels: this.#host.labels,
      connections,
      mayConnect,
      allowsToken: this.#holder.allowToken,
      connect: this.#connect,
    });
  }
}
