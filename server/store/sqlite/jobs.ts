import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { JobRecord, JobStore } from '../jobs.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { jobs, jobTurns } from './schema/jobs.ts';

const KINDS = sql`${jobs.kind} in (select value from json_each(${sql.placeholder('kinds')}))`;
/** The plus keeps SQLite from the index of kinds: few jobs are leased, and the index of those finds them. */
const LEASED_KINDS = sql`+${jobs.kind} in (select value from json_each(${sql.placeholder('kinds')}))`;

/**
 * The queue of background work, of all workspaces. Which job is next is read and leased in one transaction, so that one claimer wins
 * and turns are counted right.
 */
export function jobQueries(db: Db, random: IdSource): JobStore {
  const enqueueIn = enqueuer(db, random);
  const due = sql`${KINDS} and ${jobs.runAt} <= ${sql.placeholder('now')}
    and (${jobs.leaseUntil} is null or ${jobs.leaseUntil} <= ${sql.placeholder('now')})`;
  const busy = db
    .select({ workspaceId: jobs.workspaceId, running: sql<number>`count(*)`.as('running') })
    .from(jobs)
    .where(sql`${jobs.leaseUntil} > ${sql.placeholder('now')} and ${LEASED_KINDS}`)
    .groupBy(jobs.workspaceId)
    .as('busy');
  const turns = db
    .select({ workspaceId: jobTurns.workspaceId, turn: sql<number>`max(${jobTurns.turn})`.as('turn') })
    .from(jobTurns)
    .where(sql`${jobTurns.kind} in (select value from json_each(${sql.placeholder('kinds')}))`)
    .groupBy(jobTurns.workspaceId)
    .as('turns');
  const claim = db
    .select({ id: jobs.id })
    .from(jobs)
    .leftJoin(busy, eq(busy.workspaceId, jobs.workspaceId))
    .leftJoin(turns, eq(turns.workspaceId, jobs.workspaceId))
    .where(sql`${due} and (${busy.running} is null or not ${sql.placeholder('idleOnly')})`)
    .orderBy(sql`coalesce(${busy.running}, 0)`, sql`coalesce(${turns.turn}, 0)`, jobs.runAt, jobs.id)
    .limit(1)
    .prepare();
  const claimOf = db
    .select({ id: jobs.id, runAt: jobs.runAt })
    .from(jobs)
    // One kind at a time: the index then gives them in this order, and the first one ends the search.
    .where(
      sql`${jobs.kind} = ${sql.placeholder('kind')} and ${jobs.runAt} <= ${sql.placeholder('now')}
        and (${jobs.leaseUntil} is null or ${jobs.leaseUntil} <= ${sql.placeholder('now')})
        and ${jobs.workspaceId} = ${sql.placeholder('workspaceId')}`,
    )
    .orderBy(jobs.runAt)
    .limit(1)
    .prepare();
  const lease = db
    .update(jobs)
    .set({ leaseOwner: sql`${sql.placeholder('owner')}`, leaseUntil: sql`${sql.placeholder('until')}`, againAt: null })
    .where(eq(jobs.id, sql.placeholder('id')))
    .returning()
    .prepare();
  const latest = sql`(select coalesce(max(${jobTurns.turn}), 0) + 1 from ${jobTurns})`;
  const takeTurn = db
    .insert(jobTurns)
    .values({ workspaceId: sql.placeholder('workspaceId'), kind: sql.placeholder('kind'), turn: latest })
    .onConflictDoUpdate({ target: [jobTurns.workspaceId, jobTurns.kind], set: { turn: latest } })
    .prepare();
  // Two questions, each of which an index answers without looking at every job.
  const nextFree = db
    .select({
      at: sql<
        number | null
      >`(select min(at) from (select (select ${jobs.runAt} from ${jobs} where ${jobs.kind} = kinds.value
        and ${jobs.leaseUntil} is null order by ${jobs.runAt} limit 1) as at from json_each(${sql.placeholder('kinds')}) as kinds))`,
    })
    .from(sql`(select 1)`)
    .prepare();
  const nextLeased = db
    .select({ at: sql<number | null>`min(max(${jobs.runAt}, ${jobs.leaseUntil}))` })
    .from(jobs)
    .where(and(LEASED_KINDS, isNotNull(jobs.leaseUntil)))
    .prepare();
  const next = (kinds: string): number | null => {
    const times = [nextFree.get({ kinds })?.at ?? null, nextLeased.get({ kinds })?.at ?? null];
    const known = times.filter((at) => at !== null);
    return known.length === 0 ? null : Math.min(...known);
  };

  return {
    async enqueue(job) {
      enqueueIn(job);
    },

    async enqueueAll(wanted) {
      atomically(db, () => {
        for (const job of wanted) enqueueIn(job);
      });
    },

    async claim(kinds, owner, now, until, idleOnly = false) {
      const wanted = { kinds: JSON.stringify(kinds), now, idleOnly: idleOnly ? 1 : 0 };
      // Most looks find nothing, and those should not hold up a writer.
      const soonest = next(wanted.kinds);
      if (soonest === null || soonest > now) return null;
      return atomically(db, () => {
        const chosen = claim.get(wanted);
        if (chosen === undefined) return null;
        const job = toJob(lease.get({ id: chosen.id, owner, until }));
        takeTurn.run({ workspaceId: job.workspaceId, kind: job.kind });
        return job;
      });
    },

    async claimOf(workspaceId, kinds, owner, now, until) {
      return atomically(db, () => {
        const first = kinds.flatMap((kind) => claimOf.get({ workspaceId, kind, now }) ?? []);
        const [chosen] = first.toSorted((a, b) => a.runAt - b.runAt);
        return chosen === undefined ? null : toJob(lease.get({ id: chosen.id, owner, until }));
      });
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
      return next(JSON.stringify(kinds));
    },
  };
}

/** Adds a job, also inside somebody's transaction: what is written and the work it makes stand or fall together. */
export type EnqueueIn = (job: Omit<JobRecord, 'id' | 'failures'>) => void;

/** Prepared once, since thousands may come at a time. */
export function enqueuer(db: Db, random: IdSource): EnqueueIn {
  const wanted = sql`excluded.run_at`;
  const statement = db
    .insert(jobs)
    .values({
      id: sql.placeholder('id'),
      kind: sql.placeholder('kind'),
      workspaceId: sql.placeholder('workspaceId'),
      subjectId: sql.placeholder('subjectId'),
      runAt: sql.placeholder('runAt'),
      failures: 0,
    })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subjectId],
      set: {
        runAt: sql`min(${jobs.runAt}, ${wanted})`,
        againAt: sql`case when ${jobs.leaseOwner} is null then null else min(coalesce(${jobs.againAt}, ${wanted}), ${wanted}) end`,
      },
    })
    .prepare();
  return (job) => void statement.run({ ...job, id: random.id('job') });
}

function toJob(row: typeof jobs.$inferSelect): JobRecord {
  const { leaseOwner: _leaseOwner, leaseUntil: _leaseUntil, againAt: _againAt, ...record } = row;
  return record;
}
