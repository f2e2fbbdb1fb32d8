import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { RelativeClock } from '../controllers/relative-clock.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { ConnectStart } from './connect-start.ts';
import { DisconnectDialog } from './disconnect-dialog.ts';
import { CHECK_TIMEOUT_MS, type ListModel } from './list-model.ts';
import { renderSignIn, type SignInActions } from './render-sign-in.ts';
import { SeenMemory } from './seen-memory.ts';
import { inOrder, signInName, signInState } from './sign-in-look.ts';

/** Sign-ins that stand there without being asked for; those in trouble always do. */
const SHOWN = 3;

export interface SignInsOptions {
  /** Offers the form for pasted tokens, besides TikTok's window. */
  allowsToken: () => boolean;
  /** A banner above the list asks for it. */
  isAskedAbove: (connection: Connection) => boolean;
}

/** The sign-ins that the ad accounts hang on: a quiet line each, and a word with a way out where one is in trouble. */
export class SignIns {
  readonly #host: ViewHost;
  readonly #model: ListModel;
  readonly #options: SignInsOptions;
  readonly #clock: RelativeClock;
  readonly #connect: ConnectStart;
  readonly #dialog: DisconnectDialog;
  readonly #seen = new SeenMemory(() => localStorage);
  readonly #open = new Set<string>();
  readonly #checking = new Set<string>();
  readonly #failures = new Map<string, TikTokAdsError>();
  readonly #actions: SignInActions;
  #showsAll = false;

