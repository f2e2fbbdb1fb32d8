import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    workspaceId: text('workspace_id').notNull(),
    subjectId: text('subject_id').notNull(),
    runAt: integer('run_at').notNull(),
    failures: integer('failures').notNull(),
    leaseOwner: text('lease_owner'),
    leaseUntil: integer('lease_until'),
    /** When somebody wanted it again while it ran. */
    againAt: integer('again_at'),
  },
  (table) => [
    uniqueIndex('jobs_subject').on(table.kind, table.subjectId),
    index('jobs_of_subject').on(table.subjectId),
    index('jobs_due').on(table.runAt),
  ],
);
