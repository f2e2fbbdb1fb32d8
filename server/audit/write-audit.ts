import type { Actor, Deps } from '../deps.ts';
import type { AuditRecord } from '../store/audit.ts';

/** Who did it: somebody with a credential, the person behind a sign-in link, or the server's own background work. */
export type AuditActor =
  | Actor
  | { readonly kind: 'server' }
  | { readonly kind: 'session' | 'host'; readonly userId: string | null; readonly origin: string | null };

export type AuditNote = Pick<AuditRecord, 'action' | 'subjectId'> & { detail?: AuditRecord['detail'] };

/**
 * Writes entries to the workspace's audit log, for good. Called right after the act, by the one caller that did it (whose
 * write won), before anybody is answered. Details name ids, states and counts, never personal values.
 *
 * Never rejects: what was done is done, and an error would only tell the caller to do it again. Entries the database does
 * not take go to the server's log instead, at level `error`, whole (docs/decisions/0020).
 */
export async function writeAudit(
  deps: Deps,
  workspaceId: string,
  actor: AuditActor,
  ...notes: readonly AuditNote[]
): Promise<void> {
  if (notes.length === 0) return;
  const at = deps.clock.now();
  const by =
    actor.kind === 'server'
      ? { actorKind: actor.kind, userId: null, origin: null }
      : { actorKind: actor.kind, userId: actor.userId, origin: actor.origin };
  const entries = notes.map((note) => ({ id: deps.random.id('aud'), at, ...by, detail: {}, ...note }));
  try {
    await deps.store.workspace(workspaceId).audit.append(entries);
  } catch (err) {
    deps.log.error({ workspaceId, entries, err }, 'audit entries could not be stored');
  }
}
