export interface ExportStartedDetail {
  exportId: string;
  advertiserId: string;
  /** The host's segment, null for a CSV file. */
  segmentId: string | null;
  /** True when the host's back end must now send the segment's people to `PUT /v1/exports/{exportId}/records`. */
  hostSendsPeople: boolean;
}

/** An export was opened. Nothing has gone to TikTok yet. Bubbles and crosses shadow roots. */
export class TikTokExportStartedEvent extends Event {
  readonly detail: ExportStartedDetail;

  constructor(detail: ExportStartedDetail) {
    super('tiktok-export-started', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-export-started': TikTokExportStartedEvent;
  }
}
