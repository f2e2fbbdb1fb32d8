import type { GuardedCall } from '../call-catalogue/index.ts';
import { fingerprintOf } from '../call-log/index.ts';
import type { Actor } from '../deps.ts';
import { AppError } from '../errors.ts';
import { Presence, type PassThroughContext } from './context.ts';
import type { CallAnswer } from '../guard-shapes/index.ts';
import { runWrite } from './pass-write.ts';
import type { SendTally } from './sender.ts';

/** Nobody is waiting, but others want their turn in the job's place. */
const MAX_WAIT_MS = 120_000;

/**
 * Sends a call that a person has approved: through every guard but the one that asked. The same approval and call id are the same
 * call, however often this runs.
 *
 * @throws {AppError} what a guard says against it, or what became of sending it; tiktok_unavailable - the signal aborted
 */
export async function runApproved(
  context: PassThroughContext,
  actor: Actor,
  call: GuardedCall,
  about: { approvalId: string; signal: AbortSignal },
): Promise<CallAnswer> {
  const { deps } = context;
  const presence = new Presence();
  const leave = (): void => presence.leave();
  if (about.signal.aborted) leave();
  about.signal.addEventListener('abort', leave, { once: true });
  const tally: SendTally = { waitMs: 0, tries: 0, tiktokCode: null, upstreamMs: 0, admission: null };
  let outcome: string = 'internal_error';
  try {
    const written = await runWrite(
      context,
      actor,
      call,
      {
        idempotencyKey: `approval:${about.approvalId}`,
        fingerprint: fingerprintOf(call, call.body.kind === 'json' ? call.body.value : null),
        approvedId: about.approvalId,
        claimedId: null,
      },
      { maxWaitMs: MAX_WAIT_MS, tally, presence, incoming: null },
    );
    if (written.kind === 'waiting') throw new Error('An approved call is not asked about again.');
    outcome = written.answer.tiktokCode === 0 ? 'ok' : String(written.answer.tiktokCode ?? 'no_envelope');
    return written.answer;
  } catch (error) {
    if (error instanceof AppError) outcome = error.code;
    throw error;
  } finally {
    about.signal.removeEventListener('abort', leave);
    deps.metrics.passThrough({ family: call.family, outcome, waitMs: tally.waitMs });
  }
}
