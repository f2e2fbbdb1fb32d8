import { html, nothing, type TemplateResult } from 'lit';
import { failureText, requestIdLine, stateBlock } from '../element/failure.ts';
import { type ElementView, renderLoading } from '../element/lazy-element.ts';
import { exporterStyles } from './audience-exporter.styles.ts';
import { ExporterModel } from './exporter-model.ts';
import { renderConfirmation } from './render-confirmation.ts';
import { renderHistory } from './render-history.ts';
import { renderRun } from './render-run.ts';
import { renderSteps } from './render-steps.ts';
import { renderFailure } from './step-parts.ts';

/** The exporter as a person sees it: the steps or the export under way, and the history below. */
export class ExporterView extends ExporterModel implements ElementView {
  readonly styles = exporterStyles;

  render(): TemplateResult {
    const words = this.host.labels.audienceExporter;
    if (this.phase === 'loading') return renderLoading(words.loading);
    if (this.phase === 'failed') return this.#renderFailed();
    const { phase } = this.flow.run;
    const showsRun = this.isWatching || phase === 'running' || phase === 'ended';
    return html`<div class="exporter">
      ${this.failure === undefined ? nothing : renderFailure(this.host, words.loadFailedTitle, this.failure)}
      ${showsRun ? renderRun(this) : renderSteps(this)}
      ${this.downloadFailure === null ? nothing : renderFailure(this.host, words.downloadFailedTitle, this.downloadFailure)}
      ${renderHistory(this)}
      ${this.dialog.render(() => renderConfirmation(this))}
    </div>`;
  }

  #renderFailed(): TemplateResult {
    const { labels, copied } = this.host;
    const failure = this.failure;
    return html`<section part="panel" class="panel" aria-label=${labels.audienceExporter.title} role="alert">
      ${stateBlock({
        mark: 'stop',
        title: labels.audienceExporter.loadFailedTitle,
        text: failure === undefined ? '' : failureText(labels, failure),
        actions: html`<button type="button" class="btn" @click=${this.reload}>${labels.common.tryAgain}</button>`,
        more:
          failure === undefined ? undefined : requestIdLine(labels, failure, copied, (text) => this.host.copy(text)),
      })}
    </section>`;
  }
}
