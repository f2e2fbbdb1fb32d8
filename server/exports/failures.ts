import type { Failure } from '../../shared/errors.ts';
import { RecordsError } from '../../shared/records/index.ts';
import { toAudienceError } from '../audiences/index.ts';
import { AppError } from '../errors.ts';
import { isPassingCode, TikTokApiError } from '../tiktok/index.ts';
import { asStorageError } from './spool-files.ts';

/** Somebody else moved the export on while this step ran: stop quietly, the other one's word counts. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
  constructor() {
    super('The export was moved on by somebody else.');
  }
}

/** The answer to a file that cannot be read. Names columns and row numbers, never a value. */
export function fromRecordsError(error: RecordsError): AppError {
  const { columns = [], expected, found, row } = error.details;
  if (error.code === 'missing_columns') {
    return new AppError('missing_columns', error.message, {
      errors: columns.map((column) => ({ path: column, message: 'is missing from the file' })),
      members: { ...(expected === undefined ? {} : { expected }), ...(found === undefined ? {} : { found }) },
      cause: error,
    });
  }
  return new AppError('malformed_records', error.message, {
    errors: columns.map((column) => ({ path: column, message: 'stands in the header more than once' })),
    members: { reason: error.code, ...(row === undefined ? {} : { row }) },
    cause: error,
  });
}

/** What `withGrant` says when it could not renew a token for the moment. */
const PASSING_CODES: readonly string[] = ['tiktok_unavailable', 'tiktok_rate_limited'];

/** Whether the same call may well work later: TikTok is busy, broken or out of reach, not unwilling. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return PASSING_CODES.includes(error.code);
  if (!(error instanceof TikTokApiError)) return false;
  if (error.retryAfterMs !== null) return true;
  switch (error.kind) {
    case 'network':
      return true;
    case 'edge':
      return error.httpStatus === null || error.httpStatus >= 500 || error.httpStatus === 429;
    case 'refused':
      return error.code !== null && isPassingCode(error.code, error.tiktokMessage);
    case 'shape':
      return false;
  }
}

/** What to keep with an export that failed, or null for an error nobody foresaw. */
export function toFailure(error: unknown): Failure | null {
  if (error instanceof TikTokApiError) return toAudienceError(error).toFailure();
  if (error instanceof RecordsError) return fromRecordsError(error).toFailure();
  const known = asStorageError(error);
  return known instanceof AppError ? known.toFailure() : null;
}
