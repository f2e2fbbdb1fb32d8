import type { CallAnswer } from '../guard-shapes/index.ts';
import { findReturnCode, PARTIAL_OK } from '../tiktok/index.ts';

/** What an answer of TikTok's proves. */
export type AnswerKind =
  | 'done'
  /** For good: the same call would be refused again. */
  | 'refused'
  /** Not done, for a reason that passes: a limit, a pause, a token that has ended, a page of the edge. */
  | 'not_now'
  /** Something broke on the way or inside TikTok, and what was asked may have been done before. */
  | 'unclear';

/**
 * Reads an answer: its code where it is an envelope, otherwise the HTTP status. Unclear are the codes that the client does not repeat
 * a write after either (SYS_ERROR, SYS_TIMEOUT, internal services, databases). Pure.
 */
export function readAnswer({
  httpStatus,
  tiktokCode,
  tiktokMessage,
}: Pick<CallAnswer, 'httpStatus' | 'tiktokCode' | 'tiktokMessage'>): AnswerKind {
  if (tiktokCode === null) return httpStatus >= 500 || httpStatus < 400 ? 'unclear' : 'not_now';
  if (isDone(tiktokCode, tiktokMessage)) return 'done';
  const { pace, outcome } = findReturnCode(tiktokCode, tiktokMessage);
  if (pace === 'back_off') return 'unclear';
  if (pace !== undefined) return 'not_now';
  // A sign-in or a scope: somebody signs in again, and the same call passes.
  return outcome === 'reconnect' ? 'not_now' : 'refused';
}

function isDone(code: number, message: string): boolean {
  // The examples on the segment pages show 200 beside "OK".
  return code === 0 || code === PARTIAL_OK || (code === 200 && message === 'OK');
}
