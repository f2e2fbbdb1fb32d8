import type { Approval } from '../../shared/approvals.ts';
import type { Actor } from '../deps.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { ApprovalRecord } from '../store/approvals.ts';
import type { EpochMs } from '../store/types.ts';

/** An approval as the caller sees it. */
export function viewApproval(record: ApprovalRecord, actor: Actor, now: EpochMs): Approval {
  const { id, status, runs, advertiserId, accountName, currency, connectionId, method, path, family } = record;
  const { actions, asked, subject, facts, decidedBy, note, callId, result } = record;
  return {
    id,
    status,
    requestedAt: toInstant(record.requestedAt),
    expiresAt: toInstant(record.expiresAt),
    requestedBy: { actorKind: record.actorKind, credential: record.credential, userId: record.userId },
    advertiserId,
    accountName,
    currency,
    connectionId,
    method,
    path,
    family,
    actions,
    asked,
    subject,
    facts,
    runs,
    decidedAt: toInstantOrNull(record.decidedAt),
    decidedBy,
    note,
    callId,
    result,
    mayDecide: status === 'pending' && record.expiresAt > now && whyNotDecide(record, actor) === null,
  };
}

/**
 * Why somebody may not decide on it, null where they may. A person decides, in a session of their own: a key or a model that
 * could say yes to itself would make the question pointless, as would a person who asks and answers.
 */
export function whyNotDecide(
  { userId, credential }: Pick<ApprovalRecord, 'userId' | 'credential'>,
  actor: Actor,
): 'permission' | 'no_person' | 'own' | null {
  if (actor.kind !== 'session' || actor.actorKind !== 'person') return 'no_person';
  if (!actor.permissions.has('controls')) return 'permission';
  return credential === 'session' && userId === actor.userId ? 'own' : null;
}
