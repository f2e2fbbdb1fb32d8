import { claimApproval, requestApproval } from './approvals/index.ts';
import { begin } from './call-log/index.ts';
import { callDenied, judge } from './controls/index.ts';
import type { Guards } from './guard-shapes/index.ts';
import { createReconcile, type Reconcile } from './reconcile/index.ts';
import { guard, pausedByDefault } from './spend-caps/index.ts';

/** Every guard of the pass-through, tied together: the features know each other by shapes only. */
export function createGuards(reconcile: Reconcile = createReconcile()): Guards {
  return {
    pausedByDefault,
    callLog: { begin },
    controls: { judge, denied: callDenied },
    approvals: { request: requestApproval, claim: claimApproval },
    spendCaps: { guard },
    reconcile,
  };
}
