/** What the parent asks of a server process. */
export type ToChild = { kind: 'time'; now: number } | { kind: 'report' } | { kind: 'end' };

export type FromChild =
  | { kind: 'listening'; url: string }
  | { kind: 'moved' }
  /** `told` counts the log's lines by their text; `lastError` is the newest one of level error. */
  | { kind: 'report'; told: Record<string, number>; lastError: string | null };