  constructor(host: ViewHost, model: ListModel, options: SignInsOptions) {
    this.#host = host;
    this.#model = model;
    this.#options = options;
    this.#clock = new RelativeClock(host.element, () => host.format);
    this.#connect = new ConnectStart(host, 'sign-ins', () => host.find('.sign-ins__title'));
    this.#dialog = new DisconnectDialog(host, (connection) => this.#forget(connection));
    this.#actions = {
      check: (connection) => void this.check(connection),
      signIn: (connection) => this.#connect.start(connection),
      choose: (connection) => this.#connect.choose(connection),
      disconnect: (connection) => this.#dialog.open(connection, this.#accountsOf(connection)),
      connect: () => this.#connect.start(),
      toggle: (connection) => this.#toggle(connection),
      dismissChange: (connection) => void this.#dismissChange(connection),
    };
  }

  /** Another session: nothing of the old one stays. */
  reset(): void {
    this.#open.clear();
    this.#checking.clear();
    this.#failures.clear();
    this.#showsAll = false;
    this.#dialog.reset();
  }

  #accountsOf({ id }: Connection): readonly AdAccount[] {
    return this.#model.accounts.filter(({ connectionId }) => connectionId === id);
  }

  #toggle({ id }: Connection): void {
    if (!this.#open.delete(id)) this.#open.add(id);
    this.#host.update();
  }

  async #dismissChange(connection: Connection): Promise<void> {
    this.#seen.add(changeKey(connection));
    this.#host.update();
    await this.#host.element.updateComplete;
    this.#host.find(`[data-manage='${connection.id}']`)?.focus();
  }

  /** Asks TikTok how the sign-in stands now, and says so; one that only reads is renewed if TikTok lets it. */
  async check({ id }: Connection): Promise<void> {
    const { client, labels } = this.#host;
    if (client === undefined || this.#checking.has(id)) return;
    const isOld = () => client !== this.#host.client;
    this.#checking.add(id);
    this.#failures.delete(id);
    this.#host.update();
    try {
      const fresh = await client.call('checkConnection', {
        params: { connectionId: id },
        timeoutMs: CHECK_TIMEOUT_MS,
      });
      if (isOld()) return;
      await this.#model.load();
      if (isOld()) return;
      const words = labels.signIns;
      this.#host.announce(words.checkedName(signInName(fresh, labels), words.states[signInState(fresh)]));
    } catch (cause) {
      if (isOld()) return;
      const error = this.#host.report(cause);
      if (error !== undefined) this.#failures.set(id, error);
    } finally {
      if (!isOld()) this.#checking.delete(id);
      this.#host.update();
    }
  }

  /** Takes a sign-in that is disconnected out of the page, and says where focus goes: the next one, or what is there instead. */
  #forget(connection: Connection): () => HTMLElement | null {
    const { troubled, calm } = inOrder(this.#model.connections);
    const before = [...troubled, ...calm];
    const at = before.findIndex(({ id }) => id === connection.id);
    const next = before[at + 1] ?? before[at - 1];
    this.#open.delete(connection.id);
    this.#model.forgetConnection(connection);
    return () => {
      const target =
        (next === undefined ? null : this.#host.find(`[data-manage='${next.id}']`)) ??
        this.#host.find('.sign-ins__title') ??
        this.#host.find('.empty h4');
      if (target?.matches('h3, h4') === true) target.setAttribute('tabindex', '-1');
      return target;
    };
  }

  /** The dialog that asks before a sign-in is disconnected. */
  renderDialog(): unknown {
    const { troubled, calm } = inOrder(this.#model.connections);
    return this.#dialog.render(troubled.length + calm.length - 1);
  }

  /** Nothing where there is no sign-in. */
  render(): unknown {
    const { troubled, calm } = inOrder(this.#model.connections);
    const count = troubled.length + calm.length;
    if (count === 0) return nothing;
    const { labels, format, element } = this.#host;
    const words = labels.signIns;
    const quiet = this.#showsAll ? calm : calm.slice(0, Math.max(0, SHOWN - troubled.length));
    const folded = calm.length - quiet.length;
    const toggleAll = () => {
      this.#showsAll = !this.#showsAll;
      this.#host.update();
    };
    const mayPaste = this.#options.allowsToken() && this.#model.mayConnect;
    return html`<section part="panel" class="panel sign-ins" aria-label=${words.title}>
      <header class="panel__head">
        <h3 class="title sign-ins__title">${words.title}<span class="visually-hidden">&nbsp;</span><span class="count">${format.number(count)}</span></h3>
        ${
          mayPaste
            ? html`<button type="button" part="button" class="btn btn--quiet btn--small" @click=${() => this.#connect.pasteToken()}>${words.pasteToken}</button>`
            : nothing
        }
      </header>
      <tiktok-connect-button
        class="connect"
        data-connect="sign-ins"
        exportparts="trigger, button, primary-button, icon-button, input, hint, notice, dialog, state"
        without-trigger
        .client=${element.client}
      ></tiktok-connect-button>
      <ul class="sign-ins__list">
        ${repeat(
          [...troubled, ...quiet],
          ({ id }) => id,
          (connection) => this.#renderOne(connection),
        )}
      </ul>
      ${
        folded > 0 || this.#showsAll
          ? html`<div class="sign-ins__foot">
              <button type="button" class="link" aria-expanded=${folded > 0 ? 'false' : 'true'} @click=${toggleAll}>
                ${folded > 0 ? words.more(folded) : words.less}
              </button>
            </div>`
          : nothing
      }
    </section>`;
  }

  #renderOne(connection: Connection): unknown {
    const { labels, format } = this.#host;
    const { id } = connection;
    const accounts = this.#accountsOf(connection);
    const { isPartial } = this.#model;
    return renderSignIn(connection, {
      host: this.#host,
      labels,
      format,
      relative: (iso) => this.#clock.relative(iso),
      now: Date.now(),
      // Of a list that is there in part only the server knows.
      used: isPartial ? connection.importedCount : accounts.length,
      unshared: isPartial ? 0 : accounts.filter(({ status }) => status === 'no_permission').length,
      isOpen: this.#open.has(id),
      isChecking: this.#checking.has(id),
      failure: this.#failures.get(id),
      isAskedAbove: this.#options.isAskedAbove(connection),
      showsChange: !this.#seen.has(changeKey(connection)),
      actions: this.#model.mayConnect ? this.#actions : undefined,
    });
  }
}

/** Of the last difference: a later one shows again. */
const changeKey = ({ id, advertiserChange }: Connection): string => `change:${id}:${advertiserChange?.at ?? ''}`;
