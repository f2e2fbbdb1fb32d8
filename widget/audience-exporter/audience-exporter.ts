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
 * @csspart panel - The frames: of the steps or the export under way, and of the history.
 * @csspart table - The history, which becomes cards on narrow hosts.
 * @csspart row - One export of the history.
 * @csspart banner - A message above what is shown.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart dialog - The confirmation before people are taken out or an export is cancelled.
 * @csspart trigger - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @csspart button - Any framed button; one of an icon alone is an `icon-button`.
 * @csspart primary-button - The main one of them, filled with the accent; it is a `button` too.
 * @csspart danger-button - The one that takes away or stops something; it is a `button` too.
 * @csspart icon-button - A button that shows an icon alone.
 * @csspart input - The frame around a field or a picker.
 * @csspart badge - A short label beside a name, such as Sandbox.
 * @csspart status - How something is, in a word with its icon.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 */
export class TikTokAudienceExporter extends LazyElement<ExporterView> {
  #wanted: string | undefined;

  /** Shows an export of this workspace in place of the steps, as a press on it in the history does. */
  openExport(exportId: string): void {
    if (this.view === undefined) this.#wanted = exportId;
    else this.view.openExport(exportId);
  }

  protected override get loadingLabel(): string {
    return this.labels.audienceExporter.loading;
  }

  protected override async loadView(host: ViewHost): Promise<ExporterView> {
    const { ExporterView } = await import('./exporter-view.ts');
    const view = new ExporterView(host);
    if (this.#wanted !== undefined) view.openExport(this.#wanted);
    this.#wanted = undefined;
    return view;
  }
}
