import type { ErrorCode, Problem } from '../../shared/errors.ts';

/** Codes that arise in the page itself, beside the server's own. */
export type ClientErrorCode = 'network_error' | 'timeout' | 'aborted' | 'session_unavailable' | 'unexpected_response';
export type TikTokAdsErrorCode = ErrorCode | ClientErrorCode;

export interface TikTokAdsErrorDetails {
  /** HTTP status, 0 when there was no answer. */
  status?: number | undefined;
  requestId?: string | undefined;
  tiktokRequestId?: string | undefined;
  errors?: Problem['errors'];
  isPartMissing?: boolean;
  cause?: unknown;
}

/** The one error of the client: a stable `code`, and the ids that support needs. */
export class TikTokAdsError extends Error {
  override readonly name = 'TikTokAdsError';
  readonly code: TikTokAdsErrorCode;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly tiktokRequestId: string | undefined;
  readonly errors: NonNullable<Problem['errors']>;
  /** A part of this script did not load. Some browsers ask for it again only once the page is loaded anew. */
  readonly isPartMissing: boolean;

  constructor(code: TikTokAdsErrorCode, message: string, details: TikTokAdsErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? 0;
    this.requestId = details.requestId;
    this.tiktokRequestId = details.tiktokRequestId;
    this.errors = details.errors ?? [];
    this.isPartMissing = details.isPartMissing ?? false;
  }

  /** Also of another copy of the library: its client may serve our elements. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'TikTokAdsError';
  }
}

const SESSION_CODES: readonly string[] = [
  'session_unavailable',
  'invalid_session',
  'session_expired',
  'missing_credentials',
];

/** True when only a new session token can help. */
export function isSessionError(error: unknown): boolean {
  return error instanceof TikTokAdsError && SESSION_CODES.includes(error.code);
}

/** Whatever was thrown, as a {@link TikTokAdsError}; an unknown error becomes `internal_error`. */
export function toTikTokAdsError(error: unknown): TikTokAdsError {
  if (error instanceof TikTokAdsError) return error;
  return new TikTokAdsError('internal_error', error instanceof Error ? error.message : String(error), { cause: error });
}

/** Reads a refused answer. A body that is no problem document (a proxy's HTML page) becomes `unexpected_response`. */
export async function readProblem(response: Response): Promise<TikTokAdsError> {
  const requestId = response.headers.get('X-Request-Id') ?? undefined;
  const problem = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
  if (typeof problem?.code !== 'string') {
    return new TikTokAdsError('unexpected_response', `HTTP ${response.status}`, { status: response.status, requestId });
  }
  return new TikTokAdsError(problem.code, problem.detail ?? problem.title ?? problem.code, {
    status: response.status,
    requestId: problem.requestId ?? requestId,
    tiktokRequestId: problem.tiktokRequestId,
    errors: problem.errors,
  });
}
