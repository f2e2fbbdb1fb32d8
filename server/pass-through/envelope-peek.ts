import { readEnvelope } from '../tiktok/index.ts';

/** What TikTok's envelope says, as far as the pass-through needs to know. */
export interface Peeked {
  /** TikTok's `code`, null where there is no envelope or not enough of it. */
  readonly code: number | null;
  readonly message: string;
  readonly tiktokRequestId: string | null;
}

export const NO_ENVELOPE: Peeked = { code: null, message: '', tiktokRequestId: null };

/** The first members are the envelope's own: nothing is open before them but its brace. */
const BEGINNING = /^\s*\{\s*"code"\s*:\s*(\d{1,6})\s*,(?:\s*"message"\s*:\s*"((?:[^"\\]|\\.){0,500})"\s*,)?/;
const REQUEST_ID_NEXT = /^\s*"request_id"\s*:\s*"([\w-]{1,64})"/;
/** Closed by the last brace of all, so it is no member of `data`. */
const REQUEST_ID_LAST = /"request_id"\s*:\s*"([\w-]{1,64})"\s*\}\s*$/;
const HEAD_BYTES = 768;
const TAIL_BYTES = 160;

/** A whole answer. The quick way is for successes in the order in which TikTok writes them; all others are parsed. */
export function peekWhole(body: Buffer): Peeked {
  if (body.length < 2) return NO_ENVELOPE;
  const head = body.toString('latin1', 0, HEAD_BYTES);
  const beginning = BEGINNING.exec(head);
  if (beginning?.[1] === '0') {
    const tiktokRequestId =
      REQUEST_ID_NEXT.exec(head.slice(beginning[0].length))?.[1] ??
      REQUEST_ID_LAST.exec(body.toString('latin1', Math.max(0, body.length - TAIL_BYTES)))?.[1];
    if (tiktokRequestId !== undefined) return { code: 0, message: beginning[2] ?? '', tiktokRequestId };
  }
  if (!/^\s*\{/.test(head)) return NO_ENVELOPE;
  return readWhole(body.toString('utf8'));
}

function readWhole(text: string): Peeked {
  const envelope = readEnvelope(text);
  switch (envelope.kind) {
    case 'refused':
      return { code: envelope.code, message: envelope.message, tiktokRequestId: envelope.tiktokRequestId };
    case 'ok':
      return { code: envelope.partial ? 20001 : 0, message: '', tiktokRequestId: envelope.tiktokRequestId || null };
    case 'edge':
      return NO_ENVELOPE;
  }
}

/** The beginning of a long answer. */
export function peekBeginning(beginning: Buffer): Peeked {
  const head = beginning.toString('latin1', 0, HEAD_BYTES);
  const found = BEGINNING.exec(head);
  if (found === null) return NO_ENVELOPE;
  return {
    code: Number(found[1]),
    message: found[2] ?? '',
    tiktokRequestId: REQUEST_ID_NEXT.exec(head.slice(found[0].length))?.[1] ?? null,
  };
}
