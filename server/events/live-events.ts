/** Who reads a stream. */
export interface StreamOwner {
  workspaceId: string;
  /** Null for the host's key. */
  userId: string | null;
  /** When the session ends, epoch milliseconds; null for the host's key, which does not. */
  expiresAt: number | null;
}

/** The open streams of this process. */
export interface LiveEvents {
  /** Tells open streams that there are new events. Cheap, and harmless when there are none. */
  published(workspaceIds: readonly string[]): void;
  /**
   * Opens a stream. Without `lastEventId` it begins a minute back; with one right after that event, or where that is no longer known
   * with a reset and from now on.
   *
   * @param options.cut drops the reader's connection; null where the server does not hold it
   * @throws {AppError} too_many_streams
   */
  open(
    owner: StreamOwner,
    options: { lastEventId: string | null; cut: (() => void) | null },
  ): Promise<ReadableStream<Uint8Array>>;
  /** How many are open. */
  readonly size: number;
}

/** As whoever puts the server together has them. */
export interface LiveHub extends LiveEvents {
  /** Ends every stream at once and opens none any more. */
  close(): void;
}
