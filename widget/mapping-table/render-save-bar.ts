import { html, nothing, type TemplateResult } from 'lit';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { MappingModel } from './mapping-model.ts';

/** What sticks to the bottom: unsaved changes, what became of them, why saving failed. */
export function renderSaveBar(view: MappingModel): unknown {
  const { saving, changes } = view;
  const words = view.host.labels.mappingTable;
  const { failure, afterwards } = saving;
  if (saving.conflict !== null || (changes === 0 && afterwards === null && failure === undefined)) return nothing;
  return html`<div part="save-bar" class="savebar" role="region" aria-label=${words.unsavedRegion}>
    ${failure === undefined ? nothing : renderFailure(view, failure)}
    ${changes > 0 ? renderUnsaved(view) : renderAfterwards(view)}
  </div>`;
}

function renderUnsaved({ saving, changes, host: { labels } }: MappingModel): TemplateResult {
  const words = labels.mappingTable;
  return html`<p class="savebar__open">${words.unsaved(changes)}</p>
    <button type="button" part="button" class="btn btn--quiet" @click=${saving.discard}>${words.discard}</button>
    <button type="button" part="button primary-button" class="btn btn--primary" aria-disabled=${saving.isSaving ? 'true' : nothing} @click=${saving.save}>
      ${saving.isSaving ? words.saving : words.save}
    </button>`;
}

function renderAfterwards({ saving, host: { labels } }: MappingModel): unknown {
  const words = labels.mappingTable;
  const { afterwards } = saving;
  if (afterwards === null) return nothing;
  if (afterwards.kind === 'saved') return html`<p class="savebar__done">${icon('ok')}${words.saved}</p>`;
  return html`<p>${words.discarded(afterwards.changes)}</p>
    <button type="button" part="button" class="btn" @click=${saving.undo}>${words.undo}</button>`;
}

function renderFailure({ host }: MappingModel, failure: TikTokAdsError): TemplateResult {
  const { labels } = host;
  const words = labels.mappingTable;
  const hasEnded = isSessionError(failure);
  const text = hasEnded
    ? words.saveSessionEnded
    : failure.code === 'network_error' && !navigator.onLine
      ? words.saveOffline
      : failureText(labels, failure);
  return html`<div part="banner" class="banner banner--danger" role="alert">
    ${icon(hasEnded ? 'lock' : 'stop')}
    <div class="banner__text">
      <h4>${hasEnded ? labels.common.sessionEnded : words.saveFailedTitle}</h4>
      <p>${text}</p>
    </div>
    ${requestIdLine(labels, failure, host.copied, (copied) => host.copy(copied))}
  </div>`;
}
