import type { StreamOwner } from './live-events.ts';

// One reader of the stream. It hands out a chunk only when the one before was taken, so that a slow reader costs one chunk of
// memory and nobody else's time; where it stands in the table is all it has to remember.

export interface LiveStream {
  readonly owner: StreamOwner;
  readonly body: ReadableStream<Uint8Array>;
  /** The place in the table up to which it has handed out events. */
  place: number;
  /** There may be events after that place. */
  isBehind: boolean;
  isReading: boolean;
  /** Whether the reader waits for a chunk. */
  readonly isWaiting: boolean;
  readonly isOpen: boolean;
  /** When it was opened, on the hub's clock. */
  openedAt: number;
  /** When it last handed something out, on the hub's clock. */
  sentAt: number;
  /** Since when, by the hub's looks, the last chunk has not been taken; null while the reader keeps up. */
  stuckSince: number | null;
  /** Only while `isWaiting`. */
  give(chunk: Uint8Array): void;
  /** Ends it: after the last chunk, or at once where nobody takes that one. */
  end(): void;
}

/**
 * @param hooks.wanted the reader waits for a chunk
 * @param hooks.left the reader is gone
 * @param hooks.cut drops the connection of a reader that takes nothing; without it the stream fails
 */
export function createLiveStream(
  owner: StreamOwner,
  hooks: {
    wanted: (stream: LiveStream) => void;
    left: (stream: LiveStream) => void;
    cut: (() => void) | null;
  },
): LiveStream {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let isWaiting = false;
  let isOpen = true;
  // Nothing is kept ready: each pull is one read of the receiver, which reads on when its socket has room.
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        isWaiting = true;
        hooks.wanted(stream);
      },
      cancel() {
        isOpen = false;
        hooks.left(stream);
      },
    },
    { highWaterMark: 0 },
  );
  const stream: LiveStream = {
    owner,
    body,
    place: 0,
    isBehind: true,
    isReading: false,
    get isWaiting() {
      return isWaiting;
    },
    get isOpen() {
      return isOpen;
    },
    openedAt: 0,
    sentAt: 0,
    stuckSince: null,
    give(chunk) {
      isWaiting = false;
      controller.enqueue(chunk);
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      if (isWaiting) controller.close();
      else if (hooks.cut !== null) hooks.cut();
      else controller.error(new Error('The reader of this stream takes nothing.'));
    },
  };
  return stream;
}
