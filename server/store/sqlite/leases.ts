import { and, eq, sql } from 'drizzle-orm';
import type { LeaseStore } from '../calls.ts';
import type { Db } from './database.ts';
import type { LogSync } from './log-sync.ts';
import { leases } from './schema/calls.ts';

/** Rights to do something alone. A power cut ends whatever its owner was doing, so they need not be on the disk. */
export function leaseQueries(db: Db, logSync: LogSync): LeaseStore {
  const own = and(eq(leases.key, sql.placeholder('key')), eq(leases.owner, sql.placeholder('owner')));
  const take = db
    .insert(leases)
    .values({ key: sql.placeholder('key'), owner: sql.placeholder('owner'), until: sql.placeholder('until') })
    .onConflictDoUpdate({
      target: leases.key,
      set: { owner: sql`excluded.owner`, until: sql`excluded.until` },
      setWhere: sql`${leases.until} <= ${sql.placeholder('now')} or ${leases.owner} = excluded.owner`,
    })
    .prepare();
  const renew = db
    .update(leases)
    .set({ until: sql`${sql.placeholder('until')}` })
    .where(own)
    .prepare();
  const release = db.delete(leases).where(own).prepare();
  return {
    async take(key, owner, now, until) {
      return logSync.withoutSync(() => take.run({ key, owner, now, until })).changes === 1;
    },
    async renew(key, owner, until) {
      return logSync.withoutSync(() => renew.run({ key, owner, until })).changes === 1;
    },
    async release(key, owner) {
      logSync.withoutSync(() => release.run({ key, owner }));
    },
  };
}
