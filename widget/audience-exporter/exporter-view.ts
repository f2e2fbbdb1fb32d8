import { html, nothing, type TemplateResult } from 'lit';
import { failureBanner, failureBlock } from '../element/failure.ts';
import type { ElementView } from '../element/lazy-element.ts';
import { exporterStyles } from './audience-exporter.styles.ts';
import { ExporterModel } from './exporter-model.ts';
import { renderConfirmation } from './render-confirmation.ts';
import { renderHistory } from './render-history.ts';
import { renderRun } from './render-run.ts';
import { renderSignIn } from './sign-in.ts';
import { renderSteps } from './render-steps.ts';
import { renderWaiting } from './render-waiting.ts';

/** The exporter as a person sees it: the steps or the export under way, and the history below. */
export class ExporterView extends ExporterModel implements ElementView {
  readonly styles = exporterStyles;
  /** The export that another element wants to see, until it can be shown. */
  #wanted: string | undefined;

  /** Shows an export in place of the steps, once what it is made of is known. */
  openExport(exportId: string): void {
    this.#wanted = exportId;
    if (this.loader.phase === 'ready') void this.#openWanted();
  }

  override async load(isQuiet = false): Promise<void> {
    await super.load(isQuiet);
    if (this.loader.phase === 'ready') await this.#openWanted();
  }

  async #openWanted(): Promise<void> {
    const { client } = this.host;
    const exportId = this.#wanted;
    this.#wanted = undefined;
    if (client === undefined || exportId === undefined) return;
    try {
      const exported = await client.call('getExport', { params: { exportId } });
      if (client === this.host.client) this.runs.watch(exported);
    } catch (error) {
      // One that is not kept any more is not in the history either; the steps stay.
      this.host.report(error);
    }
  }

  render(): TemplateResult {
    const words = this.host.labels.audienceExporter;
    if (this.loader.phase === 'loading') return renderWaiting(this.host, this.loader.isSlow);
    if (this.loader.phase === 'failed') return this.#renderFailed();
    const { phase } = this.runs.flow.run;
    const showsRun = this.runs.isWatching || phase === 'running' || phase === 'ended';
    return html`<div class="exporter">
      ${this.loader.failure === undefined ? nothing : failureBanner(this.host, { title: words.loadFailedTitle, error: this.loader.failure, again: this.reload })}
      ${renderSignIn(this.host)} ${showsRun ? renderRun(this) : renderSteps(this)}
      ${renderHistory(this)} ${this.world.accounts.length === 0 ? nothing : this.audiences.render()}
      ${this.runs.dialog.render(() => renderConfirmation(this))}
    </div>`;
  }

  /** Loads again what a lost network kept away; an export under way goes on by itself. */
  backOnline(): void {
    if (this.loader.failure?.code === 'network_error') this.reload();
    else this.runs.backOnline();
    this.audiences.backOnline();
  }

  #renderFailed(): TemplateResult {
    const words = this.host.labels.audienceExporter;
    const { failure } = this.loader;
    return html`<section part="panel" class="panel" aria-label=${words.title} role="alert">
      ${failure === undefined ? nothing : failureBlock(this.host, { title: words.loadFailedTitle, error: failure, again: this.reload })}
    </section>`;
  }
}
