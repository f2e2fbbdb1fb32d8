import { randomBytes } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { encodeMultipart } from './multipart.ts';
import { encodeQuery } from './query.ts';
import type { TikTokRequest } from './request.ts';

const BASE_PATH = '/open_api/v1.3';
const DEFAULT_TIMEOUT_MS = 30_000;

/** How a call looks on the wire. */
export function dispatchOptions(wanted: TikTokRequest<unknown>, signal: AbortSignal): Dispatcher.RequestOptions {
  const timeoutMs = wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const common = {
    method: wanted.method,
    path: `${BASE_PATH}${wanted.path}${encodeQuery(wanted.query)}`,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (wanted.accessToken !== undefined) headers['access-token'] = wanted.accessToken;
  if (wanted.multipart !== undefined) {
    const body = encodeMultipart(
      wanted.multipart.fields,
      wanted.multipart.file,
      `form-${randomBytes(16).toString('hex')}`,
    );
    headers['content-type'] = body.contentType;
    headers['content-length'] = String(body.contentLength);
    return { ...common, headers, body: body.open() };
  }
  if (wanted.encodedJson !== undefined) {
    headers['content-type'] = 'application/json';
    return { ...common, headers, body: wanted.encodedJson };
  }
  if (wanted.json !== undefined) {
    headers['content-type'] = 'application/json';
    return { ...common, headers, body: JSON.stringify(wanted.json) };
  }
  return { ...common, headers };
}
