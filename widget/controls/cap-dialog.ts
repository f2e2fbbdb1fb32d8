import { html, nothing, type TemplateResult } from 'lit';
import type { SpendCap } from '../../shared/spend-caps.ts';
import { ActionDialog } from '../element/action-dialog.ts';
import type { DialogContent } from '../element/dialog.ts';
import type { CapsModel } from './caps-model.ts';
import { asTyped, decimalsOf, moneyOf, readAmount } from './money.ts';

type FieldName = 'campaign' | 'daily' | 'lifetime';
const FIELD_IDS: Readonly<Record<FieldName, string>> = {
  campaign: 'cap-campaign',
  daily: 'cap-daily',
  lifetime: 'cap-lifetime',
};

interface Subject {
  readonly advertiserId: string;
  readonly accountName: string;
  readonly currency: string;
  /** Undefined for a new one. */
  readonly cap: SpendCap | undefined;
}

/** What may be spent at most, in the whole ad account or one campaign. What is wrong stands beside its field. */
export class CapDialog extends ActionDialog<Subject> {
  readonly #model: CapsModel;
  #isCampaign = false;
  #campaignId = '';
  #daily = '';
  #lifetime = '';
  #showsFaults = false;

  constructor(model: CapsModel) {
    super(model.host);
    this.#model = model;
  }

  protected override get failedTitle(): string {
    return this.host.labels.controls.capSaveFailed;
  }

  protected override opened({ cap, currency }: Subject): void {
    this.#isCampaign = cap !== undefined ? cap.campaignId !== null : this.#model.capOf(null) !== undefined;
    this.#campaignId = cap?.campaignId ?? '';
    this.#daily = asTyped(cap?.daily ?? null, currency);
    this.#lifetime = asTyped(cap?.lifetime ?? null, currency);
    this.#showsFaults = false;
  }

