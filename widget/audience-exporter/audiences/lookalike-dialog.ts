import { html, nothing, type TemplateResult } from 'lit';
import type { Audience, CreateLookalike, Location } from '../../../shared/audiences.ts';
import { MAX_NAME_LENGTH } from '../audience-rules.ts';
import type { TikTokAdsError } from '../../client/errors.ts';
import type { DialogContent } from '../../element/dialog.ts';
import { failureBanner } from '../../element/failure.ts';
import { fold } from '../../element/find.ts';
import { icon } from '../../element/icons.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { ActionDialog } from '../../element/action-dialog.ts';

const SIZES = ['NARROW', 'BALANCED', 'BROAD'] as const;
/** TikTok: the source needs as many people. */
const LOOKALIKE_SOURCE = 100;

export interface LookalikeSubject {
  audience: Audience;
  advertiserId: string;
  /** Alpha-2 of the ad account's own country, which is proposed; null when TikTok does not say. */
  country: string | null;
}

/** Makes an audience of people who are like those in another one. */
export class LookalikeDialog extends ActionDialog<LookalikeSubject> {
  #name = '';
  #size: CreateLookalike['audienceSize'] = 'BALANCED';
  #includesSource = false;
  readonly #chosen = new Set<string>();
  #query = '';
  #problem: 'name' | 'country' | null = null;
  #locations: readonly Location[] | undefined;
  #locationsOf = '';
  #locationsError: TikTokAdsError | undefined;
  readonly #made: (name: string) => void;

  /** @param made TikTok has begun to make it */
  constructor(host: ViewHost, made: (name: string) => void) {
    super(host);
    this.#made = made;
  }

  protected override get failedTitle(): string {
    return this.host.labels.audiences.lookalikeFailed;
  }

  protected override opened(subject: LookalikeSubject): void {
    const { audience, advertiserId } = subject;
    this.#name = this.host.labels.audiences.lookalikeNameOf(audience.name).slice(0, MAX_NAME_LENGTH);
    this.#size = 'BALANCED';
    this.#includesSource = false;
    this.#chosen.clear();
    this.#query = '';
    this.#problem = null;
    if (this.#locationsOf !== advertiserId) this.#locations = undefined;
    if (this.#locations === undefined) void this.#load(subject);
    else this.#propose(subject);
  }

  async #load(subject: LookalikeSubject): Promise<void> {
    const { client } = this.host;
    const { advertiserId } = subject;
    const isOld = () => client !== this.host.client || subject !== this.subject;
    this.#locationsError = undefined;
    this.host.update();
    try {
      const answer = await client?.call('listLocations', { query: { advertiserId } });
      if (isOld()) return;
      this.#locations = answer?.items.toSorted((left, right) => left.name.localeCompare(right.name)) ?? [];
      this.#locationsOf = advertiserId;
      this.#propose(subject);
    } catch (error) {
      if (!isOld()) this.#locationsError = this.host.report(error);
    }
    this.host.update();
  }

  #propose({ country }: LookalikeSubject): void {
    const own = this.#locations?.find(({ regionCode }) => regionCode === country);
    if (own === undefined) return;
    this.#chosen.add(own.locationId);
    // On top, where it is seen.
    this.#locations = [own, ...(this.#locations ?? []).filter((one) => one !== own)];
  }

