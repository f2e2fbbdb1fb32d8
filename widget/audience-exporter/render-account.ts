import { html, nothing, type TemplateResult } from 'lit';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { canExportTo } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { renderNext } from './step-parts.ts';

/** Step 1: the ad account. What cannot take exports stays in place, with its reason. */
export function renderAccountStep(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { accounts } = view.world;
  return html`<div class="choices choices--long" role="radiogroup" aria-label=${words.accountLegend}>
      ${accounts.map((account) => renderAccount(view, account))}
    </div>
    ${accounts.some(canExportTo) ? nothing : html`<p class="small">${words.noAccountTakes}</p>`}
    ${renderNext(view, words.continue, words.noAccountTakes)}`;
}

function renderAccount(view: ExporterModel, account: AdAccount): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const isOn = canExportTo(account);
  const reason = account.role === 'ANALYST' ? words.accountOff['analyst'] : words.accountOff[account.status];
  return html`<label class="choice ${isOn ? '' : 'is-off'}">
    <input
      type="radio"
      class="dot"
      name="account"
      .checked=${account.advertiserId === view.draft.advertiserId}
      ?disabled=${!isOn}
      @change=${() => view.change({ advertiserId: account.advertiserId })}
    />
    <span class="choice__text">
      <span class="choice__name"><bdi>${account.name}</bdi></span>
      <span class="caption">${isOn ? html`<span class="mono isolate">${account.advertiserId}</span>` : reason}</span>
    </span>
    <span class="choice__aside">${account.environment === 'sandbox' ? html`<span class="tag">${words.sandbox}</span> ` : nothing}${account.currency ?? ''}</span>
  </label>`;
}
