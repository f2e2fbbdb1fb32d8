import { html, nothing, type TemplateResult } from 'lit';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { RulesModel } from './rules-model.ts';

/** What sticks to the bottom: unsaved rules, what became of them, why saving failed. */
export function renderSaveBar(host: ViewHost, { saving, changes }: RulesModel): unknown {
  const words = host.labels.controls;
  const { failure, afterwards } = saving;
  if (saving.conflict !== null || (changes === 0 && afterwards === null && failure === undefined)) return nothing;
  return html`<div part="save-bar" class="savebar" role="region" aria-label=${words.unsavedRegion}>
    ${failure === undefined ? nothing : renderFailure(host, failure)}
    ${
      changes > 0
        ? html`<p class="savebar__open">${words.unsaved(changes)}</p>
          <button type="button" part="button" class="btn btn--quiet" @click=${saving.discard}>${words.discard}</button>
          <button type="button" part="button primary-button" class="btn btn--primary" aria-disabled=${saving.isSaving ? 'true' : nothing} @click=${saving.save}>
            ${saving.isSaving ? words.saving : words.save}
          </button>`
        : nothing
    }
    ${changes === 0 && afterwards?.kind === 'saved' ? html`<p class="savebar__done">${icon('ok')}${words.saved}</p>` : nothing}
    ${
      changes === 0 && afterwards?.kind === 'discarded'
        ? html`<p>${words.discarded(afterwards.changes)}</p>
          <button type="button" part="button" class="btn" @click=${saving.undo}>${words.undo}</button>`
        : nothing
    }
  </div>`;
}

function renderFailure(host: ViewHost, failure: TikTokAdsError): TemplateResult {
  const { labels } = host;
  const hasEnded = isSessionError(failure);
  return html`<div part="banner" class="banner banner--danger" role="alert">
    ${icon(hasEnded ? 'lock' : 'stop')}
    <div class="banner__text">
      <h4>${hasEnded ? labels.common.sessionEnded : labels.controls.saveFailed}</h4>
      <p>${hasEnded ? labels.controls.saveSessionEnded : failureText(labels, failure)}</p>
    </div>
    ${requestIdLine(labels, failure, host.copied, (text) => host.copy(text))}
  </div>`;
}
