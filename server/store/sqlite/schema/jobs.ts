import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

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
    // Holds all that a claim weighs, so that it reads this and not the jobs: tens of thousands may be due.
    index('jobs_due').on(table.kind, table.runAt, table.workspaceId, table.leaseUntil, table.id),
    index('jobs_leased').on(table.leaseUntil).where(sql`"lease_until" is not null`),
  ],
);

/** When each workspace last got a place, in turns: who waits longest for one of many places goes first. */
export const jobTurns = sqliteTable(
  'job_turns',
  {
    workspaceId: text('workspace_id').notNull(),
    kind: text('kind').notNull(),
    turn: integer('turn').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.kind] }), index('job_turns_latest').on(table.turn)],
);
