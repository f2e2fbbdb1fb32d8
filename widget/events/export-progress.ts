import type { ExportState } from '../../shared/exports.ts';

export interface ExportProgressDetail {
  exportId: string;
  state: ExportState;
  /** Records the server has received. */
  rows: number;
  /** Distinct people ready to send. */
  ready: number;
  /** People TikTok already has from this export. */
  peopleUploaded: number;
}

/** An open export moved on: another state, more records or more people sent. Bubbles and crosses shadow roots. */
export class TikTokExportProgressEvent extends Event {
  readonly detail: ExportProgressDetail;

  constructor(detail: ExportProgressDetail) {
    super('tiktok-export-progress', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-export-progress': TikTokExportProgressEvent;
  }
}
