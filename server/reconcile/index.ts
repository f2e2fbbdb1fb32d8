import type { GuardedCall } from '../call-catalogue/index.ts';
import type { Deps } from '../deps.ts';
import type { CallHandle, GrantRun, Guards } from '../guard-shapes/index.ts';
import { DEFAULT_RECONCILE_LIMITS, type ReconcileLimits } from './limits.ts';
import { requestIdOf, takesRequestId } from './plan.ts';
import { REAL_TIME, type ReconcileTime, type Search, sentBy } from './search.ts';
import { type Outcome, sendCall } from './send.ts';
import { settleCall } from './settle.ts';

export { DEFAULT_RECONCILE_LIMITS, type ReconcileLimits } from './limits.ts';
export { CREATE_PATHS, lookUpOf, requestIdOf, takesRequestId } from './plan.ts';
export { type AnswerKind, readAnswer } from './read-answer.ts';
export { newRequestId } from './request-id.ts';

/** How a lost answer is found again. */
export type Reconcile = Guards['reconcile'] & {
  /**
   * Looks for what a call has made that nobody has sent again, such as after a crash.
   *
   * @returns null when nothing of it is there
   * @throws {AppError} call_outcome_unknown
   */
  lookBack(deps: Deps, handle: CallHandle, grantRun: GrantRun): Promise<Outcome | null>;
};

/** @param parts limits and clocks, where they differ from the real ones */
export function createReconcile(
  parts: { limits?: Partial<ReconcileLimits> } & Partial<Omit<ReconcileTime, 'limits'>> = {},
): Reconcile {
  const time: ReconcileTime = {
    ...REAL_TIME,
    ...parts,
    limits: { ...DEFAULT_RECONCILE_LIMITS, ...parts.limits },
  };
  const searchOf = (deps: Deps, handle: CallHandle, grantRun: GrantRun, sent: Search['sent']): Search => ({
    deps,
    handle,
    grantRun,
    time,
    sent,
    endsAt: time.monotonic() + time.limits.boundMs,
  });
  return {
    prepare(_deps, call, handle) {
      const { createRequestId } = handle.record;
      if (createRequestId === null || !takesRequestId(call) || requestIdOf(call) !== null) return call;
      return withRequestId(call, createRequestId);
    },
    send: (deps, call, handle, grantRun, once) => sendCall(searchOf(deps, handle, grantRun, sentBy(call)), call, once),
    settle: (deps, call, handle, grantRun) => settleCall(searchOf(deps, handle, grantRun, sentBy(call)), call),
    lookBack: (deps, handle, grantRun) => settleCall(searchOf(deps, handle, grantRun, null), null),
  };
}

function withRequestId(call: GuardedCall, requestId: string): GuardedCall {
  if (call.body.kind !== 'json') return call;
  return { ...call, body: { kind: 'json', value: { ...call.body.value, request_id: requestId } } };
}
