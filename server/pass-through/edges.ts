import type { Readable } from 'node:stream';
import type { BodyLimits } from '../http/index.ts';

// The pass-through speaks to its caller through these two, so that it is one and the same on Node's own request and response and where
// it is mounted in somebody else's app.

/** A request, whoever's server it came to. */
export interface Incoming {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** @param name in lower case. A header that comes twice is joined with a comma */
  header(name: string): string | undefined;
  /** Whether there is a body of at least one byte, or one of which nobody knows. */
  readonly hasBody: boolean;
  /**
   * The whole body; null when it broke off.
   *
   * @throws {AppError} payload_too_large, request_timeout, storage_failed
   */
  readWhole(limits: BodyLimits): Promise<Buffer | null>;
  /** The body in pieces. Once. */
  stream(): Readable;
  /**
   * Takes in what is still coming of a body that nobody reads, up to a size and time: most clients read an answer only once their body is
   * sent. Never rejects.
   */
  drop(): Promise<void>;
}

/** Where the answer goes. After `cut` or when the caller has gone, everything is ignored. */
export interface Outgoing {
  /** Status and headers: names and values in turn. Once, before everything else. */
  start(status: number, headers: readonly string[]): void;
  /** False: wait for `onDrain` before the next, or memory fills up. */
  write(chunk: Uint8Array): boolean;
  end(last?: Uint8Array): void;
  /** Breaks the connection off, so that nobody takes half an answer for a whole one. */
  cut(): void;
  /** There is room again. One listener. */
  onDrain(listener: () => void): void;
  /** The caller has gone before the end of the answer. At once when that is so already. One listener. */
  onGone(listener: () => void): void;
  /** The answer has left, wholly or not. One listener. */
  onClose(listener: () => void): void;
  readonly isStarted: boolean;
}
