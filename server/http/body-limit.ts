import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import type { AppEnv } from './app-env.ts';

/** How long a body with a size limit may take to arrive; whoever drips one byte a second must not hold a request open for days. */
export const ARRIVAL_LIMIT_MS = 30_000;

const MEBIBYTE = 1024 * 1024;
export const JSON_LIMIT_BYTES = MEBIBYTE;
/** Thousands of properties with labels and examples. */
export const PROPERTIES_LIMIT_BYTES = 8 * MEBIBYTE;

// Most clients read an answer only once their body is sent, and a closed connection in the middle reads as a network
// failure. So what is too much is still taken in, and dropped, up to here.
export const DROPPED_BYTES = 32 * MEBIBYTE;
const DROPPING_MS = 10_000;

/**
 * Stops a body that is too large, whether Content-Length says so or it turns out while it is read, and one that does not
 * arrive in time.
 *
 * @param limitFor the most bytes a path may take; null for one that streams and keeps its own limits
 * @param arrivalLimitMs how long the whole body may take; default 30 s
 */
export function bodyLimit(
  limitFor: (path: string) => number | null,
  arrivalLimitMs: number = ARRIVAL_LIMIT_MS,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const limit = limitFor(c.req.path);
    if (limit === null) {
      // The body is not even looked at: that would wrap it in a web stream, which in Node 20 takes in 16,384 pieces ahead.
      await next();
      return;
    }
    const { body } = c.req.raw;
    if (body === null) {
      await next();
      return;
    }
    const length = c.req.header('Content-Length');
    if (Number(length) > limit) {
      if (Number(length) <= DROPPED_BYTES) await drop(body);
      throw tooLarge(limit);
    }
    let stopped: AppError | null = null;
    const limited = limitedTo({ bytes: limit, ms: arrivalLimitMs }, body, (reason) => {
      stopped = reason;
    });
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body: limited.body, duplex: 'half' });
    await next();
    limited.end();
    // Whoever read the body only saw it break off and has called that bad JSON; who did not need it has done its work.
    if (stopped !== null && c.error !== undefined) throw stopped;
  };
}

async function drop(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const deadline = setTimeout(() => void reader.cancel().catch(() => {}), DROPPING_MS);
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client is gone, and with it whoever would read the answer.
  } finally {
    clearTimeout(deadline);
  }
}

function limitedTo(
  limit: { bytes: number; ms: number },
  body: ReadableStream<Uint8Array>,
  stop: (reason: AppError) => void,
): { body: ReadableStream<Uint8Array>; end(): void } {
  let size = 0;
  let late: NodeJS.Timeout | undefined;
  const limited = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start(controller) {
        late = setTimeout(() => {
          const reason = tooSlow(limit.ms);
          stop(reason);
          controller.error(reason);
        }, limit.ms);
        late.unref();
      },
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size <= limit.bytes) {
          controller.enqueue(chunk);
          return;
        }
        stop(tooLarge(limit.bytes));
        if (size > DROPPED_BYTES) controller.error(tooLarge(limit.bytes));
      },
      flush(controller) {
        clearTimeout(late);
        if (size > limit.bytes) controller.error(tooLarge(limit.bytes));
      },
    }),
  );
  return { body: limited, end: () => clearTimeout(late) };
}

export function tooSlow(limitMs: number): AppError {
  return new AppError(
    'request_timeout',
    `The body did not arrive within ${limitMs / 1000} seconds. Nothing was carried out; send the request again.`,
  );
}

export function tooLarge(limit: number): AppError {
  return new AppError('payload_too_large', `The body is larger than the ${limit / MEBIBYTE} MiB this call takes.`);
}
