/** What a test tells the server process. */
export type ToWebhookServer = { do: 'start'; env: Record<string, string>; clockOffsetMs: number } | { do: 'count' };

export type FromWebhookServer =
  | { isUp: true }
  /** Notices nobody is done with. */
  | { pending: number }
  | { failed: string };
