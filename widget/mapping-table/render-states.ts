import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, CONSENT, type Mappable } from '../../shared/identifiers/attributes.ts';
import { failureBlock } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { stateBlock } from '../element/state-block.ts';
import type { MappingModel } from './mapping-model.ts';
import { renderAttribute } from './render-row.ts';

/** The columns' names; `when-medium` stands in where the preview is one column. */
export function renderHead({ host: { labels } }: MappingModel): TemplateResult {
  const words = labels.mappingTable;
  return html`<div class="row row--head" role="row">
    <div data-cell="attribute" role="columnheader">${words.columnAttribute}</div>
    <div data-cell="property" role="columnheader">${words.columnProperty}</div>
    <div data-cell="raw" role="columnheader">
      <span class="when-wide">${words.columnExample}</span><span class="when-medium">${words.columnPreview}</span>
    </div>
    <div data-cell="normal" role="columnheader">${words.columnNormalised}</div>
    <div data-cell="hash" role="columnheader">${words.columnHash}</div>
  </div>`;
}

export function renderLegend({ host: { labels } }: MappingModel): TemplateResult {
  return html`<p class="subtitle mapping__legend"><span class="mapping__key">${icon('match')}</span><span>${labels.mappingTable.legend}</span></p>`;
}

/** Above the row that is no attribute: what consent does, and that it is optional. */
export function renderConsentHead({ host: { labels } }: MappingModel): TemplateResult {
  const words = labels.mappingTable;
  return html`<div class="mapping__group" role="row">
    <div role="cell" aria-colspan="5">
      <h4>${words.consentTitle}<span class="count">${words.optional}</span></h4>
      <p class="subtitle">${words.consentText}</p>
    </div>
  </div>`;
}

/** The thirteen rows before their mapping is there: what never changes stands already, so nothing jumps. */
export function renderWaiting(view: MappingModel): TemplateResult {
  const { mappingTable: words, common } = view.host.labels;
  const bone = (attribute: Mappable, cell: string) =>
    html`<div class="cell" data-cell=${cell} role="cell"><span class="skeleton skeleton--${attribute.length % 3}"></span></div>`;
  const row = (attribute: Mappable) => html`<div class="row" role="row">
    ${renderAttribute(view, attribute)}
    <div class="cell" data-cell="property" role="cell"><span class="pickbox pickbox--waiting"><span class="skeleton skeleton--${attribute.length % 3}"></span></span></div>
    ${bone(attribute, 'raw')} ${bone(attribute, 'normal')} ${bone(attribute, 'hash')}
  </div>`;
  return html`<section part="panel" class="panel mapping" aria-label=${words.title} aria-busy="true">
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title">${words.title}<span class="count">${view.isSlow ? common.stillLoading : nothing}</span></h3>
        ${renderLegend(view)}
      </div>
      <div class="panel__tools waits" aria-hidden="true"><span part="button" class="btn">${words.useSuggestions(ATTRIBUTES.length)}</span></div>
    </header>
    <p class="visually-hidden">${words.loading}</p>
    <div class="table" role="table" aria-label=${words.title}>
      ${renderHead(view)}
      ${ATTRIBUTES.map((attribute) => row(attribute))} ${renderConsentHead(view)} ${row(CONSENT)}
    </div>
  </section>`;
}

export function renderEmpty(view: MappingModel): TemplateResult {
  const words = view.host.labels.mappingTable;
  const isBusy = view.isLookingAgain;
  return html`<section part="panel" class="panel" aria-label=${words.title} aria-busy=${isBusy ? 'true' : 'false'}>
    ${stateBlock({
      mark: 'match',
      title: words.emptyTitle,
      text: words.emptyText,
      actions: html`<button type="button" part="button" class="btn" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => void view.lookAgain()}>
        ${isBusy ? words.looking : words.lookAgain}
      </button>`,
    })}
  </section>`;
}

/** Nothing could be loaded, or may be. */
export function renderFailed(view: MappingModel): TemplateResult {
  const { labels } = view.host;
  const words = labels.mappingTable;
  const { failure, phase } = view;
  if (phase === 'refused' || failure === undefined) {
    return html`<section part="panel" class="panel" aria-label=${words.title}>
      ${stateBlock({ mark: 'lock', title: words.noPermissionTitle, text: words.noPermissionText })}
    </section>`;
  }
  const isOffline = failure.code === 'network_error' && !navigator.onLine;
  const again = () => void view.load();
  return html`<section part="panel" class="panel" aria-label=${words.title} role="alert">
    ${
      isOffline
        ? stateBlock({
            mark: 'offline',
            title: labels.common.offline,
            text: words.offlineText,
            actions: html`<button type="button" part="button" class="btn" @click=${again}>${labels.common.tryAgain}</button>`,
          })
        : failureBlock(view.host, { title: words.loadFailedTitle, error: failure, again })
    }
  </section>`;
}

export function renderReadOnly({ host: { labels } }: MappingModel): TemplateResult {
  const words = labels.mappingTable;
  return html`<div class="mapping__note">
    <div part="banner" class="banner">
      ${icon('lock')}
      <div class="banner__text">
        <h4>${words.readOnlyTitle}</h4>
        <p>${words.readOnly}</p>
      </div>
    </div>
  </div>`;
}

export function renderPreviewFailed(view: MappingModel): TemplateResult {
  const { mappingTable: words, common } = view.host.labels;
  return html`<div class="mapping__note">
    <div part="banner" class="banner banner--warning">
      ${icon('warning')}
      <div class="banner__text">
        <h4>${words.previewFailedTitle}</h4>
        <p>${words.previewFailedText}</p>
      </div>
      <div class="actions"><button type="button" part="button" class="btn" @click=${() => void view.loadPreview()}>${common.tryAgain}</button></div>
    </div>
  </div>`;
}
