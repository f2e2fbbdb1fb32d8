import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { Combobox } from '../controllers/combobox.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { failureBanner, failureBlock } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import type { AccountBook } from './account-book.ts';
import { CapDialog } from './cap-dialog.ts';
import { CapRemoval } from './cap-removal.ts';
import { CapsModel } from './caps-model.ts';
import { renderBones } from './decided-list.ts';
import { renderCap } from './render-cap.ts';

/** The third part: what the budgets of an ad account, or of one campaign, may add up to. */
export class CapsPart {
  readonly model: CapsModel;
  readonly #host: ViewHost;
  readonly #book: AccountBook;
  readonly #dialog: CapDialog;
  readonly #removal: CapRemoval;
  readonly #mayChange: () => boolean;
  readonly #combobox: Combobox<AdAccount>;

  constructor(host: ViewHost, book: AccountBook, mayChange: () => boolean) {
    this.#host = host;
    this.#book = book;
    this.#mayChange = mayChange;
    this.model = new CapsModel(host, book);
    this.#dialog = new CapDialog(this.model);
    this.#removal = new CapRemoval(this.model);
    const words = () => host.labels.controls;
    this.#combobox = new Combobox<AdAccount>(host, {
      key: ({ advertiserId }) => advertiserId,
      text: ({ name }) => name,
      detail: ({ advertiserId }) => advertiserId,
      aside: ({ currency }) => currency ?? '',
      placeholder: () => words().capsPlaceholder,
      list: () => words().capsList,
      count: (found, all) => words().accountCount(found, all),
      none: (typed) => words().accountNone(typed),
    });
  }

  stop(): void {
    this.model.stop();
  }

  reset(): void {
    this.model.reset();
    this.#dialog.reset();
    this.#removal.reset();
  }

  load(): Promise<void> {
    return this.model.load();
  }

  accountsChanged(): void {
    this.#combobox.setItems(this.#book.accounts ?? []);
    this.model.accountsChanged();
  }

  readonly #add = (): void => {
    const { advertiserId, currency, accountName } = this.model;
    if (advertiserId !== null)
      this.#dialog.open({ advertiserId, accountName, currency: currency ?? '', cap: undefined });
  };

  render(clock: RelativeClock): TemplateResult {
    const words = this.#host.labels.controls;
    const { model } = this;
    const { accounts, failure: accountsFailure } = this.#book;
    const hasAccounts = accounts !== undefined && accounts.length > 0;
    const isBusy =
      accounts === undefined
        ? accountsFailure === undefined
        : hasAccounts && !model.isLoaded && model.failure === undefined;
    return html`<section part="panel" class="panel caps" aria-label=${words.caps} aria-busy=${isBusy ? 'true' : 'false'}>
      <header class="panel__head caps__head">
        <div class="panel__titles">
          <h3 class="title" tabindex="-1">${words.caps}${model.isSlow ? html`<span class="count">${this.#host.labels.common.stillLoading}</span>` : nothing}</h3>
          <p class="subtitle">${words.capsLead}</p>
        </div>
        ${
          hasAccounts
            ? html`<div class="scope">
                <span class="field__label" aria-hidden="true">${words.capsFor}</span>
                ${this.#combobox.render({
                  opener: 'caps-account',
                  label: words.capsFor,
                  chosen: model.advertiserId,
                  choose: (account) => model.choose(account?.advertiserId ?? null),
                })}
              </div>`
            : nothing
        }
      </header>
      ${isBusy ? html`<ul class="list">${renderBones(2)}</ul>` : this.#renderContent(clock)} ${this.#removal.renderUndo()}
    </section>`;
  }

  renderDialogs(): unknown {
    return html`${this.#dialog.render()} ${this.#removal.render()} ${this.#combobox.renderSheet()}`;
  }

  #renderContent(clock: RelativeClock): unknown {
    const words = this.#host.labels.controls;
    const { model } = this;
    const { accounts, failure: accountsFailure } = this.#book;
    const failed = (title: string, error: NonNullable<typeof accountsFailure>, again: () => void) =>
      html`<div role="alert">${failureBlock(this.#host, { title, error, again })}</div>`;
    if (accounts === undefined)
      return accountsFailure === undefined
        ? nothing
        : failed(words.accountsFailed, accountsFailure, () => void this.#book.load());
    if (accounts.length === 0)
      return stateBlock({ mark: 'plug', title: words.capsNoAccounts, text: words.capsNoAccountsText });
    const again = () => void model.load();
    if (!model.isLoaded) return model.failure === undefined ? nothing : failed(words.capsFailed, model.failure, again);
    const banner =
      model.failure === undefined
        ? nothing
        : html`<div class="panel__notice">${failureBanner(this.#host, { title: words.capsFailed, error: model.failure, again })}</div>`;
    const add = html`<button type="button" part="button" class="btn" @click=${this.#add}>${icon('plus')}${words.capsAdd}</button>`;
    if (model.items.length === 0) {
      return html`${banner}
      ${stateBlock({ mark: 'shield', title: words.capsEmpty, text: words.capsEmptyText, actions: this.#mayChange() ? add : undefined })}`;
    }
    return html`${banner}
      <ul class="list" aria-label=${words.caps}>
        ${repeat(
          model.items,
          ({ id }) => id,
          (cap) =>
            renderCap(this.#host, cap, {
              model,
              clock,
              mayChange: this.#mayChange(),
              edit: (one) =>
                this.#dialog.open({
                  advertiserId: one.advertiserId,
                  accountName: model.accountName,
                  currency: one.currency,
                  cap: one,
                }),
              remove: (one) => this.#removal.open(one),
            }),
        )}
      </ul>
      ${this.#mayChange() ? html`<div class="table__foot caps__foot">${add}</div>` : nothing}`;
  }
}
