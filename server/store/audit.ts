import type { AuditAction, AuditEntry } from '../../shared/audit.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';

export interface AuditRecord {
  id: string;
  at: EpochMs;
  action: AuditAction;
  actorKind: AuditEntry['actor']['kind'];
  userId: string | null;
  origin: string | null;
  subjectId: string;
  detail: AuditEntry['detail'];
}

/** Append-only: the database itself refuses to change or remove an entry. */
export interface AuditStore {
  /** All or none, in this order. */
  append(entries: readonly AuditRecord[]): Promise<void>;
  /** In the order of writing, the last first, whatever their instants. What is null does not narrow it. */
  list(query: SliceQuery & { action: AuditAction | null; subjectId: string | null }): Promise<Slice<AuditRecord>>;
}
