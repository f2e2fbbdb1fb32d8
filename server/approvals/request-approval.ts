import type { Approval } from '../../shared/approvals.ts';
import type { ControlAction } from '../../shared/control-kinds.ts';
import type { GuardedCall } from '../call-catalogue/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import { tellApproval } from './approval-events.ts';
import { callDigest } from './call-digest.ts';
import { auditApproval, expireApproval, REQUEST_LIVES_MS } from './end-approval.ts';
import { factsOf } from './facts.ts';
import { planRun, sealCall } from './kept-call.ts';
import { subjectOf, withKnownName } from './subject.ts';
import { viewApproval } from './view.ts';

/** More than anybody reads. Whoever asks in a loop is told so instead of burying what matters. */
const MAX_PENDING = 500;

/**
 * Asks for a decision on a call. The same call of the same caller, asked again while it is open, gives the same approval.
 *
 * @param asked the actions of the call that the controls want asked about
 * @param callId the record of the call, which goes on with it once it is approved
 * @throws {AppError} too_many_approvals; invalid_request - nothing in the call says what its file is
 */
export async function requestApproval(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  asked: readonly ControlAction[],
  callId: string,
): Promise<Approval> {
  const { workspaceId } = actor;
  const { approvals } = deps.store.workspace(workspaceId);
  const digest = callDigest(actor, call);
  let open = await approvals.findOpen(digest);
  if (open !== null && open.status !== 'running' && open.expiresAt <= deps.clock.now()) {
    // Over, and nobody has ended it yet: this is a new question.
    await expireApproval(deps, workspaceId, open.id);
    open = await approvals.findOpen(digest);
  }
  if (open !== null) return viewApproval(open, actor, deps.clock.now());
  const record = await newApproval(deps, actor, call, asked, digest, callId);
  const asking = await approvals.request(record, MAX_PENDING);
  if (asking === null) throw tooMany();
  if (asking.kind === 'requested') {
    await auditApproval(deps, workspaceId, actor, 'approval.requested', asking.record);
    await tellApproval(deps, workspaceId, asking.record);
  }
  return viewApproval(asking.record, actor, deps.clock.now());
}

async function newApproval(
  deps: Deps,
  actor: Actor,
  call: GuardedCall,
  asked: readonly ControlAction[],
  digest: string,
  callId: string,
): Promise<ApprovalRecord> {
  const { workspaceId } = actor;
  const { runs, kept } = planRun(call);
  const workspace = deps.store.workspace(workspaceId);
  if ((await workspace.approvals.countPending()) >= MAX_PENDING) throw tooMany();
  const account = call.advertiserId === null ? null : await workspace.adAccounts.get(call.advertiserId);
  const subject = await withKnownName(deps, workspaceId, call, subjectOf(call));
  const id = deps.random.id('apr');
  const now = deps.clock.now();
  return {
    id,
    status: 'pending',
    runs,
    requestedAt: now,
    expiresAt: now + REQUEST_LIVES_MS,
    actorKind: actor.actorKind,
    credential: actor.kind,
    userId: actor.userId,
    grant: { permissions: [...actor.permissions].sort(), origin: actor.origin },
    advertiserId: call.advertiserId,
    accountName: account?.name ?? null,
    currency: account?.currency ?? null,
    connectionId: call.connectionId,
    method: call.method,
    path: call.path,
    family: call.family,
    actions: [...call.actions],
    asked: [...asked],
    subject,
    facts: factsOf(call),
    digest,
    sealedCall: kept === null ? null : sealCall(deps, workspaceId, id, kept),
    decidedAt: null,
    decidedBy: null,
    note: null,
    callId,
    result: null,
    updatedAt: now,
    endedAt: null,
  };
}

function tooMany(): AppError {
  return new AppError(
    'too_many_approvals',
    `${MAX_PENDING} calls wait for a decision already. Somebody has to decide on some of them, or withdraw them, first.`,
  );
}
