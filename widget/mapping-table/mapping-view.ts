import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES, CONSENT } from '../../shared/identifiers/attributes.ts';
import type { ElementView } from '../element/lazy-element.ts';
import { MappingModel } from './mapping-model.ts';
import { mappingStyles } from './mapping-table.styles.ts';
import { renderConflict } from './render-conflict.ts';
import { renderRow } from './render-row.ts';
import { renderSaveBar } from './render-save-bar.ts';
import {
  renderConsentHead,
  renderEmpty,
  renderFailed,
  renderHead,
  renderLegend,
  renderPreviewFailed,
  renderReadOnly,
  renderWaiting,
} from './render-states.ts';

/** The mapping as a person sees it: thirteen rows and consent, what is suggested, what is unsaved, what two people both changed. */
export class MappingView extends MappingModel implements ElementView {
  readonly styles = mappingStyles;

  render(): TemplateResult {
    const words = this.host.labels.mappingTable;
    if (this.phase === 'loading') return renderWaiting(this);
    if (this.phase !== 'ready') return renderFailed(this);
    if (this.properties.size === 0) return renderEmpty(this);
    const suggested = Object.keys(this.suggestions).length;
    const { conflict } = this.saving;
    return html`<section part="panel" class="panel mapping" aria-label=${words.title}>
        <header class="panel__head">
          <div class="panel__titles">
            <h3 class="title">${words.title}<span class="visually-hidden">&nbsp;</span><span class="count">${words.mappedCount(this.mappedCount, ATTRIBUTES.length)}</span></h3>
            ${renderLegend(this)}
          </div>
          ${
            suggested === 0
              ? nothing
              : html`<div class="panel__tools">
                <button type="button" part="button" class="btn" @click=${this.acceptAll}>${words.useSuggestions(suggested)}</button>
              </div>`
          }
        </header>
        ${this.canEdit ? nothing : renderReadOnly(this)} ${this.previewFailed ? renderPreviewFailed(this) : nothing}
        ${conflict === null ? nothing : renderConflict(this, conflict)}
        <div part="table" class="table" role="table" aria-label=${words.title}>
          ${renderHead(this)} ${ATTRIBUTES.map((attribute) => renderRow(this, attribute))}
          ${renderConsentHead(this)} ${renderRow(this, CONSENT)}
        </div>
        ${renderSaveBar(this)}
      </section>
      ${this.list.renderSheet()}`;
  }
}
