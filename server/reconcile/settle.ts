import type { GuardedCall } from '../call-catalogue/index.ts';
import { AppError } from '../errors.ts';
import { holdNames } from './leases.ts';
import { madeAnswer } from './made-answer.ts';
import { planOf } from './plan.ts';
import { look, outcomeUnknown, type Search } from './search.ts';
import type { Outcome } from './send.ts';

/**
 * Finds out what became of a call that was begun another time: before a crash, or before an end that nobody knew.
 *
 * @param call as it was sent again; null when nobody has sent it again, and so it is only looked for
 * @returns null when it was surely not done, or when doing it again changes nothing
 * @throws {AppError} call_outcome_unknown
 */
export async function settleCall(search: Search, call: GuardedCall | null): Promise<Outcome | null> {
  const { handle, time } = search;
  const { record } = handle;
  const plan = call === null ? null : planOf(call);
  if (plan?.kind === 'repeat') return null;
  if (record.lookUp === null) throw outcomeUnknown(handle, false);
  await holdNames(handle, time).catch((error: unknown) => {
    // Whoever has the names is no proof about this call: it stays in doubt.
    throw error instanceof AppError ? outcomeUnknown(handle, true) : error;
  });
  const pauses = time.limits.lookPausesMs;
  let isCertain = false;
  for (let looks = 0; looks < pauses.length; looks += 1) {
    // The first look need not wait: whoever sent it has not been heard of for some time.
    if (looks > 0) await time.sleep(pauses[looks] ?? 0);
    const looked = await look(search);
    if (looked === null) throw outcomeUnknown(handle, true);
    if (looked.found.every((entity) => entity !== null))
      return {
        answer: madeAnswer(record.lookUp.level, looked.found, looked.tiktokRequestId),
        isReconciled: true,
      };
    isCertain = looked.isCertain;
  }
  if (!isCertain) throw outcomeUnknown(handle, true);
  if (plan?.kind === 'look_up' && !plan.maySendAgain) throw outcomeUnknown(handle, false);
  if (record.lookUp.level === 'audience') throw outcomeUnknown(handle, false);
  return null;
}