  /** What is wrong with each field, in words. */
  #faults({ cap, currency }: Subject): Partial<Record<FieldName, string>> {
    const words = this.host.labels.controls;
    const faults: Partial<Record<FieldName, string>> = {};
    if (cap === undefined) {
      const id = this.#campaignId.trim();
      if (this.#isCampaign && !/^\d{5,30}$/.test(id)) faults.campaign = words.capCampaignMissing;
      else if (this.#model.capOf(this.#isCampaign ? id : null) !== undefined)
        faults.campaign = this.#isCampaign ? words.capTakenCampaign : words.capTakenAccount;
    }
    const [daily, lifetime] = [readAmount(this.#daily, currency), readAmount(this.#lifetime, currency)];
    const example = moneyOf(this.host.format, '1250.5', currency).replace(/ \w+$/, '');
    const said = {
      wrong: words.capAmountWrong(example),
      decimals: words.capAmountDecimals(currency, decimalsOf(currency)),
      zero: words.capAmountZero,
    };
    if ('fault' in daily) faults.daily = said[daily.fault];
    if ('fault' in lifetime) faults.lifetime = said[lifetime.fault];
    if ('fault' in daily || 'fault' in lifetime) return faults;
    if (daily.amount === null && lifetime.amount === null) faults.daily = words.capAmountMissing;
    else if (daily.amount !== null && lifetime.amount !== null && Number(lifetime.amount) < Number(daily.amount))
      faults.lifetime = words.capAmountBelow;
    return faults;
  }

  /** What the server said about a field. */
  #refusal(field: FieldName): string | undefined {
    const paths = { campaign: 'campaignId', daily: 'daily', lifetime: 'lifetime' } as const;
    const message = this.error?.errors.find(({ path }) => path.endsWith(paths[field]))?.message;
    return message !== undefined && field === 'campaign' ? this.host.labels.controls.capCampaignUnknown : message;
  }

  async #save(subject: Subject): Promise<void> {
    const faults = this.#faults(subject);
    const [first] = Object.keys(faults) as FieldName[];
    if (first !== undefined) {
      this.#showsFaults = true;
      this.host.update();
      return this.focusSoon(`#${FIELD_IDS[first]}`);
    }
    const { advertiserId, currency, cap } = subject;
    const amountOf = (typed: string) => {
      const read = readAmount(typed, currency);
      return 'amount' in read ? read.amount : null;
    };
    const campaignId = cap === undefined ? (this.#isCampaign ? this.#campaignId.trim() : null) : cap.campaignId;
    const body = { advertiserId, campaignId, daily: amountOf(this.#daily), lifetime: amountOf(this.#lifetime) };
    const done = await this.run(() => this.#model.put(body));
    if (!done.isDone) return;
    const { labels } = this.host;
    const id = done.answer?.id;
    this.dialog.close(() => (id === undefined ? null : this.host.find(`[data-cap='${id}'] .cap__title`)));
    this.host.announce(labels.controls.capSaved);
  }

  protected override content(subject: Subject): DialogContent {
    const words = this.host.labels.controls;
    const { cap, accountName } = subject;
    const faults = this.#showsFaults ? this.#faults(subject) : {};
    const faultOf = (field: FieldName) => faults[field] ?? this.#refusal(field);
    return {
      small: true,
      title: cap === undefined ? words.capAddTitle : words.capEditTitle,
      caption: html`<bdi>${cap?.campaignName ?? accountName}</bdi>`,
      body: html`${this.renderError()}
        <form
          id="cap-form"
          class="cap-form"
          novalidate
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.#save(subject);
          }}
        >
          ${cap === undefined ? this.#renderTarget(faultOf('campaign')) : nothing}
          ${this.#renderAmount('daily', words.capDailyLabel, this.#daily, subject, faultOf('daily'), (text) => (this.#daily = text))}
          ${this.#renderAmount('lifetime', words.capLifetimeLabel, this.#lifetime, subject, faultOf('lifetime'), (text) => (this.#lifetime = text))}
        </form>`,
      foot: html`<button type="button" part="button" class="btn" @click=${this.close}>${this.host.labels.common.cancel}</button>
        <button type="submit" form="cap-form" part="button primary-button" class="btn btn--primary" aria-disabled=${this.isBusy ? 'true' : nothing}>
          ${this.isBusy ? words.capSaving : words.capSave}
        </button>`,
    };
  }

  #renderTarget(fault: string | undefined): TemplateResult {
    const words = this.host.labels.controls;
    const radio = (isCampaign: boolean, text: string) => html`<label class="pick-line">
      <input
        type="radio"
        class="dot"
        name="cap-target"
        id=${!isCampaign && !this.#isCampaign ? FIELD_IDS.campaign : nothing}
        .checked=${this.#isCampaign === isCampaign}
        @change=${() => {
          this.#isCampaign = isCampaign;
          this.host.update();
        }}
      />
      <span>${text}</span>
    </label>`;
    return html`<fieldset class="field">
      <legend class="field__label">${words.capTarget}</legend>
      ${radio(false, words.capTargetAccount)} ${radio(true, words.capTargetCampaign)}
      ${
        this.#isCampaign
          ? html`<div class="field cap-form__inner">
              <label class="field__label" for=${FIELD_IDS.campaign}>${words.capCampaignId}</label>
              <div part="input" class="input">
                <input
                  id=${FIELD_IDS.campaign}
                  class="mono"
                  type="text"
                  dir="ltr"
                  inputmode="numeric"
                  autocomplete="off"
                  spellcheck="false"
                  aria-invalid=${fault === undefined ? nothing : 'true'}
                  aria-describedby="cap-campaign-hint"
                  .value=${this.#campaignId}
                  @input=${(event: InputEvent) => {
                    this.#campaignId = (event.target as HTMLInputElement).value;
                    this.host.update();
                  }}
                />
              </div>
              ${renderHint('cap-campaign-hint', fault, words.capCampaignHint)}
            </div>`
          : fault === undefined
            ? nothing
            : renderHint('cap-campaign-hint', fault, '')
      }
    </fieldset>`;
  }

  #renderAmount(
    field: 'daily' | 'lifetime',
    label: string,
    value: string,
    { currency, cap }: Subject,
    fault: string | undefined,
    take: (text: string) => void,
  ): TemplateResult {
    const id = FIELD_IDS[field];
    return html`<div class="field">
      <label class="field__label" for=${id}>${label}</label>
      <div part="input" class="input">
        <input
          id=${id}
          class="num"
          type="text"
          dir="ltr"
          inputmode="decimal"
          autocomplete="off"
          ?autofocus=${field === 'daily' && cap !== undefined}
          aria-invalid=${fault === undefined ? nothing : 'true'}
          aria-describedby="${id}-hint"
          .value=${value}
          @input=${(event: InputEvent) => {
            take((event.target as HTMLInputElement).value);
            this.host.update();
          }}
        />
        <span class="cap-form__currency" aria-hidden="true">${currency}</span>
      </div>
      ${renderHint(`${id}-hint`, fault, this.host.labels.controls.capAmountHint)}
    </div>`;
  }
}

const renderHint = (id: string, fault: string | undefined, hint: string): TemplateResult =>
  html`<p id=${id} class=${fault === undefined ? 'field__hint' : 'field__error'} role=${fault === undefined ? nothing : 'alert'}>${fault ?? hint}</p>`;
