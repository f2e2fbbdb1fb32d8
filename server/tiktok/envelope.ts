import { parseExactJson } from './exact-json.ts';

/** What one HTTP answer of TikTok's says. */
export type Envelope =
  | { kind: 'ok'; data: unknown; partial: boolean; tiktokRequestId: string }
  | { kind: 'refused'; code: number; message: string; tiktokRequestId: string | null }
  /** No envelope: a page of the edge, plain text, a broken body. */
  | { kind: 'edge' };

const OK = 0;
/** PARTIAL_OK: `data` tells item by item what was done. */
const PARTIAL_OK = 20001;
/** The examples on the segment pages show this instead of 0; it counts only beside the message "OK". */
const OK_ON_SEGMENT_PAGES = 200;
/** It is handed on in a header; what cannot stand there is none. */
const REQUEST_ID = /^[\x21-\x7e]{1,200}$/;

/**
 * Reads `{"code", "message", "request_id", "data"}`. The code decides, never the HTTP status: failures arrive with
 * status 200.
 */
export function readEnvelope(text: string): Envelope {
  const body = parseObject(text);
  if (body === null) return { kind: 'edge' };
  const code = readCode(body['code']);
  if (code === null) return { kind: 'edge' };
  const message = typeof body['message'] === 'string' ? body['message'] : '';
  const given = body['request_id'];
  const tiktokRequestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : null;
  const isOk = code === OK || code === PARTIAL_OK || (code === OK_ON_SEGMENT_PAGES && message === 'OK');
  if (!isOk) return { kind: 'refused', code, message, tiktokRequestId };
  return { kind: 'ok', data: body['data'], partial: code === PARTIAL_OK, tiktokRequestId: tiktokRequestId ?? '' };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value = parseExactJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function readCode(value: unknown): number | null {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null;
}
