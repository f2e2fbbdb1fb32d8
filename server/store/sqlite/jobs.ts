import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { JobRecord, JobStore } from '../jobs.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { jobs } from './schema/jobs.ts';

const KINDS = sql`${jobs.kind} in (select value from json_each(${sql.placeholder('kinds')}))`;

/** The queue of background work, of all workspaces. A lease is taken in one statement, so that one claimer wins. */
export function jobQueries(db: Db, random: IdSource): JobStore {
  const claim = db
    .update(jobs)
    .set({ leaseOwner: sql`${sql.placeholder('owner')}`, leaseUntil: sql`${sql.placeholder('until')}`, againAt: null })
    .where(
      sql`${jobs.id} = (select ${jobs.id} from ${jobs} where ${KINDS} and ${jobs.runAt} <= ${sql.placeholder('now')}
        and (${jobs.leaseUntil} is null or ${jobs.leaseUntil} <= ${sql.placeholder('now')}) order by ${jobs.runAt}, ${jobs.id} limit 1)`,
    )
    .returning()
    .prepare();
  const next = db
    .select({ at: sql<number | null>`min(max(${jobs.runAt}, coalesce(${jobs.leaseUntil}, 0)))` })
    .from(jobs)
    .where(KINDS)
    .prepare();

  return {
    async enqueue(job) {
      const wanted = sql`excluded.run_at`;
      db.insert(jobs)
        .values({ ...job, id: random.id('job'), failures: 0 })
        .onConflictDoUpdate({
          target: [jobs.kind, jobs.subjectId],
          set: {
            runAt: sql`min(${jobs.runAt}, ${wanted})`,
            againAt: sql`case when ${jobs.leaseOwner} is null then null else min(coalesce(${jobs.againAt}, ${wanted}), ${wanted}) end`,
          },
        })
        .run();
    },

    async claim(kinds, owner, now, until) {
      const row = claim.get({ kinds: JSON.stringify(kinds), owner, now, until });
      return (row as typeof row | undefined) === undefined ? null : toJob(row);
    },

    async renew(id, owner, until) {
      return (
        db
          .update(jobs)
          .set({ leaseUntil: until })
          .where(and(eq(jobs.id, id), eq(jobs.leaseOwner, owner)))
          .run().changes === 1
      );
    },

    async finish(id, owner, after) {
      const mine = and(eq(jobs.id, id), eq(jobs.leaseOwner, owner));
      const free = { leaseOwner: null, leaseUntil: null, againAt: null };
      atomically(db, (tx) => {
        if (after !== null) {
          const runAt = sql`min(${after.runAt}, coalesce(${jobs.againAt}, ${after.runAt}))`;
          tx.update(jobs)
            .set({ ...free, runAt, failures: after.failures })
            .where(mine)
            .run();
          return;
        }
        tx.delete(jobs)
          .where(and(mine, isNull(jobs.againAt)))
          .run();
        tx.update(jobs)
          .set({ ...free, runAt: sql`${jobs.againAt}`, failures: 0 })
          .where(and(mine, isNotNull(jobs.againAt)))
          .run();
      });
    },

    async remove(kind, subjectId) {
      db.delete(jobs)
        .where(and(eq(jobs.kind, kind), eq(jobs.subjectId, subjectId)))
        .run();
    },

    async nextRunAt(kinds) {
      return next.get({ kinds: JSON.stringify(kinds) })?.at ?? null;
    },
  };
}

function toJob(row: typeof jobs.$inferSelect): JobRecord {
  const { leaseOwner: _leaseOwner, leaseUntil: _leaseUntil, againAt: _againAt, ...record } = row;
  return record;
}
