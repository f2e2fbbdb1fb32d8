import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import { chosenAttributes, needsDefaultCountry } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';

/** The country that reads phone numbers: in sight where it is needed, else among the options. */
export function renderCountry(view: ExporterModel): unknown {
  return needsDefaultCountry(view.draft, view.world) ? renderCountryField(view, true) : nothing;
}

/** How emails are read, and the country of people whose own is blank: what few need, and only where it matters. */
export function readingOptions(view: ExporterModel): { now: string[]; fields: unknown[] } {
  const words = view.host.labels.audienceExporter;
  const { draft, world } = view;
  const chosen = chosenAttributes(draft, world);
  const hasCountry = chosen.includes('phone') && !needsDefaultCountry(draft, world);
  const hasEmail = chosen.includes('email');
  const country = view.loader.countries.find(({ code }) => code === draft.defaultCountry)?.name ?? null;
  return {
    now: [
      ...(hasCountry && country !== null ? [words.numbersFrom(country)] : []),
      ...(hasEmail && draft.emailRule === 'legacy' ? [words.emailLegacyShort] : []),
    ],
    fields: [...(hasCountry ? [renderCountryField(view, false)] : []), ...(hasEmail ? [renderEmailRule(view)] : [])],
  };
}

function renderEmailRule(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const rules = [
    { value: 'current' as const, name: words.emailCurrent, text: words.emailCurrentText },
    { value: 'legacy' as const, name: words.emailLegacy, text: words.emailLegacyText },
  ];
  return renderChoices(words.emailRule, 'email-rule', rules, view.draft.emailRule, (emailRule) =>
    view.change({ emailRule }),
  );
}

/** A few exclusive choices, each with a sentence. */
export function renderChoices<Value extends string>(
  legend: string,
  name: string,
  options: readonly { value: Value; name: string; text: string }[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<div class="fieldset">
    <div class="fieldset__legend"><span class="legend">${legend}</span></div>
    <div class="choices" role="radiogroup" aria-label=${legend}>
      ${options.map(
        (option) => html`<label class="choice">
          <input type="radio" class="dot" name=${name} .checked=${option.value === chosen} @change=${() => choose(option.value)} />
          <span class="choice__text"><span class="choice__name">${option.name}</span><span class="caption">${option.text}</span></span>
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
