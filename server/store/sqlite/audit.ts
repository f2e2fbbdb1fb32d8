import { and, desc, eq, lt, or } from 'drizzle-orm';
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
      const key = readSliceKey(after, ['n', 's']);
      const rows = db
        .select()
        .from(auditLog)
        .where(
          and(
            eq(auditLog.workspaceId, workspaceId),
            action === null ? undefined : eq(auditLog.action, action),
            subjectId === null ? undefined : eq(auditLog.subjectId, subjectId),
            key === null
              ? undefined
              : or(lt(auditLog.at, key[0]), and(eq(auditLog.at, key[0]), lt(auditLog.id, key[1]))),
          ),
        )
        .orderBy(desc(auditLog.at), desc(auditLog.id))
        .limit(limit + 1)
        .all();
      return toSlice(rows, limit, (row) => [row.at, row.id], toEntry);
    },
  });
}

function toEntry(row: typeof auditLog.$inferSelect): AuditRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
