import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import { chosenAttributes, needsDefaultCountry } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';

/** The country that reads phone numbers: in sight where it is needed, else among the options. */
export function renderCountry(view: ExporterModel): unknown {
  return needsDefaultCountry(view.draft, view.world) ? renderCountryField(view, true) : nothing;
}

/** What few need: how emails are read, and the country of people whose own is blank. */
export function renderOptions(view: ExporterModel): unknown {
  const words = view.host.labels.audienceExporter;
  const { draft, world } = view;
  const chosen = chosenAttributes(draft, world);
  const hasCountry = chosen.includes('phone') && !needsDefaultCountry(draft, world);
  const hasEmail = chosen.includes('email');
  if (!hasCountry && !hasEmail) return nothing;
  const country = view.loader.countries.find(({ code }) => code === draft.defaultCountry)?.name ?? null;
  const now = [
    ...(hasCountry && country !== null ? [words.numbersFrom(country)] : []),
    ...(hasEmail && draft.emailRule === 'legacy' ? [words.emailLegacyShort] : []),
  ];
  return html`<details class="more">
    <summary><span class="link">${words.moreOptions}</span> ${now.length === 0 ? nothing : html`<span class="caption">${now.join(' · ')}</span>`}</summary>
    <div class="more__body">
      ${hasCountry ? renderCountryField(view, false) : nothing} ${hasEmail ? renderEmailRule(view) : nothing}
    </div>
  </details>`;
}

function renderEmailRule(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const rules = [
    { rule: 'current' as const, name: words.emailCurrent, text: words.emailCurrentText },
    { rule: 'legacy' as const, name: words.emailLegacy, text: words.emailLegacyText },
  ];
  return html`<div class="fieldset">
    <div class="fieldset__legend"><span class="legend">${words.emailRule}</span></div>
    <div class="choices" role="radiogroup" aria-label=${words.emailRule}>
      ${rules.map(
        ({ rule, name, text }) => html`<label class="choice">
          <input type="radio" class="dot" name="email-rule" .checked=${view.draft.emailRule === rule} @change=${() => view.change({ emailRule: rule })} />
          <span class="choice__text"><span class="choice__name">${name}</span><span class="caption">${text}</span></span>
        </label>`,
      )}
    </div>
  </div>`;
}

function renderCountryField(view: ExporterModel, isNeeded: boolean): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { defaultCountry, advertiserId } = view.draft;
  const { countries } = view.loader;
  const own = view.world.accounts.find((account) => account.advertiserId === advertiserId)?.country ?? null;
  const ownName = countries.find(({ code }) => code === own)?.name;
  return html`<div class="field">
    <label class="field__label" for="default-country">${words.defaultCountry}</label>
    <span class="select"><select
      id="default-country"
      aria-describedby="default-country-hint"
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        view.change({ defaultCountry: value === '' ? null : value });
      }}
    >
      <option value="" .selected=${defaultCountry === null}>${isNeeded ? words.defaultCountryNoneStrict : words.defaultCountryNone}</option>
      ${countries.map(({ code, name }) => html`<option value=${code} .selected=${code === defaultCountry}>${name}</option>`)}
    </select>${icon('down')}</span>
    <p class="field__hint" id="default-country-hint">
      ${isNeeded ? words.defaultCountryHint : words.defaultCountryFallback}
      ${
        own === null || ownName === undefined || own === defaultCountry
          ? nothing
          : html`<button type="button" class="link" @click=${() => view.change({ defaultCountry: own })}>${words.useCountry(ownName)}</button>`
      }
    </p>
  </div>`;
}
