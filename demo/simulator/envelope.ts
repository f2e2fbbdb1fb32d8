import { formatUtc } from './clock.ts';
import { encodeExactJson, type JsonValue } from './exact-json.ts';
import type { SeededRandom } from './random.ts';

/** A business failure: answered with HTTP 200 and this code (portal page "Return codes", id 1737172488964097). */
export class TikTokFailure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'TikTokFailure';
    this.code = code;
  }
}

/** TikTok's own wording for a token it does not take, which clients match on. */
export function badToken(): TikTokFailure {
  return new TikTokFailure(40105, 'Access token is incorrect or has been revoked.');
}

/** `20260312101112` followed by 18 upper-case hex characters, the shape TikTok's own ids have. */
export function makeRequestId(nowMs: number, random: SeededRandom): string {
  return formatUtc(nowMs).replace(/\D/g, '') + random.hex(18).toUpperCase();
}

/** The answer every call gets: `{code, message, request_id, data}`, with the same id in `X-Tt-Logid`. */
export function envelopeResponse(
  requestId: string,
  code: number,
  message: string,
  data: JsonValue,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = encodeExactJson({ code, message, request_id: requestId, data });
  return new Response(body, {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-tt-logid': requestId, ...headers },
  });
}
