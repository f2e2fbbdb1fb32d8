import { readEnvelope } from './envelope.ts';
import type { TikTokApiError } from './errors.ts';
import type { TikTokAnswer, TikTokRequest } from './request.ts';
import { type FailedOutcome, mayHaveHappened, readRetryAfter } from './retry.ts';
import { scrub } from './scrub.ts';
import { type Exchange, networkReason } from './send.ts';

type Failure = ConstructorParameters<typeof TikTokApiError>[0] & {
  tiktokRequestId: string | null;
  code: number | null;
};
export type Interpreted<Data> =
  | { kind: 'ok'; answer: TikTokAnswer<Data> }
  | { kind: 'failed'; failure: Failure; outcome: FailedOutcome };

/** What an exchange means for the caller: the parsed data, or the failure and what decides about another try. */
export function interpret<Data>(exchange: Exchange, wanted: TikTokRequest<Data>, nowMs: number): Interpreted<Data> {
  if (exchange.kind === 'failed') {
    const outcome = { kind: 'network', sent: exchange.sent } as const;
    return failed(outcome, { message: describe(wanted, networkReason(exchange.error)), cause: exchange.error });
  }
  const { httpStatus } = exchange;
  const envelope = readEnvelope(exchange.text);
  if (envelope.kind === 'edge') {
    const outcome = { kind: 'edge', httpStatus, retryAfterMs: readRetryAfter(exchange.retryAfter, nowMs) } as const;
    // Without an envelope the log id is the only thing TikTok's support could look up.
    return failed(outcome, {
      message: describe(wanted, `HTTP ${httpStatus} without TikTok's envelope`),
      httpStatus,
      tiktokRequestId: exchange.logId,
    });
  }
  const tiktokRequestId = envelope.tiktokRequestId ?? exchange.logId;
  if (envelope.kind === 'refused') {
    const { code } = envelope;
    const tiktokMessage = scrub(envelope.message, wanted);
    const outcome = { kind: 'refused', code, message: envelope.message } as const;
    return failed(outcome, {
      message: describe(wanted, `code ${code}: ${tiktokMessage}`),
      code,
      path: wanted.path,
      httpStatus,
      tiktokMessage,
      tiktokRequestId,
    });
  }
  const parsed = wanted.data.safeParse(envelope.data);
  if (!parsed.success) {
    const where = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `data.${issue.path.join('.')}`)
      .join(', ');
    return failed(
      { kind: 'shape' },
      { message: describe(wanted, `an answer of another shape at ${where}`), code: null, httpStatus, tiktokRequestId },
    );
  }
  return {
    kind: 'ok',
    answer: { data: parsed.data, tiktokRequestId: tiktokRequestId ?? '', partial: envelope.partial },
  };
}

function failed(
  outcome: FailedOutcome,
  failure: Omit<Failure, 'kind' | 'mayHaveHappened' | 'code' | 'tiktokRequestId'> & Partial<Failure>,
): Interpreted<never> {
  return {
    kind: 'failed',
    outcome,
    failure: {
      code: null,
      tiktokRequestId: null,
      ...failure,
      kind: outcome.kind,
      mayHaveHappened: mayHaveHappened(outcome),
    },
  };
}

/** Names a call in an error's message: the path, never the query or the body. */
export function describe(wanted: { method: string; path: string }, what: string): string {
  return `TikTok ${wanted.method} ${wanted.path}: ${what}`;
}
