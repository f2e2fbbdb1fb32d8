import { LazyElement, type ViewHost } from '../element/lazy-element.ts';
import type { ExporterView } from './exporter-view.ts';

/**
 * @summary Exports an audience to TikTok: account, who, what, audience, check, send; then its progress, result and history.
 *
 * A CSV file is hashed in a worker of the page; its values never leave the browser.
 *
 * @fires {TikTokExportStartedEvent} tiktok-export-started - when an export was opened; says whether the host must send its people
 * @fires {TikTokExportProgressEvent} tiktok-export-progress - whenever the open export moves on
 * @fires {TikTokExportFinishedEvent} tiktok-export-finished - when the open export is completed, failed or cancelled
 * @fires {TikTokErrorEvent} tiktok-error - when something failed and the person has been told
 */
export class TikTokAudienceExporter extends LazyElement<ExporterView> {
  protected override get loadingLabel(): string {
    return this.labels.audienceExporter.loading;
  }

  protected override async loadView(host: ViewHost): Promise<ExporterView> {
    const { ExporterView } = await import('./exporter-view.ts');
    return new ExporterView(host);
  }
}
