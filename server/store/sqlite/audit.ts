import { and, desc, eq, lt } from 'drizzle-orm';
import type { AuditRecord, AuditStore } from '../audit.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import { atomically, type Db } from './database.ts';
import { auditLog } from './schema/audit.ts';

/** What was done, per workspace; the database refuses to change or remove an entry. */
export function auditQueries(db: Db): (workspaceId: string) => AuditStore {
  return (workspaceId) => ({
    async append(entries) {
      atomically(db, (tx) => {
        for (const entry of entries)
          tx.insert(auditLog)
            .values({ ...entry, workspaceId })
            .run();
      });
    },

    async list({ after, limit, action, subjectId }) {
      const key = readSliceKey(after, ['n']);
      const rows = db
        .select()
        .from(auditLog)
        .where(
          and(
            eq(auditLog.workspaceId, workspaceId),
            action === null ? undefined : eq(auditLog.action, action),
            subjectId === null ? undefined : eq(auditLog.subjectId, subjectId),
            key === null ? undefined : lt(auditLog.seq, key[0]),
          ),
        )
        .orderBy(desc(auditLog.seq))
        .limit(limit + 1)
        .all();
      return toSlice(rows, limit, (row) => [row.seq], toEntry);
    },
  });
}

function toEntry(row: typeof auditLog.$inferSelect): AuditRecord {
  const { workspaceId: _workspaceId, seq: _seq, ...record } = row;
  return record;
}