  async #make({ audience, advertiserId }: LookalikeSubject): Promise<void> {
    const name = this.#name.trim();
    this.#problem = name === '' ? 'name' : this.#chosen.size === 0 ? 'country' : null;
    if (this.#problem !== null) {
      this.host.update();
      return this.focusSoon(this.#problem === 'name' ? '#lookalike-name' : '#find-country');
    }
    const body: CreateLookalike = {
      name,
      audienceSize: this.#size,
      locationIds: [...this.#chosen],
      includeSource: this.#includesSource,
    };
    const { customAudienceId } = audience;
    const done = await this.run((client) =>
      client.call('createLookalike', { params: { customAudienceId }, query: { advertiserId }, body }),
    );
    if (!done.isDone) return;
    this.dialog.close();
    this.#made(name);
  }

  protected override content(subject: LookalikeSubject): DialogContent {
    const { labels } = this.host;
    const words = labels.audiences;
    const { coverNum, name } = subject.audience;
    const isTooSmall = coverNum < LOOKALIKE_SOURCE;
    return {
      title: words.lookalikeTitle,
      caption: words.lookalikeText(name),
      closeLabel: labels.common.close,
      body: isTooSmall
        ? html`<section class="banner banner--warning">
            ${icon('warning')}
            <div class="banner__text"><p>${words.lookalikeTooSmall(coverNum)}</p></div>
          </section>`
        : html`${this.renderError()} ${this.#renderSizes()} ${this.#renderCountries(subject)} ${this.#renderName()}`,
      foot: html`<button type="button" part="button" class="btn" autofocus @click=${this.close}>${isTooSmall ? labels.common.close : labels.common.cancel}</button>
        ${
          isTooSmall
            ? nothing
            : html`<button
              type="button"
              part="button primary-button"
              class="btn btn--primary"
              aria-disabled=${this.isBusy ? 'true' : nothing}
              @click=${() => void this.#make(subject)}
            >
              ${this.isBusy ? words.lookalikeMaking : words.lookalikeMake}
            </button>`
        }`,
    };
  }

  #renderSizes(): TemplateResult {
    const words = this.host.labels.audiences;
    const choose = (size: CreateLookalike['audienceSize']) => {
      this.#size = size;
      this.host.update();
    };
    return html`<div class="fieldset">
      <div class="fieldset__legend"><span class="legend">${words.lookalikeSize}</span></div>
      <div class="choices" role="radiogroup" aria-label=${words.lookalikeSize}>
        ${SIZES.map(
          (size) => html`<label class="choice">
            <input type="radio" class="dot" name="lookalike-size" ?autofocus=${size === 'BALANCED'} .checked=${this.#size === size} @change=${() => choose(size)} />
            <span class="choice__text">
              <span class="choice__name">${words.sizes[size]}</span>
              <span class="caption">${words.sizeTexts[size]}</span>
            </span>
          </label>`,
        )}
      </div>
    </div>`;
  }

  #renderCountries(subject: LookalikeSubject): unknown {
    const words = this.host.labels.audiences;
    const locations = this.#locations;
    if (this.#locationsError !== undefined)
      return failureBanner(this.host, {
        title: words.countriesFailed,
        error: this.#locationsError,
        again: () => void this.#load(subject),
      });
    if (locations === undefined)
      return html`<div role="status">
        <span class="visually-hidden">${words.countriesLoading}</span><span class="skeleton skeleton--field"></span>
      </div>`;
    const wanted = fold(this.#query.trim());
    const found = locations.filter(({ name }) => fold(name).includes(wanted));
    const isMissing = this.#problem === 'country' && this.#chosen.size === 0;
    return html`<div class="fieldset">
      <div class="fieldset__legend">
        <span class="legend" id="countries">${words.lookalikeCountries}</span><span role="status">${words.countriesChosen(this.#chosen.size)}</span>
      </div>
      <label part="input" class="input input--search">
        ${icon('search')}
        <input
          id="find-country"
          type="search"
          placeholder=${words.findCountry}
          aria-label=${words.findCountry}
          aria-invalid=${isMissing ? 'true' : nothing}
          aria-describedby=${isMissing ? 'countries-problem' : nothing}
          autocomplete="off"
          .value=${this.#query}
          @input=${(event: InputEvent) => {
            this.#query = (event.target as HTMLInputElement).value;
            this.host.update();
          }}
        />
      </label>
      ${isMissing ? html`<p class="field__error" id="countries-problem" role="alert">${words.chooseCountry}</p>` : nothing}
      ${found.length === 0 ? html`<p class="muted small" role="status">${words.noCountry}</p>` : nothing}
      <div class="choices choices--scroll choices--countries" role="group" aria-labelledby="countries">
        ${found.map((location) => this.#renderCountry(location))}
      </div>
    </div>`;
  }

  #renderCountry({ locationId, name }: Location): TemplateResult {
    const set = (event: Event) => {
      if ((event.target as HTMLInputElement).checked) this.#chosen.add(locationId);
      else this.#chosen.delete(locationId);
      this.host.update();
    };
    return html`<label class="choice">
      <input type="checkbox" class="tick" .checked=${this.#chosen.has(locationId)} @change=${set} />
      <span class="choice__text"><bdi>${name}</bdi></span>
    </label>`;
  }

  #renderName(): TemplateResult {
    const words = this.host.labels.audiences;
    const isMissing = this.#problem === 'name' && this.#name.trim() === '';
    return html`<div class="field">
        <div class="field__label">
          <label for="lookalike-name">${words.lookalikeName}</label>
          <span class="caption num">${words.renameLength(this.#name.trim().length, MAX_NAME_LENGTH)}</span>
        </div>
        <div part="input" class="input">
          <input
            id="lookalike-name"
            type="text"
            dir="auto"
            maxlength=${MAX_NAME_LENGTH}
            autocomplete="off"
            aria-invalid=${isMissing ? 'true' : nothing}
            aria-describedby=${isMissing ? 'lookalike-problem' : nothing}
            .value=${this.#name}
            @input=${(event: InputEvent) => {
              this.#name = (event.target as HTMLInputElement).value;
              this.host.update();
            }}
          />
        </div>
        ${isMissing ? html`<p class="field__error" id="lookalike-problem" role="alert">${words.renameMissing}</p>` : nothing}
      </div>
      <label class="check">
        <input
          type="checkbox"
          class="tick"
          .checked=${this.#includesSource}
          @change=${(event: Event) => (this.#includesSource = (event.target as HTMLInputElement).checked)}
        />
        <span>${words.includeSource}</span>
      </label>`;
  }
}
