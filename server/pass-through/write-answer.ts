import type { Approval } from '../../shared/approvals.ts';
import { ownHeaders } from './answer-headers.ts';
import type { Outgoing } from './edges.ts';
import type { WriteOutcome } from './guard-call.ts';
import type { CallTally } from './call-tally.ts';

/** TikTok's own codes are numbers, and 0 is success: to its SDKs this is neither. */
const PENDING = 'approval_pending';
const WHAT_NEXT: Readonly<Record<Approval['runs'], string>> = {
  by_server: 'The server sends it then: look at the approval.',
  by_caller: 'Once it is approved, send exactly this call again with X-Approval-Id, within an hour.',
};

/** Answers a write: what TikTok said, byte for byte, or where the approval is. */
export function answerWrite(outgoing: Outgoing, outcome: WriteOutcome, tally: CallTally): void {
  const { requestId, isFromPage } = tally;
  const { callId } = outcome;
  tally.callId = callId;
  if (outcome.kind === 'waiting') {
    const { approval } = outcome;
    tally.outcome = PENDING;
    tally.status = 202;
    const body = Buffer.from(
      JSON.stringify({
        code: PENDING,
        message: `A person has to approve this call first. ${WHAT_NEXT[approval.runs]}`,
        approvalId: approval.id,
        approval,
      }),
    );
    outgoing.start(202, [
      ...ownHeaders({ requestId, isFromPage, callId, tiktokRequestId: null }),
      'Location',
      `/v1/approvals/${approval.id}`,
      'Content-Type',
      'application/json',
      'Content-Length',
      String(body.length),
    ]);
    outgoing.end(body);
    return;
  }
  const { answer, isReplayed, isReconciled } = outcome;
  const { httpStatus, contentType, body, tiktokCode, tiktokRequestId, retryAfterMs } = answer;
  tally.tiktokCode = tiktokCode;
  tally.status = httpStatus;
  tally.outcome = isReplayed
    ? 'replayed'
    : tiktokCode === null
      ? `http_${httpStatus}`
      : tiktokCode === 0
        ? 'ok'
        : String(tiktokCode);
  const isEmpty = httpStatus === 204 || httpStatus === 304;
  outgoing.start(httpStatus, [
    ...ownHeaders({ requestId, isFromPage, callId, tiktokRequestId, retryAfterMs, admission: tally.admission }),
    ...(contentType === null ? [] : ['Content-Type', contentType]),
    ...(isReplayed ? ['Idempotency-Replayed', 'true'] : []),
    ...(isReconciled ? ['X-Reconciled', 'true'] : []),
    ...(isEmpty ? [] : ['Content-Length', String(body.length)]),
  ]);
  outgoing.end(body);
}
