import type { IncomingHttpHeaders } from 'node:http';
import type { Admission } from '../tiktok/index.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from '../http/index.ts';

// Both ways only what is named here goes through. Credentials, cookies, what belongs to one connection, and whatever else somebody
// may put into a header stay where they are.

/** Of the caller's request. Encodings are not negotiated: TikTok answers plainly, and its code can be read. */
const TO_TIKTOK: readonly string[] = [
  'accept',
  'accept-language',
  'range',
  'if-range',
  'if-none-match',
  'if-modified-since',
];
const DEFAULT_ACCEPT = 'application/json';

/** Of TikTok's answer; the length and TikTok's own are apart. */
const TO_CALLER: readonly (readonly [string, string])[] = [
  ['content-type', 'Content-Type'],
  ['content-encoding', 'Content-Encoding'],
  ['content-disposition', 'Content-Disposition'],
  ['content-language', 'Content-Language'],
  ['content-range', 'Content-Range'],
  ['accept-ranges', 'Accept-Ranges'],
  ['etag', 'ETag'],
  ['last-modified', 'Last-Modified'],
  ['x-tt-logid', 'X-Tt-Logid'],
  ['x-tt-ads-throttle', 'X-Tt-Ads-Throttle'],
];

/** Laid out once. What lets pages of other origins read an answer is of use to nobody but pages, which name theirs. */
const FIXED: readonly string[] = Object.entries(SECURITY_HEADERS).flat();
const FIXED_FOR_PAGES: readonly string[] = Object.entries({ ...SECURITY_HEADERS, ...CORS_HEADERS }).flat();

/** Headers of the request to TikTok, in undici's flat form. @param header reads the caller's */
export function requestHeaders(header: (name: string) => string | undefined, accessToken: string): string[] {
  const headers = [
    'access-token',
    accessToken,
    'accept-encoding',
    'identity',
    'accept',
    header('accept') ?? DEFAULT_ACCEPT,
  ];
  for (const name of TO_TIKTOK) {
    const value = name === 'accept' ? undefined : header(name);
    if (value !== undefined) headers.push(name, value);
  }
  return headers;
}

/** What this server says about an answer. */
export interface OwnHeaders {
  readonly requestId: string;
  /** Whether the request came with an `Origin`. */
  readonly isFromPage: boolean;
  readonly tiktokRequestId: string | null;
  readonly admission?: Pick<Admission, 'rateLimit' | 'policy'> | null;
  readonly retryAfterMs?: number | null;
  readonly callId?: string;
}

/** Headers of an answer of TikTok's, in Node's flat form. @param length where it is known */
export function answerHeaders(head: IncomingHttpHeaders, own: OwnHeaders, length: number | string | null): string[] {
  const headers = ownHeaders(own, head['retry-after']);
  for (const [name, title] of TO_CALLER) {
    const value = head[name];
    if (typeof value === 'string') headers.push(title, value);
  }
  if (length !== null) headers.push('Content-Length', String(length));
  return headers;
}

/** Headers of every answer. @param retryAfter TikTok's own, which goes before what this server makes of the limit */
export function ownHeaders(own: OwnHeaders, retryAfter?: string): string[] {
  const headers = [...(own.isFromPage ? FIXED_FOR_PAGES : FIXED), 'X-Request-Id', own.requestId];
  if (own.tiktokRequestId !== null) headers.push('X-Tiktok-Request-Id', own.tiktokRequestId);
  if (own.callId !== undefined) headers.push('X-Call-Id', own.callId);
  const { admission } = own;
  if (admission !== undefined && admission !== null && admission.policy !== '')
    headers.push('RateLimit', admission.rateLimit, 'RateLimit-Policy', admission.policy);
  if (retryAfter !== undefined) headers.push('Retry-After', retryAfter);
  else if (typeof own.retryAfterMs === 'number')
    headers.push('Retry-After', String(Math.max(1, Math.ceil(own.retryAfterMs / 1000))));
  return headers;
}
