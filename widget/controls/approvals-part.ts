import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Approval } from '../../shared/approvals.ts';
import type { SessionView } from '../../shared/sessions.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { failureBanner, failureBlock } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { stateBlock } from '../element/state-block.ts';
import { ApprovalsModel } from './approvals-model.ts';
import { ConfirmDialog, DenyDialog } from './decide-dialogs.ts';
import { DecidedList, renderBones } from './decided-list.ts';
import { renderApproval } from './render-approval.ts';
import { riskOf } from './risk.ts';

/** The first part: what waits for a decision, and below it what was decided. */
export class ApprovalsPart {
  readonly model: ApprovalsModel;
  readonly #host: ViewHost;
  readonly #decided: DecidedList;
  readonly #deny: DenyDialog;
  readonly #confirm: ConfirmDialog;
  readonly #nameOf: (advertiserId: string | null) => string | null;

  /** @param nameOf an ad account's name, where it is known */
  constructor(
    host: ViewHost,
    session: () => SessionView | undefined,
    nameOf: (advertiserId: string | null) => string | null,
  ) {
    this.#host = host;
    this.#nameOf = nameOf;
    this.model = new ApprovalsModel(host, session);
    this.#decided = new DecidedList(host, this.model);
    this.#deny = new DenyDialog(this.model);
    this.#confirm = new ConfirmDialog(this.model);
  }

  stop(): void {
    this.model.stop();
    this.#decided.stop();
  }

  reset(): void {
    this.model.reset();
    this.#decided.reset();
    this.#deny.reset();
    this.#confirm.reset();
  }

  async load(isQuiet = false): Promise<void> {
    await Promise.all([this.model.load(isQuiet), this.#decided.load(isQuiet)]);
  }

  readonly #approve = (approval: Approval): void => {
    if (riskOf(approval) === null) void this.model.decide(approval, 'approve');
    else this.#confirm.open(approval);
  };

  /** From now on it stands among the decisions. */
  readonly #dismiss = (approval: Approval): void => {
    this.model.dismiss(approval);
    // Nobody asked for the list; what fails now is read with the next look.
    void this.#decided.load(true).catch(() => undefined);
  };

  /** @param isCalm something else has the filled button */
  render(clock: RelativeClock, isCalm = false): TemplateResult {
    const words = this.#host.labels.controls;
    const { isLoaded, failure, pendingCount, isSlow } = this.model;
    const isBusy = !isLoaded && failure === undefined;
    return html`<section part="panel" class="panel waiting" aria-label=${words.waiting} aria-busy=${isBusy ? 'true' : 'false'}>
      <header class="panel__head">
        <div class="panel__titles">
          <h3 class="title" tabindex="-1">
            ${words.waiting}${isLoaded && pendingCount > 0 ? html`<span class="visually-hidden">&nbsp;</span><span class="count">${this.#host.format.number(pendingCount)}</span>` : nothing}${isSlow ? html`<span class="count">${this.#host.labels.common.stillLoading}</span>` : nothing}
          </h3>
          <p class="subtitle">${words.waitingLead}</p>
        </div>
      </header>
      ${isBusy ? html`<ul class="list">${renderBones(2)}</ul>` : this.#renderCards(clock, isCalm)}
      ${isLoaded ? this.#decided.render(clock, this.#nameOf) : nothing}
    </section>`;
  }

  renderDialogs(): unknown {
    return html`${this.#deny.render()} ${this.#confirm.render()}`;
  }

  #renderCards(clock: RelativeClock, isCalm: boolean): unknown {
    const words = this.#host.labels.controls;
    const { model } = this;
    const again = () => void this.load();
    if (!model.isLoaded) {
      return model.failure === undefined
        ? nothing
        : html`<div role="alert">${failureBlock(this.#host, { title: words.waitingFailed, error: model.failure, again })}</div>`;
    }
    const first = model.cards.find(({ status, mayDecide }) => status === 'pending' && mayDecide);
    const left = Math.max(0, model.pendingCount - model.cards.filter(({ status }) => status === 'pending').length);
    return html`${
      model.failure === undefined
        ? nothing
        : html`<div class="panel__notice">${failureBanner(this.#host, { title: words.waitingFailed, error: model.failure, again })}</div>`
    }
    ${
      model.cards.length === 0
        ? stateBlock({ mark: 'check', title: words.waitingEmpty, text: words.waitingEmptyText })
        : html`<ul class="list" aria-label=${words.waiting}>
            ${repeat(
              model.cards,
              ({ id }) => id,
              (approval) =>
                renderApproval(this.#host, approval, {
                  model,
                  clock,
                  isFirst: approval === first && !isCalm,
                  approve: this.#approve,
                  deny: (one) => this.#deny.open(one),
                  dismiss: this.#dismiss,
                  nameOf: this.#nameOf,
                }),
            )}
          </ul>`
    }
    ${
      model.nextCursor === null || left === 0
        ? nothing
        : html`<div class="table__foot list__older">
            <button type="button" part="button" class="btn btn--small" aria-disabled=${model.isLoadingMore ? 'true' : nothing} @click=${() => void model.loadMore()}>
              ${words.waitingMore(left)}
            </button>
          </div>`
    }`;
  }
}
