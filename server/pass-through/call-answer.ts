import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { AppError } from '../errors.ts';
import { networkReason } from '../tiktok/index.ts';
import { peekWhole } from './envelope-peek.ts';
import type { CallAnswer, Sent } from '../guard-shapes/index.ts';
import { logIdOf, type Tried } from './sender.ts';

/** Answers to writes are some ids; so much more may come, and is taken whole. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** What one try of a write came to. */
export function toSent(tried: Tried): Sent {
  const { exchanged } = tried;
  if (exchanged.kind === 'failed') {
    return exchanged.wasSent
      ? { kind: 'lost', detail: networkReason(exchanged.error) }
      : { kind: 'not_sent', error: unreachable(exchanged.error) };
  }
  if (exchanged.kind === 'streaming') throw new Error('The answer to a write is taken whole.');
  return { kind: 'answered', answer: toCallAnswer(tried, exchanged.body, exchanged.head.status) };
}

function toCallAnswer(tried: Tried, received: Buffer, httpStatus: number): CallAnswer {
  const { exchanged, retryAfterMs } = tried;
  const headers = exchanged.kind === 'failed' ? {} : exchanged.head.headers;
  const encoding = headers['content-encoding'];
  const body = encoding === undefined ? received : decode(received, encoding);
  const peeked = encoding === undefined ? tried.peeked : peekWhole(body);
  return {
    httpStatus,
    contentType: headers['content-type'] ?? null,
    body,
    tiktokCode: peeked.code,
    tiktokMessage: peeked.message,
    tiktokRequestId: peeked.tiktokRequestId ?? logIdOf(exchanged),
    retryAfterMs,
  };
}

/** TikTok was asked for plain bytes. Should its edge know better, the answer is stored and replayed plainly all the same. */
function decode(body: Buffer, encoding: string): Buffer {
  try {
    const limit = { maxOutputLength: MAX_ANSWER_BYTES };
    if (encoding === 'gzip') return gunzipSync(body, limit);
    if (encoding === 'br') return brotliDecompressSync(body, limit);
    if (encoding === 'deflate') return inflateSync(body, limit);
  } catch {
    // Not what it says it is: passed on as it came.
  }
  return body;
}

function unreachable(cause: Error): AppError {
  return new AppError(
    'tiktok_unavailable',
    `TikTok could not be reached (${networkReason(cause)}). Nothing was sent; try again in a moment.`,
    { cause },
  );
}
