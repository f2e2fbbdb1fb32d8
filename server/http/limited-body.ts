import { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { ARRIVAL_LIMIT_MS, DROPPED_BYTES, tooLarge, tooSlow } from './body-limit.ts';

const NOTHING = Buffer.alloc(0);
/** So much of each body is held without asking the budget: large bodies of strangers must not shut out small ones. */
const FREE_BYTES = 16 * 1024;

/** What the bodies that are under way at one time may hold in memory together, beyond the first 16 KiB of each. */
export interface BodyBudget {
  /** False when it would be too much. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/**
 * Counts a body for as long as it is held after it was read, beyond its first 16 KiB.
 */
export function holdBody(budget: BodyBudget): HeldBody {
  let held = 0;
  return {
    upTo(bytes) {
      const more = Math.max(0, bytes - FREE_BYTES) - held;
      if (more <= 0) return;
      if (!budget.take(more)) throw tooMany();
      held += more;
    },
    release() {
      budget.give(held);
      held = 0;
    },
  };
}

export interface HeldBody {
  /** So many bytes are held by now. @throws {AppError} storage_failed */
  upTo(bytes: number): void;
  release(): void;
}

export function createBodyBudget(mostBytes: number): BodyBudget {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > mostBytes) return false;
      held += bytes;
      return true;
    },
    give(bytes) {
      held -= bytes;
    },
  };
}

export interface BodyLimits {
  /** The most bytes that are taken. */
  readonly bytes: number;
  readonly budget: BodyBudget;
  /** How long the whole body may take; default 30 s. */
  readonly arrivalMs?: number;
}

/**
 * The whole body of a request, held up to a limit: what goes beyond is taken in and dropped, so that the client gets to read the
 * answer. On Node's own server it comes from the socket's stream, which costs a fraction of the web stream around it.
 *
 * @param bindings what the platform hands in beside the request, if anything
 * @returns null when it broke off
 * @throws {AppError} payload_too_large, request_timeout; storage_failed - the budget is spent
 */
export async function readLimitedBody(request: Request, bindings: unknown, limits: BodyLimits): Promise<Buffer | null> {
  const incoming = incomingOf(bindings);
  if (incoming !== null) return readIncomingBody(incoming, limits);
  const taken = collector(limits);
  try {
    return (await drain(request.body, taken, limits)) ? taken.whole() : null;
  } finally {
    taken.release();
  }
}

/** The same of Node's own request, which nobody has begun to read. */
export async function readIncomingBody(incoming: IncomingMessage, limits: BodyLimits): Promise<Buffer | null> {
  const taken = collector(limits);
  try {
    return (await listen(incoming, taken, limits)) ? taken.whole() : null;
  } finally {
    taken.release();
  }
}

/** Node's request, unless somebody has wrapped it by now: its bytes only come out of there then. */
function incomingOf(bindings: unknown): IncomingMessage | null {
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return null;
  const { incoming } = bindings;
  if (!(incoming instanceof IncomingMessage) || 'rawBody' in incoming) return null;
  const isTaken =
    incoming.readableDidRead || incoming.listenerCount('data') > 0 || incoming.listenerCount('readable') > 0;
  return isTaken ? null : incoming;
}

/** Whether all of it came. */
function listen(
  incoming: IncomingMessage,
  taken: Collector,
  { arrivalMs = ARRIVAL_LIMIT_MS }: BodyLimits,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isWhole: boolean): void => {
      clearTimeout(late);
      incoming.off('data', onData);
      incoming.off('end', onEnd);
      incoming.off('error', onBroken);
      incoming.off('close', onBroken);
      resolve(isWhole);
    };
    const onData = (chunk: Buffer): void => {
      if (!taken.add(chunk)) settle(true);
    };
    const onEnd = (): void => settle(true);
    const onBroken = (): void => settle(false);
    const late = setTimeout(() => {
      taken.refuse(tooSlow(arrivalMs));
      settle(true);
    }, arrivalMs);
    late.unref();
    incoming.on('data', onData);
    incoming.on('end', onEnd);
    incoming.on('error', onBroken);
    incoming.on('close', onBroken);
    if (incoming.destroyed) onBroken();
  });
}

async function drain(
  stream: ReadableStream<Uint8Array> | null,
  taken: Collector,
  { arrivalMs = ARRIVAL_LIMIT_MS }: BodyLimits,
): Promise<boolean> {
  if (stream === null) return true;
  const reader = stream.getReader();
  const late = setTimeout(() => {
    taken.refuse(tooSlow(arrivalMs));
    // It may have ended by itself meanwhile.
    reader.cancel().catch(() => {});
  }, arrivalMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || !taken.add(value)) return true;
    }
  } catch {
    return false;
  } finally {
    clearTimeout(late);
  }
}

interface Collector {
  /** Holds or drops it. False when so much came that the rest is not even dropped. */
  add(chunk: Uint8Array): boolean;
  refuse(reason: AppError): void;
  whole(): Buffer;
  release(): void;
}

function collector({ bytes, budget }: BodyLimits): Collector {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let held = 0;
  let refusal: AppError | null = null;
  const letGo = (): void => {
    chunks = [];
    budget.give(held);
    held = 0;
  };
  const refuse = (reason: AppError): void => {
    refusal ??= reason;
    letGo();
  };
  return {
    add(chunk) {
      size += chunk.byteLength;
      if (size > bytes) refuse(tooLarge(bytes));
      if (refusal === null) {
        const more = Math.max(0, size - FREE_BYTES) - held;
        if (budget.take(more)) {
          held += more;
          chunks.push(chunk);
        } else refuse(tooMany());
      }
      return size <= DROPPED_BYTES;
    },
    refuse,
    whole() {
      if (refusal !== null) throw refusal;
      const [first] = chunks;
      if (first === undefined) return NOTHING;
      return chunks.length === 1
        ? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
        : Buffer.concat(chunks);
    },
    release: letGo,
  };
}

function tooMany(): AppError {
  return new AppError(
    'storage_failed',
    'More large bodies are under way than this server can hold. Send it again later.',
    {
      members: { retryAfterSeconds: 5 },
    },
  );
}
