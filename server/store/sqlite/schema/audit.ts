import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AuditRecord } from '../../audit.ts';

// The migration adds triggers that refuse UPDATE, DELETE and REPLACE.
export const auditLog = sqliteTable(
  'audit_log',
  {
    /** The order of writing; instants may be equal, or of clocks that disagree. */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    at: integer('at').notNull(),
    action: text('action').$type<AuditRecord['action']>().notNull(),
    actorKind: text('actor_kind').$type<AuditRecord['actorKind']>().notNull(),
    userId: text('user_id'),
    origin: text('origin'),
    subjectId: text('subject_id').notNull(),
    detail: text('detail', { mode: 'json' }).$type<AuditRecord['detail']>().notNull(),
  },
  (table) => [
    uniqueIndex('audit_log_id').on(table.id),
    index('audit_log_list').on(table.workspaceId, table.seq),
    index('audit_log_action').on(table.workspaceId, table.action, table.seq),
    index('audit_log_subject').on(table.workspaceId, table.subjectId, table.seq),
  ],
);
