import type { Approval } from '../../shared/approvals.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import { type SealContext, secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { requireBound } from './bound-upload.ts';
import { mayCarryPeople } from './private-families.ts';

/** A call is a page of JSON; what is larger is data, and 500 of them are not kept. */
const MAX_KEPT_BYTES = 256 * 1024;

/** A call that the server can send by itself: nothing in it streams. */
export type KeptCall = Omit<GuardedCall, 'id'>;

function contextOf(workspaceId: string, approvalId: string): SealContext {
  return secretContext({ workspaceId, kind: 'approval-call', id: approvalId });
}

/**
 * Who sends a call once it is approved, with the call to keep where the server does. Files are not kept, nor is what may
 * carry people: those callers send the call again, and its digest shows that it is the same.
 *
 * @throws {AppError} invalid_request - nothing in the call says what its file or its bytes are, so that nobody could tell
 *   whether the same is sent again
 */
export function planRun(call: GuardedCall): { runs: Approval['runs']; kept: string | null } {
  const { id: _id, ...rest } = call;
  requireBound(call);
  if (call.body.kind === 'form' || call.body.kind === 'stream' || mayCarryPeople(call.family)) {
    return { runs: 'by_caller', kept: null };
  }
  const kept = JSON.stringify(rest satisfies KeptCall);
  return Buffer.byteLength(kept) > MAX_KEPT_BYTES ? { runs: 'by_caller', kept: null } : { runs: 'by_server', kept };
}

export function sealCall(deps: Pick<Deps, 'sealer'>, workspaceId: string, approvalId: string, kept: string): string {
  return deps.sealer.seal(kept, contextOf(workspaceId, approvalId));
}

/**
 * @param callId under which it is sent
 * @throws {SealError} no key of this server opens it
 */
export function openCall(
  deps: Pick<Deps, 'sealer'>,
  workspaceId: string,
  approvalId: string,
  sealed: string,
  callId: string,
): GuardedCall {
  const kept = JSON.parse(deps.sealer.open(sealed, contextOf(workspaceId, approvalId))) as KeptCall;
  return { ...kept, id: callId };
}
