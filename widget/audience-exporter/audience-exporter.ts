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
 * @csspart panel - The frames: of the steps or the export under way, and of the history.
 * @csspart table - The history, which becomes cards on narrow hosts.
 * @csspart row - One export of the history.
 * @csspart banner - A message above what is shown.
 * @csspart state - The centred block for empty, refused and failed.
 * @csspart dialog - The confirmation before people are taken out or an export is cancelled.
 * @csspart button - The button of a new sign-in (see `<tiktok-connect-button>`).
 * @csspart hint - The line under it.
 * @csspart notice - What says how a new sign-in goes.
 * @slot help - Your own help, where the element is empty or can’t be shown.
 * @cssproperty --tiktok-accent - Fill of primary buttons; links, ticks and focus derive from it.
 * @cssproperty --tiktok-font - Default: the page's font.
 * @cssproperty --tiktok-font-mono - Of ids, keys and hashes. Default: the system's.
 * @cssproperty --tiktok-font-size - Of body text; the other sizes follow. Default 14px.
 * @cssproperty --tiktok-radius - Of banners and menus; the other radii follow. Default 8px.
 * @cssproperty --tiktok-color-surface - Of the panel; the other roles are `--tiktok-color-…` too (see `styles/tokens.ts`).
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
