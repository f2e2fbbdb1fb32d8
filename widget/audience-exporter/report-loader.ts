import type { Export, ExportReport } from '../../shared/exports.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import type { Run } from './run-state.ts';

/** What the server, and TikTok, say of the export that is ready: asked once for each, and again when the person wants it. */
export class ReportLoader {
  report: ExportReport | null = null;
  isLoading = false;
  failure: TikTokAdsError | null = null;
  readonly #host: ViewHost;
  #of: string | null = null;
  #abort = new AbortController();

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** Told of every move of the run that the page shows. */
  follow({ phase, export: shown, isBusy }: Run): void {
    if (phase === 'ready' && shown !== null && !isBusy) {
      // A mirror's run comes back to ready with other numbers; the same export otherwise never does.
      const of = `${shown.id} ${shown.counts.ready} ${shown.counts.toRemove ?? ''}`;
      if (of !== this.#of) void this.#load(shown, of);
    } else if (phase !== 'ready') this.forget();
  }

  forget(): void {
    this.#abort.abort();
    this.#of = null;
    this.report = null;
    this.failure = null;
    this.isLoading = false;
  }

  again(shown: Export): void {
    if (this.#of !== null) void this.#load(shown, this.#of);
  }

  async #load(shown: Export, of: string): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    if (of !== this.#of) this.report = null;
    this.#of = of;
    this.isLoading = true;
    this.failure = null;
    this.#host.update();
    try {
      const report = await client.call('getExportReport', { params: { exportId: shown.id }, signal });
      if (signal.aborted) return;
      this.report = report;
      const blockers = report.findings.filter(({ severity }) => severity === 'blocker').length;
      if (blockers > 0) this.#host.announce(this.#host.labels.audienceExporter.blockersTitle(blockers));
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.#host.report(error) ?? null;
    }
    this.isLoading = false;
    this.#host.update();
  }
}
