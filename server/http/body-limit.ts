import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import type { AppEnv } from './app-env.ts';

const MEBIBYTE = 1024 * 1024;
export const JSON_LIMIT_BYTES = MEBIBYTE;
/** Thousands of properties with labels and examples. */
export const PROPERTIES_LIMIT_BYTES = 8 * MEBIBYTE;

// Most clients read an answer only once their body is sent, and a closed connection in the middle reads as a network
// failure. So what is too much is still taken in, and dropped, up to here.
const DROPPED_BYTES = 32 * MEBIBYTE;
const DROPPING_MS = 10_000;

/**
 * Stops a body that is too large, whether Content-Length says so or it turns out while it is read.
 *
 * @param limitFor the most bytes a path may take; null for one that streams and keeps its own limits
 */
export function bodyLimit(limitFor: (path: string) => number | null): MiddlewareHandler<AppEnv> {
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
    if (length !== undefined) {
      if (Number(length) > limit) {
        if (Number(length) <= DROPPED_BYTES) await drop(body);
        throw tooLarge(limit);
      }
      await next();
      return;
    }
    let exceeded = false;
    const limited = limitedTo(limit, body, () => {
      exceeded = true;
    });
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body: limited, duplex: 'half' });
    await next();
    // Whoever read the body only saw it break off and has called that bad JSON.
    if (exceeded) throw tooLarge(limit);
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

function limitedTo(limit: number, body: ReadableStream<Uint8Array>, exceed: () => void): ReadableStream<Uint8Array> {
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size <= limit) {
          controller.enqueue(chunk);
          return;
        }
        exceed();
        if (size > DROPPED_BYTES) controller.error(tooLarge(limit));
      },
      flush(controller) {
        if (size > limit) controller.error(tooLarge(limit));
      },
    }),
  );
}

function tooLarge(limit: number): AppError {
  return new AppError('payload_too_large', `The body is larger than the ${limit / MEBIBYTE} MiB this call takes.`);
}
