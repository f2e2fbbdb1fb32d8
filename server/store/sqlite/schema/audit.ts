import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AuditRecord } from '../../audit.ts';

// The migration adds triggers that refuse UPDATE and DELETE.
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text('id').primaryKey(),
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
    index('audit_log_list').on(table.workspaceId, table.at, table.id),
    index('audit_log_subject').on(table.workspaceId, table.subjectId, table.at, table.id),
  ],
);
