/** How the bytes of an upload arrive: counted and hashed, never kept. A film of 500 MB costs no more than its chunks. */
import { createHash } from 'node:crypto';
import type { ApiCall } from '../call.ts';
import { TikTokFailure } from '../envelope.ts';
import { isRecord, parseExactJson, type JsonValue } from '../exact-json.ts';
import { badArgument, type Arguments } from '../input.ts';
import { MultipartError, multipartBoundary, readMultipart } from '../multipart.ts';
import { summarize } from '../request-log.ts';
import { readText } from '../transport.ts';
import type { ReceivedFile } from './received-file.ts';

/** Enough of a file to see what it is. */
const HEAD_BYTES = 256 * 1024;
const MAX_JSON_BYTES = 1024 * 1024;
/** TikTok gives a URL about ten seconds. */
const FETCH_TIMEOUT_MS = 10_000;

class Meter {
  readonly #listen: (chunk: Uint8Array) => void;
  readonly #md5 = createHash('md5');
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  bytes = 0;

  constructor(listen: (chunk: Uint8Array) => void = () => {}) {
    this.#listen = listen;
  }

  write(chunk: Uint8Array): void {
    this.bytes += chunk.byteLength;
    this.#listen(chunk);
    this.#md5.update(chunk);
    if (this.#headBytes >= HEAD_BYTES) return;
    const kept = Buffer.from(chunk.subarray(0, HEAD_BYTES - this.#headBytes));
    this.#headBytes += kept.length;
    this.#head.push(kept);
  }

  file(fileName: string): ReceivedFile {
    return { fileName, bytes: this.bytes, md5: this.#md5.digest('hex'), head: Buffer.concat(this.#head) };
  }
}

/**
 * The arguments of an upload, with the file when one was sent under this name. Uploads by URL or id come as JSON too.
 *
 * @param listen hears the bytes of the file as they come
 * @throws {TikTokFailure} 40002
 */
export async function receiveUpload(
  call: ApiCall,
  fileField: string,
  listen?: (chunk: Uint8Array) => void,
): Promise<{ args: Arguments; file: ReceivedFile | null }> {
  const boundary = multipartBoundary(call.contentType);
  if (boundary === null) {
    const args = await readJson(call);
    call.logBody(summarize(args));
    call.state.advertiserLimits.count(idOf(args));
    return { args, file: null };
  }
  const meter = new Meter(listen);
  const form = await readMultipart(call.body, boundary, meter).catch((error: unknown) => {
    throw error instanceof MultipartError ? badArgument(error.message) : error;
  });
  const args = Object.fromEntries(form.fields);
  const file = form.file === null ? null : { ...form.file };
  call.logBody({ ...(summarize(args) as Record<string, JsonValue>), file });
  call.state.advertiserLimits.count(idOf(args));
  return { args, file: file === null || file.field !== fileField ? null : meter.file(file.fileName) };
}

async function readJson(call: ApiCall): Promise<Arguments> {
  if (!/^application\/json\b/i.test(call.contentType ?? ''))
    throw badArgument('Content-Type must be multipart/form-data, or application/json when no file is sent.');
  const text = await readText(call.body, MAX_JSON_BYTES);
  let body: unknown;
  try {
    body = parseExactJson(text ?? '');
  } catch {
    throw badArgument('The request body is not valid JSON.');
  }
  if (!isRecord(body)) throw badArgument('The request body must be a JSON object.');
  return body;
}

function idOf(args: Arguments): string {
  return typeof args['advertiser_id'] === 'string' ? args['advertiser_id'] : '';
}

/** Codes of a fetch that does not work out; images have some of their own. */
export interface FetchCodes {
  timeout: number;
  unavailable: number;
}

/**
 * Fetches a file. Text is refused, and a `Content-MD5` beside it has to be right (portal page "Upload a video").
 *
 * @throws {TikTokFailure} the codes given; 40914 - refused or broken off; 40907 - too large; 40900 - other bytes
 */
export async function fetchFile(address: string, maxBytes: number, codes: FetchCodes): Promise<ReceivedFile> {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new TikTokFailure(codes.unavailable, 'The URL is unavailable.');
  const url = new URL(address);
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    throw isTimeout
      ? new TikTokFailure(codes.timeout, 'Fetching the URL took too long.')
      : new TikTokFailure(codes.unavailable, 'The URL is unavailable.');
  }
  if (!response.ok || response.body === null)
    throw new TikTokFailure(codes.unavailable, `The URL is unavailable, HTTP ${response.status}.`);
  if (/^text\//i.test(response.headers.get('content-type') ?? ''))
    throw new TikTokFailure(40914, 'The URL does not lead to a file.');
  const meter = new Meter();
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      meter.write(chunk);
      if (meter.bytes > maxBytes) throw new TikTokFailure(40907, 'The file is too large.');
    }
  } catch (error) {
    throw error instanceof TikTokFailure ? error : new TikTokFailure(40914, 'Fetching the URL broke off.');
  }
  const file = meter.file(decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || 'file');
  const claimed = response.headers.get('content-md5');
  if (claimed !== null && claimed !== file.md5 && claimed !== Buffer.from(file.md5, 'hex').toString('base64'))
    throw new TikTokFailure(40900, 'File signature does not match the MD5 of the file.');
  return file;
}
