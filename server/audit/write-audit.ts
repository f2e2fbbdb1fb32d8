import type { Actor, Deps } from '../deps.ts';
import type { AuditRecord } from '../store/audit.ts';

/** Who did it: somebody with a credential, the person behind a sign-in link, or the server's own background work. */
export type AuditActor =
  | Actor
  | { readonly kind: 'server' }
  | { readonly kind: 'session'; readonly userId: string | null; readonly origin: string | null };

export type AuditNote = Pick<AuditRecord, 'action' | 'subjectId'> & { detail?: AuditRecord['detail'] };

/** Writes entries to the workspace's audit log, for good. Details name ids, states and counts, never personal values. */
export async function writeAudit(
  deps: Deps,
  workspaceId: string,
  actor: AuditActor,
  ...notes: readonly AuditNote[]
): Promise<void> {
  const at = deps.clock.now();
  const by =
    actor.kind === 'server'
      ? { actorKind: actor.kind, userId: null, origin: null }
      : { actorKind: actor.kind, userId: actor.userId, origin: actor.origin };
  await deps.store
    .workspace(workspaceId)
    .audit.append(notes.map((note) => ({ id: deps.random.id('aud'), at, ...by, detail: {}, ...note })));
}
