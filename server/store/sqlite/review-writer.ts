import { sql } from 'drizzle-orm';
import type { EpochMs } from '../types.ts';
import type { ReviewNote } from '../webhooks.ts';
import { type Db, placeholders } from './database.ts';
import { watched } from './schema/watched.ts';

/**
 * Writes what a review said, inside the transaction of whoever calls it. False, and nothing written, when something else than `from` is
 * noted by now. What lists tell of the thing stays.
 */
export function reviewWriter(db: Db): (note: ReviewNote, now: EpochMs) => boolean {
  const thing = sql`${watched.workspaceId} = ${sql.placeholder('workspaceId')}
    and ${watched.advertiserId} = ${sql.placeholder('advertiserId')}
    and ${watched.kind} = ${sql.placeholder('kind')} and ${watched.id} = ${sql.placeholder('id')}`;
  const find = db.select({ review: watched.review }).from(watched).where(thing).prepare();
  const insert = db.insert(watched).values(placeholders(watched)).prepare();
  const update = db
    .update(watched)
    .set({
      review: sql`${sql.placeholder('review')}`,
      toldAt: sql`${sql.placeholder('toldAt')}`,
      name: sql`coalesce(${watched.name}, ${sql.placeholder('name')})`,
    })
    .where(thing)
    .prepare();

  return ({ from, to, ...note }, now) => {
    const row = find.get({ ...note });
    if ((row?.review ?? null) !== from) return false;
    if (row === undefined) insert.run({ ...note, ...to, status: null, seenAt: now });
    else update.run({ ...note, ...to });
    return true;
  };
}
