import { AppError } from '../errors.ts';

/** The IETF draft's header, for writes. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
/** How long a key keeps its answer. */
export const KEEP_KEYS_MS = 24 * 60 * 60_000;

const KEY = /^[\x20-\x7e]{1,255}$/;
/** A String of RFC 8941, which is what the draft asks for. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The key of a request, with or without the draft's quotes; null where it has none.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07#section-2.1
 * @throws {AppError} invalid_request - empty, too long, not printable ASCII, or given twice
 */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = typeof header === 'string' ? header : header.length === 1 ? (header[0] ?? '') : '';
  const quoted = QUOTED.exec(text)?.[1];
  const key = quoted === undefined ? text : quoted.replace(/\\(["\\])/g, '$1');
  if (KEY.test(key)) return notReserved(key);
  const message = 'must be 1 to 255 printable ASCII characters, once';
  throw new AppError('invalid_request', `The header ${IDEMPOTENCY_HEADER} ${message}.`, {
    errors: [{ path: IDEMPOTENCY_HEADER, message }],
  });
}

/** Under these the server sends what a person has approved: a caller that took one first would keep that call from being sent. */
const RESERVED = /^approval:/i;

/** @throws {AppError} invalid_request */
function notReserved(key: string): string {
  if (!RESERVED.test(key)) return key;
  const message = 'must not begin with "approval:", which is for this server’s own calls';
  throw new AppError('invalid_request', `The header ${IDEMPOTENCY_HEADER} ${message}.`, {
    errors: [{ path: IDEMPOTENCY_HEADER, message }],
  });
}
