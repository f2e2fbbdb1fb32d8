import { html, nothing, type TemplateResult } from 'lit';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { failureBanner, failureBlock } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { AccountBook } from './account-book.ts';
import { LeaveDialog } from './leave-dialog.ts';
import { renderRulesConflict } from './render-rules-conflict.ts';
import { renderRulesTable, renderRulesWaiting } from './render-rules-table.ts';
import { renderReadOnly } from './render-read-only.ts';
import { renderSaveBar } from './render-save-bar.ts';
import { countDecisions } from './rule-changes.ts';
import { RulesModel } from './rules-model.ts';
import { ScopePicker } from './scope-picker.ts';

/** The second part: who may do what, in the workspace or in one ad account. */
export class RulesPart {
  readonly model: RulesModel;
  readonly #host: ViewHost;
  readonly #book: AccountBook;
  readonly #picker: ScopePicker;
  readonly #leave: LeaveDialog;
  readonly #mayChange: () => boolean;
  readonly #isAgent: () => boolean;
  #known = '';

  constructor(host: ViewHost, book: AccountBook, mayChange: () => boolean, isAgent: () => boolean) {
    this.#host = host;
    this.#book = book;
    this.#mayChange = mayChange;
    this.#isAgent = isAgent;
    this.model = new RulesModel(host);
    this.#picker = new ScopePicker(host);
    this.#leave = new LeaveDialog(host);
  }

  stop(): void {
    this.model.stop();
  }

  reset(): void {
    this.model.reset();
    this.#leave.reset();
  }

  load(): Promise<void> {
    return this.model.load();
  }

  updated(): void {
    this.model.updated();
    const { accounts } = this.#book;
    // What is searched in is in the language of the list: another one makes it anew.
    const known = `${accounts?.length ?? -1} ${this.model.withRules.join()} ${this.#host.labels.controls.rulesWorkspace}`;
    if (known === this.#known) return;
    this.#known = known;
    this.#picker.setItems(accounts ?? [], this.model.withRules);
  }

  get #scopeName(): string | null {
    const { scope } = this.model;
    return this.#book.of(scope)?.name ?? scope;
  }

  readonly #choose = (scope: string | null): void => {
    const go = () => this.model.go(scope);
    if (this.model.isDirty) this.#leave.open({ changes: this.model.changes, name: this.#scopeName, go });
    else go();
  };

  /** @param clock of the whole element */
  render(clock: RelativeClock): TemplateResult {
    const { model } = this;
    const words = this.#host.labels.controls;
    const isBusy = !model.isLoaded && model.failure === undefined;
    return html`<section part="panel" class="panel rules" aria-label=${words.rules} aria-busy=${isBusy ? 'true' : 'false'}>
      <header class="panel__head rules__head">
        <div class="panel__titles">
          <h3 class="title">${words.rules}${model.isSlow ? html`<span class="count">${this.#host.labels.common.stillLoading}</span>` : nothing}</h3>
          <p class="subtitle">${model.isLoaded ? this.#renderSummary() : words.rulesLead}</p>
        </div>
        <div class="scope">
          <span class="field__label" aria-hidden="true">${words.rulesFor}</span>
          ${this.#picker.combobox.render(this.#picker.field(model.scope, this.#choose))}
        </div>
      </header>
      ${model.isLoaded && !this.#mayChange() ? renderReadOnly(words, this.#isAgent()) : nothing}
      ${isBusy ? renderRulesWaiting(this.#host) : this.#renderContent(clock)}
    </section>`;
  }

  renderDialogs(): unknown {
    return html`${this.#leave.render()} ${this.#picker.combobox.renderSheet()}`;
  }

  #renderSummary(): string {
    const { rules } = this.model;
    return this.#host.labels.controls.summary({
      person: countDecisions(rules, 'person'),
      automation: countDecisions(rules, 'automation'),
      agent: countDecisions(rules, 'agent'),
    });
  }

  #renderContent(clock: RelativeClock): unknown {
    const { model } = this;
    const words = this.#host.labels.controls;
    const again = () => void model.load();
    const { failure } = model;
    if (!model.isLoaded) {
      return failure === undefined
        ? nothing
        : html`<div role="alert">${failureBlock(this.#host, { title: words.rulesFailed, error: failure, again })}</div>`;
    }
    const { conflict } = model.saving;
    return html`${
      failure === undefined
        ? nothing
        : html`<div class="panel__notice">${failureBanner(this.#host, { title: words.rulesFailed, error: failure, again })}</div>`
    }
    ${conflict === null ? nothing : renderRulesConflict(this.#host, model, conflict)}
    ${renderRulesTable(this.#host, model, this.#mayChange())} ${this.#renderFoot(clock)}
    ${renderSaveBar(this.#host, model)}`;
  }

  #renderFoot(clock: RelativeClock): unknown {
    const { model } = this;
    const words = this.#host.labels.controls;
    const hasOwn = Object.keys(model.draft).length > 0;
    const mayClear = hasOwn && this.#mayChange() && model.saving.conflict === null;
    return html`<div class="table__foot rules__foot">
      ${
        this.#mayChange()
          ? html`<span class="key"><span class="key__mark" aria-hidden="true"></span>${words.inheritedKey[model.scope === null ? 'default' : 'workspace']}</span>`
          : nothing
      }
      ${model.updatedAt === null ? nothing : html`<span>${words.rulesChanged(clock.relative(model.updatedAt), model.updatedBy)}</span>`}
      ${
        mayClear
          ? html`<button type="button" part="button" class="btn btn--quiet btn--small rules__clear" @click=${model.clear}>
              ${model.scope === null ? words.resetDefault : words.resetAll}
            </button>`
          : nothing
      }
    </div>`;
  }
}
