import { html, nothing, type TemplateResult } from 'lit';
import { ATTRIBUTES } from '../../shared/identifiers/attributes.ts';
import { failureText, requestIdLine, stateBlock } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { type ElementView, renderLoading } from '../element/lazy-element.ts';
import { changedAttributes } from './mapping-changes.ts';
import { MappingModel } from './mapping-model.ts';
import { mappingStyles } from './mapping-table.styles.ts';
import { renderConflict } from './render-conflict.ts';
import { renderRow } from './render-row.ts';

/** The mapping as a person sees it: thirteen rows, what is suggested, what is unsaved, what two people both changed. */
export class MappingView extends MappingModel implements ElementView {
  readonly styles = mappingStyles;

  render(): TemplateResult {
    const { labels } = this.host;
    const words = labels.mappingTable;
    if (this.phase === 'loading') return renderLoading(words.loading, 8);
    if (this.phase !== 'ready') return this.#renderFailed();
    if (this.properties.size === 0) return this.#renderEmpty();
    const suggested = Object.keys(this.suggestions).length;
    const mapped = Object.keys(this.draft).length;
    return html`<section part="panel" class="panel mapping" aria-label=${words.title}>
      <header class="panel__head">
        <div class="panel__titles">
          <h3 class="title">${words.title}<span class="count">${words.mappedCount(mapped, ATTRIBUTES.length)}</span></h3>
          <p class="subtitle mapping__legend"><span class="mapping__key">${icon('match')}</span><span>${words.legend}</span></p>
        </div>
        ${
          suggested === 0
            ? nothing
            : html`<div class="panel__tools">
              <button type="button" class="btn" @click=${this.acceptAll}>${words.useSuggestions(suggested)}</button>
            </div>`
        }
      </header>
      ${this.canEdit ? nothing : this.#renderReadOnly()}
      ${this.previewFailed ? this.#renderPreviewFailed() : nothing}
      ${
        this.conflict === null
          ? nothing
          : html`<div class="conflict" tabindex="-1">${renderConflict(this, this.conflict, this.conflictTitle(), this.isSaving)}</div>`
      }
      <div part="table" class="table" role="table" aria-label=${words.title}>
        <div class="row row--head" role="row">
          <div data-cell="attribute" role="columnheader">${words.columnAttribute}</div>
          <div data-cell="property" role="columnheader">${words.columnProperty}</div>
          <div data-cell="raw" role="columnheader">
            <span class="when-wide">${words.columnExample}</span><span class="when-medium">${words.columnPreview}</span>
          </div>
          <div data-cell="normal" role="columnheader">${words.columnNormalised}</div>
          <div data-cell="hash" role="columnheader">${words.columnHash}</div>
        </div>
        ${ATTRIBUTES.map((attribute) => renderRow(this, attribute))}
      </div>
      ${this.#renderSaveBar()}
    </section>`;
  }

  updated(): void {
    this.host.find('.option.is-active')?.scrollIntoView({ block: 'nearest' });
  }

  #renderReadOnly(): TemplateResult {
    const words = this.host.labels.mappingTable;
    return html`<div class="mapping__note">
      <div class="banner">
        ${icon('lock')}
        <div class="banner__text">
          <p>${words.readOnlyTitle}</p>
          <p>${words.readOnly}</p>
        </div>
      </div>
    </div>`;
  }

  #renderPreviewFailed(): TemplateResult {
    const { mappingTable: words, common } = this.host.labels;
    return html`<div class="mapping__note">
      <div class="banner banner--warning">
        ${icon('warning')}
        <div class="banner__text">
          <p>${words.previewFailedTitle}</p>
          <p>${words.previewFailedText}</p>
        </div>
        <div class="actions"><button type="button" class="btn" @click=${() => void this.loadPreview()}>${common.tryAgain}</button></div>
      </div>
    </div>`;
  }

  #renderSaveBar(): unknown {
    const words = this.host.labels.mappingTable;
    const changes = changedAttributes(this.saved, this.draft).length;
    const failure = this.saveFailure;
    if (this.conflict !== null || (changes === 0 && !this.wasSaved && failure === undefined)) return nothing;
    return html`<div part="save-bar" class="savebar" role="region" aria-label=${words.unsavedRegion}>
      ${
        failure === undefined
          ? nothing
          : html`<div class="banner banner--danger" role="alert">
            ${icon('stop')}
            <div class="banner__text">
              <p>${words.saveFailedTitle}</p>
              <p>${failureText(this.host.labels, failure)}</p>
            </div>
            ${requestIdLine(this.host.labels, failure, this.host.copied, (text) => this.host.copy(text))}
          </div>`
      }
      ${
        changes === 0
          ? html`<p class="savebar__done">${icon('ok')}${words.saved}</p>`
          : html`<p class="savebar__open">${words.unsaved(changes)}</p>
            <button type="button" class="btn btn--quiet" @click=${this.discard}>${words.discard}</button>
            <button type="button" class="btn btn--primary" aria-disabled=${this.isSaving ? 'true' : nothing} @click=${this.save}>
              ${this.isSaving ? words.saving : words.save}
            </button>`
      }
    </div>`;
  }

  #renderEmpty(): TemplateResult {
    const words = this.host.labels.mappingTable;
    return html`<section part="panel" class="panel" aria-label=${words.title}>
      ${stateBlock({
        mark: 'match',
        title: words.emptyTitle,
        text: words.emptyText,
        actions: html`<button type="button" class="btn" @click=${() => void this.load()}>${words.lookAgain}</button>`,
      })}
    </section>`;
  }

  #renderFailed(): TemplateResult {
    const { labels, copied } = this.host;
    const words = labels.mappingTable;
    const failure = this.failure;
    const isRefused = this.phase === 'refused';
    return html`<section part="panel" class="panel" aria-label=${words.title} role="alert">
      ${stateBlock({
        mark: isRefused ? 'lock' : 'stop',
        title: isRefused ? words.noPermissionTitle : words.loadFailedTitle,
        text: isRefused || failure === undefined ? words.noPermissionText : failureText(labels, failure),
        actions: isRefused
          ? undefined
          : html`<button type="button" class="btn" @click=${() => void this.load()}>${labels.common.tryAgain}</button>`,
        more:
          failure === undefined || isRefused
            ? undefined
            : requestIdLine(labels, failure, copied, (text) => this.host.copy(text)),
      })}
    </section>`;
  }
}
