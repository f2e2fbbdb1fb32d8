/** PARTIAL_OK. */
export const PARTIAL_OK = 20001;

export type TikTokFailureKind =
  /** TikTok answered with its envelope and a code that is not 0. */
  | 'refused'
  /** The edge answered without an envelope: HTML 502, plain 404. */
  | 'edge'
  /** The envelope's `data` is not what the documents say. */
  | 'shape'
  /** No answer: connection lost, refused, timed out. */
  | 'network';

/** One failed call to TikTok. `tiktokRequestId` goes to the person who must act on it. */
export class TikTokApiError extends Error {
  override readonly name = 'TikTokApiError';
  readonly kind: TikTokFailureKind;
  /** TikTok's `code`, null without an envelope. */
  readonly code: number | null;
  readonly httpStatus: number | null;
  /** What was asked, such as `/advertiser/info/`; null where nobody needs to know. */
  readonly path: string | null;
  /** TikTok's `message`, empty without an envelope. */
  readonly tiktokMessage: string;
  readonly tiktokRequestId: string | null;
  /** True when TikTok may have done what was asked although it did not say so. */
  readonly mayHaveHappened: boolean;
  /** When asking again makes sense, if that is known and too long to wait for inside one request. */
  readonly retryAfterMs: number | null;

  constructor(failure: {
    kind: TikTokFailureKind;
    message: string;
    code?: number | null;
    httpStatus?: number | null;
    path?: string | null;
    tiktokMessage?: string;
    tiktokRequestId?: string | null;
    mayHaveHappened: boolean;
    retryAfterMs?: number | null;
    cause?: unknown;
  }) {
    super(failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.kind = failure.kind;
    this.code = failure.code ?? null;
    this.httpStatus = failure.httpStatus ?? null;
    this.path = failure.path ?? null;
    this.tiktokMessage = failure.tiktokMessage ?? '';
    this.tiktokRequestId = failure.tiktokRequestId ?? null;
    this.mayHaveHappened = failure.mayHaveHappened;
    this.retryAfterMs = failure.retryAfterMs ?? null;
  }
}

/** For calls whose answer does not tell which part was done: "in part" counts like an answer that was lost. */
export function doneInPart(path: string, tiktokRequestId: string): TikTokApiError {
  return new TikTokApiError({
    kind: 'refused',
    message: `TikTok POST ${path}: code ${PARTIAL_OK}, done in part`,
    code: PARTIAL_OK,
    path,
    tiktokMessage: 'done in part',
    tiktokRequestId,
    mayHaveHappened: true,
  });
}
