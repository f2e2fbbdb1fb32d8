import { and, asc, desc, eq, gt, lt, lte, sql } from 'drizzle-orm';
import type { EventLookup, EventStore } from '../events.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { eventReadQueries, prepareSeqBefore } from './event-reads.ts';
import { eventWriter, toEvent } from './event-writer.ts';
import { eventDeliveries, eventReads, events } from './schema/events.ts';

/** What happened, per workspace. */
export function eventQueries(db: Db, random: IdSource): (workspaceId: string) => EventStore {
  const append = eventWriter(db, random);
  const readsOf = eventReadQueries(db);
  const seqBefore = prepareSeqBefore(db);
  const ofWorkspace = eq(events.workspaceId, sql.placeholder('workspaceId'));
  const after = db
    .select()
    .from(events)
    .where(and(ofWorkspace, gt(events.seq, sql.placeholder('seq'))))
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare();
  const place = db
    .select({ seq: events.seq })
    .from(events)
    .where(and(ofWorkspace, eq(events.id, sql.placeholder('id'))))
    .prepare();
  const latest = db
    .select({ seq: events.seq })
    .from(events)
    .where(ofWorkspace)
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare();

  return (workspaceId) => {
    const own = eq(events.workspaceId, workspaceId);
    const reads = readsOf(workspaceId);

    return {
      async append(fresh, toHost) {
        return atomically(db, () => append(workspaceId, fresh, toHost));
      },

      async get(id) {
        const row = db
          .select()
          .from(events)
          .where(and(own, eq(events.id, id)))
          .get();
        return row === undefined ? null : toEvent(row);
      },

      async list({ after: key, limit, group, type, advertiserId, needsYou, unreadBy }, reader) {
        const before = readSliceKey(key, ['n']);
        // An ad account has few events: SQLite, which keeps no figures of this table, is to go by the account and not by the
        // group or the type. The plus takes a column out of its choice (https://www.sqlite.org/optoverview.html#uplus).
        const narrow = (column: typeof events.group | typeof events.type, value: string) =>
          advertiserId === null ? sql`${column} = ${value}` : sql`+${column} = ${value}`;
        const rows = db
          .select()
          .from(events)
          .where(
            and(
              own,
              sql`"is_listed" = 1`,
              group === null ? undefined : narrow(events.group, group),
              type === null ? undefined : narrow(events.type, type),
              advertiserId === null ? undefined : eq(events.advertiserId, advertiserId),
              needsYou ? sql`"needs_you" = 1 and "resolved_at" is null` : undefined,
              unreadBy === null ? undefined : reads.unread(unreadBy),
              before === null ? undefined : lt(events.seq, before[0]),
            ),
          )
          .orderBy(desc(events.seq))
          .limit(limit + 1)
          .all();
        const isRead =
          reader === null
            ? () => false
            : reads.among(
                reader,
                rows.map(({ seq }) => seq),
              );
        return toSlice(
          rows,
          limit,
          (row) => [row.seq],
          (row) => ({ ...toEvent(row), isRead: isRead(row.seq) }),
        );
      },

      async counts(reader) {
        return reads.counts(reader);
      },

      async listAfter(seq, limit) {
        return after.all({ workspaceId, seq, limit }).map(toEvent);
      },

      async seqOf(id) {
        return place.get({ workspaceId, id })?.seq ?? null;
      },

      async latestSeq() {
        return latest.get({ workspaceId })?.seq ?? 0;
      },

      async seqBefore(at) {
        return seqBefore(workspaceId, at);
      },

      async markRead(reader, ids) {
        reads.markRead(reader, ids);
      },

      async markReadUpTo(reader, seq) {
        reads.markReadUpTo(reader, seq);
      },
    };
  };
}

/** The questions about events of every workspace. */
export function eventLookup(db: Db): EventLookup {
  const latest = db.select({ seq: events.seq }).from(events).orderBy(desc(events.seq)).limit(1).prepare();
  return {
    async latestSeq() {
      return latest.get()?.seq ?? 0;
    },
    async workspacesAfter(seq) {
      // The plus keeps SQLite from walking an index by workspace, all of it, only to spare itself the sorting of a few.
      return db
        .selectDistinct({ workspaceId: sql<string>`+${events.workspaceId}` })
        .from(events)
        .where(gt(events.seq, seq))
        .all()
        .map(({ workspaceId }) => workspaceId);
    },
    async removeBefore(before, limit) {
      return atomically(db, (tx) => {
        const oldest = tx
          .select({ seq: events.seq, createdAt: events.createdAt })
          .from(events)
          .orderBy(asc(events.seq))
          .limit(limit)
          .all();
        // As far as they are old without a gap: the numbers within a group must stay whole.
        const kept = oldest.findIndex(({ createdAt }) => createdAt >= before);
        const old = kept === -1 ? oldest : oldest.slice(0, kept);
        const last = old.at(-1);
        if (last === undefined) return 0;
        tx.delete(eventReads).where(lte(eventReads.seq, last.seq)).run();
        tx.delete(eventDeliveries).where(lte(eventDeliveries.seq, last.seq)).run();
        tx.delete(events).where(lte(events.seq, last.seq)).run();
        return old.length;
      });
    },
  };
}
