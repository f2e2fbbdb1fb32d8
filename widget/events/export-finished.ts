export interface ExportFinishedDetail {
  exportId: string;
  state: 'completed' | 'failed' | 'cancelled';
  customAudienceId: string | null;
  /** People TikTok matched, 0 when it did not get that far. */
  coverNum: number;
  /** Stable code of the failure, null when there is none. */
  errorCode: string | null;
}

/** An open export reached its end: completed, failed or cancelled. Bubbles and crosses shadow roots. */
export class TikTokExportFinishedEvent extends Event {
  readonly detail: ExportFinishedDetail;

  constructor(detail: ExportFinishedDetail) {
    super('tiktok-export-finished', { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'tiktok-export-finished': TikTokExportFinishedEvent;
  }
}
