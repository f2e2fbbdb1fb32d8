import { html, nothing } from 'lit';
import type { Approval } from '../../shared/approvals.ts';
import { ActionDialog } from '../element/action-dialog.ts';
import type { DialogContent } from '../element/dialog.ts';
import { requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { type ApprovalsModel, cardSelector } from './approvals-model.ts';
import { titleOf, undecidedText } from './approval-words.ts';
import { saidOf } from './call-said.ts';
import { moneyOf } from './money.ts';
import { type Risk, riskOf } from './risk.ts';

const MOST_NOTE = 500;
/** Others are inside of them, and go with them. */
const HOLDERS: readonly string[] = ['campaign', 'adgroup', 'smart_plus'];

/** Sends a decision out of a dialog. The card says what came of it; a failure stays in the dialog. */
abstract class DecideDialog extends ActionDialog<Approval> {
  protected readonly model: ApprovalsModel;
  protected abstract readonly deed: 'approve' | 'deny';

  constructor(model: ApprovalsModel) {
    super(model.host);
    this.model = model;
  }

  protected override get failedTitle(): string {
    return this.host.labels.controls.decideFailed[this.deed];
  }

  protected override renderError(): unknown {
    const { error } = this;
    if (error === undefined) return nothing;
    const { labels, copied } = this.host;
    return html`<section class="banner banner--danger" role="alert">
      ${icon('stop')}
      <div class="banner__text">
        <h4>${this.failedTitle}</h4>
        <p>${undecidedText(labels, error)}</p>
      </div>
      ${requestIdLine(labels, error, copied, (text) => this.host.copy(text))}
    </section>`;
  }

  protected async decide(approval: Approval, note?: string): Promise<void> {
    const done = await this.run(() => this.model.send(approval, this.deed, note));
    if (!done.isDone) return;
    this.dialog.close(() => this.host.find(`${cardSelector(approval.id)} .ask__title`));
  }
}

/** Asks what to say to whoever asked. */
export class DenyDialog extends DecideDialog {
  protected override readonly deed = 'deny';
  #note = '';

  protected override opened(): void {
    this.#note = '';
  }

  protected override content(approval: Approval): DialogContent {
    const words = this.host.labels.controls;
    return {
      small: true,
      title: words.denyTitle,
      caption: titleOf(approval, this.host, this.model.you),
      body: html`${this.renderError()}
        <p class="small">${words.denyText}</p>
        <form
          id="deny-form"
          class="field"
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.decide(approval, this.#note.trim());
          }}
        >
          <div class="field__label">
            <label for="deny-note">${words.noteLabel}<span class="count">${words.noteOptional}</span></label>
            <span class="caption num">${words.noteLength(this.#note.trim().length, MOST_NOTE)}</span>
          </div>
          <div part="input" class="input input--area">
            <textarea
              id="deny-note"
              dir="auto"
              rows="3"
              autofocus
              maxlength=${MOST_NOTE}
              aria-describedby="deny-hint"
              .value=${this.#note}
              @input=${(event: InputEvent) => {
                this.#note = (event.target as HTMLTextAreaElement).value;
                this.host.update();
              }}
            ></textarea>
          </div>
          <p id="deny-hint" class="field__hint">${words.noteHint}</p>
        </form>`,
      foot: html`<button type="button" part="button" class="btn" @click=${this.close}>${words.keepWaiting}</button>
        <button type="submit" form="deny-form" part="button primary-button" class="btn btn--primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
          ${this.isBusy ? words.denying : words.deny}
        </button>`,
    };
  }
}

/** Says what cannot be taken back, or will spend, before it is approved. */
export class ConfirmDialog extends DecideDialog {
  protected override readonly deed = 'approve';

  protected override content(approval: Approval): DialogContent {
    const { labels } = this.host;
    const words = labels.controls;
    const risk = riskOf(approval) ?? { kind: 'budget', isNew: false, budget: null, isOneOfSeveral: false };
    return {
      small: true,
      title: words.confirmTitle[risk.kind],
      caption: titleOf(approval, this.host, this.model.you),
      body: html`${this.renderError()}
        <ul class="bullets">${this.#consequences(approval, risk)}</ul>`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${words.keepWaiting}</button>
        <button
          type="button"
          part=${risk.kind === 'remove' ? 'button danger-button' : 'button primary-button'}
          class="btn ${risk.kind === 'remove' ? 'btn--danger' : 'btn--primary'}"
          aria-disabled=${this.isBusy ? 'true' : nothing}
          @click=${() => void this.decide(approval)}
        >
          ${this.isBusy ? words.approving : words.confirmDo[risk.kind]}
        </button>`,
    };
  }

  #consequences(approval: Approval, { kind, isNew, budget, isOneOfSeveral }: Risk): unknown {
    const { labels, format } = this.host;
    const { consequences: says, perDay, inAll } = labels.controls;
    const what = labels.calls.thing(saidOf(approval, format));
    const sum = budget === null ? null : moneyOf(format, budget.amount, approval.currency);
    const paced = sum === null ? null : budget?.per === 'day' ? perDay(sum) : budget?.per === 'all' ? inAll(sum) : sum;
    const money =
      paced === null
        ? nothing
        : html`<li>${icon('warning')}<span>${isOneOfSeveral ? says.budgets(paced) : isNew ? says.spend(paced) : says.budget(paced)}</span></li>`;
    const { kind: thing } = approval.subject;
    const inside = HOLDERS.includes(thing) ? says.removeInside : thing === 'ad' ? says.removeReports : null;
    const caps = html`<li>${icon('shield')}<span>${says.check}</span></li>`;
    switch (kind) {
      case 'remove':
        return html`<li>${icon('bin')}<span>${says.remove(what)}</span></li>${inside === null ? nothing : html`<li>${icon(inside === says.removeInside ? 'pause' : 'check')}<span>${inside}</span></li>`}`;
      case 'resume':
        return html`<li>${icon('arrow')}<span>${isNew ? says.begins(what) : says.resume(what)}</span></li>${money}${caps}`;
      case 'budget':
        return html`${money}${caps}`;
    }
  }
}
