import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';

export interface PartUploader {
  /** Sends the next part after all before it; resolves with the export as the server then has it. */
  send(part: ArrayBuffer, isLast: boolean): Promise<Export>;
  /** Goes on after a failure, from the byte where the server stopped. */
  resume(): Promise<Export>;
  readonly sentBytes: number;
}

export interface PartUploaderOptions {
  client: Pick<TikTokAdsClient, 'call' | 'uploadRecords'>;
  exportId: string;
  signal: AbortSignal;
  /** Resolves after so many milliseconds, or rejects when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const RETRY_AFTER_MS = [500, 1500, 4000, 8000, 15_000];
// What a second try can cure: a lost line, a proxy's hiccup, a wrong offset after a lost answer, our own last request that
// the server has not yet given up on.
const CURABLE = new Set([
  'network_error',
  'timeout',
  'request_timeout',
  'unexpected_response',
  'upload_offset_mismatch',
  'upload_in_progress',
  'internal_error',
]);

/**
 * Sends the parts of one upload in order. A part that breaks off is continued from the server's `receivedBytes`, never sent
 * twice; after five tries it fails with the last error and `resume` goes on by hand.
 */
export function createPartUploader({ client, exportId, signal, wait }: PartUploaderOptions): PartUploader {
  let sentBytes = 0;
  let unsent: ArrayBuffer | null = null;
  let isLastPart = false;

  async function sendRest(part: ArrayBuffer): Promise<Export> {
    const start = sentBytes;
    let from = 0;
    for (let attempt = 0; ; attempt++) {
      try {
        const value = await client.uploadRecords(exportId, new Blob([from === 0 ? part : part.slice(from)]), {
          contentType: 'text/csv',
          columns: 'attributes',
          offset: start + from,
          more: !isLastPart,
          signal,
        });
        sentBytes = start + part.byteLength;
        unsent = null;
        return value;
      } catch (error) {
        const failure = toTikTokAdsError(error);
        if (!CURABLE.has(failure.code)) throw failure;
        const delayMs = RETRY_AFTER_MS[attempt];
        if (delayMs === undefined) throw failure;
        await wait(delayMs, signal);
        const known = await receivedBytes();
        if (known === null) continue;
        if (known === start + part.byteLength) return finishPart(start + part.byteLength);
        if (known < start || known > start + part.byteLength) throw lostPlace(failure);
        from = known - start;
      }
    }
  }

  async function finishPart(total: number): Promise<Export> {
    sentBytes = total;
    unsent = null;
    return client.call('getExport', { params: { exportId }, signal });
  }

  async function receivedBytes(): Promise<number | null> {
    try {
      return (await client.call('getExport', { params: { exportId }, signal })).receivedBytes;
    } catch (error) {
      if (CURABLE.has(toTikTokAdsError(error).code)) return null;
      throw error;
    }
  }

  return {
    get sentBytes() {
      return sentBytes;
    },
    send(part, isLast) {
      unsent = part;
      isLastPart = isLast;
      return sendRest(part);
    },
    async resume() {
      const known = await receivedBytes();
      if (unsent === null) return client.call('getExport', { params: { exportId }, signal });
      if (known !== null && known > sentBytes && known <= sentBytes + unsent.byteLength) {
        const rest = unsent.slice(known - sentBytes);
        sentBytes = known;
        if (rest.byteLength === 0) return finishPart(known);
        unsent = rest;
      }
      return sendRest(unsent);
    },
  };
}

function lostPlace(cause: TikTokAdsError): TikTokAdsError {
  return new TikTokAdsError(
    'upload_offset_mismatch',
    'The server holds another part of this upload. Start the export again.',
    {
      cause,
      requestId: cause.requestId,
    },
  );
}
