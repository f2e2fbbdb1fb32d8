import { and, asc, desc, eq, gt, inArray, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { EVENT_GROUPS, type EventGroup } from '../../../shared/event-types.ts';
import type { EventCounts, EventReader } from '../events.ts';
import { atomically, type Db } from './database.ts';
import { eventReaders, eventReads, events } from './schema/events.ts';

// What somebody has read is a place up to which everything is read, and single marks beyond it. Nothing here counts events row
// by row: listed events are numbered per group as they are written, so that two rows tell how many lie between them, and
// only the oldest are ever removed, so that the numbers keep no gaps.

export interface EventReadQueries {
  /** Up to where the reader has read everything. */
  upTo(reader: EventReader): number;
  /** A condition on `events`. */
  unread(reader: EventReader): SQL | undefined;
  /** Says of these places whether the reader has read them. */
  among(reader: EventReader, seqs: readonly number[]): (seq: number) => boolean;
  counts(reader: EventReader | null): EventCounts;
  markRead(reader: EventReader, ids: readonly string[]): void;
  markReadUpTo(reader: EventReader, seq: number): void;
}

/** The place of the last event that was written before an instant, 0 without one. */
export function prepareSeqBefore(db: Db): (workspaceId: string, at: number) => number {
  const last = db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.workspaceId, sql.placeholder('workspaceId')), lt(events.createdAt, sql.placeholder('at'))))
    .orderBy(desc(events.createdAt), desc(events.seq))
    .limit(1)
    .prepare();
  return (workspaceId, at) => last.get({ workspaceId, at })?.seq ?? 0;
}

/** Who has read what, per workspace. */
export function eventReadQueries(db: Db): (workspaceId: string) => EventReadQueries {
  const seqBefore = prepareSeqBefore(db);
  const readerOf = db
    .select({ upTo: eventReaders.upTo })
    .from(eventReaders)
    .where(
      and(
        eq(eventReaders.workspaceId, sql.placeholder('workspaceId')),
        eq(eventReaders.userId, sql.placeholder('userId')),
      ),
    )
    .prepare();
  const listed = and(
    eq(events.workspaceId, sql.placeholder('workspaceId')),
    eq(events.group, sql.placeholder('group')),
    sql`"is_listed" = 1`,
  );
  const number = { groupNo: events.groupNo };
  const first = db.select(number).from(events).where(listed).orderBy(asc(events.seq)).limit(1).prepare();
  const lastUpTo = db
    .select(number)
    .from(events)
    .where(and(listed, lte(events.seq, sql.placeholder('seq'))))
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare();
  const countOpen = db
    .select({ count: sql<number>`count(*)` })
    .from(events)
    .where(
      and(
        eq(events.workspaceId, sql.placeholder('workspaceId')),
        sql`"needs_you" = 1 and "resolved_at" is null and "is_listed" = 1`,
        // Says nothing but which index: of two that fit, the one that holds just these.
        gt(events.seq, 0),
      ),
    )
    .prepare();
  const countMarks = db
    .select({ count: sql<number>`count(*)` })
    .from(eventReads)
    .where(
      and(
        eq(eventReads.workspaceId, sql.placeholder('workspaceId')),
        eq(eventReads.userId, sql.placeholder('userId')),
        gt(eventReads.seq, sql.placeholder('upTo')),
      ),
    )
    .prepare();

  return (workspaceId) => {
    const upTo = ({ userId, newSince }: EventReader): number =>
      readerOf.get({ workspaceId, userId })?.upTo ?? seqBefore(workspaceId, newSince);
    const marksOf = (userId: string) => and(eq(eventReads.workspaceId, workspaceId), eq(eventReads.userId, userId));
    const unreadBeyond = (userId: string, place: number) =>
      and(
        gt(events.seq, place),
        notExists(
          db
            .select({ one: sql`1` })
            .from(eventReads)
            .where(and(marksOf(userId), eq(eventReads.seq, events.seq))),
        ),
      );
    const setUpTo = (tx: Db, userId: string, place: number): void => {
      tx.insert(eventReaders)
        .values({ workspaceId, userId, upTo: place })
        .onConflictDoUpdate({
          target: [eventReaders.workspaceId, eventReaders.userId],
          set: { upTo: sql`max(${eventReaders.upTo}, ${place})` },
        })
        .run();
      tx.delete(eventReads)
        .where(and(marksOf(userId), lte(eventReads.seq, place)))
        .run();
    };

    return {
      upTo,
      unread: (reader) => unreadBeyond(reader.userId, upTo(reader)),

      among(reader, seqs) {
        const place = upTo(reader);
        const marked = new Set(
          db
            .select({ seq: eventReads.seq })
            .from(eventReads)
            .where(and(marksOf(reader.userId), inArray(eventReads.seq, [...seqs])))
            .all()
            .map(({ seq }) => seq),
        );
        return (seq) => seq <= place || marked.has(seq);
      },

      counts(reader) {
        // One moment of the table: between the look-ups another process may write.
        return db.transaction(() => {
          const place = reader === null ? 0 : upTo(reader);
          const groups = {} as Record<EventGroup, number>;
          let all = 0;
          let unread = 0;
          for (const group of EVENT_GROUPS) {
            const last = lastUpTo.get({ workspaceId, group, seq: Number.MAX_SAFE_INTEGER })?.groupNo ?? 0;
            const before = (first.get({ workspaceId, group })?.groupNo ?? 1) - 1;
            const read = lastUpTo.get({ workspaceId, group, seq: place })?.groupNo ?? before;
            groups[group] = last - before;
            all += last - before;
            unread += last - read;
          }
          if (reader !== null)
            unread -= countMarks.get({ workspaceId, userId: reader.userId, upTo: place })?.count ?? 0;
          return { all, needsYou: countOpen.get({ workspaceId })?.count ?? 0, unread, groups };
        });
      },

      markRead(reader, ids) {
        const { userId } = reader;
        atomically(db, (tx) => {
          const place = upTo(reader);
          const found = tx
            .select({ seq: events.seq })
            .from(events)
            .where(
              and(
                eq(events.workspaceId, workspaceId),
                inArray(events.id, [...ids]),
                gt(events.seq, place),
                sql`"is_listed" = 1`,
              ),
            )
            .all();
          if (found.length === 0) return;
          tx.insert(eventReads)
            .values(found.map(({ seq }) => ({ workspaceId, userId, seq })))
            .onConflictDoNothing()
            .run();
          // What is read without a gap needs no marks: only what somebody skipped keeps the later ones single.
          const skipped = tx
            .select({ seq: events.seq })
            .from(events)
            .where(and(eq(events.workspaceId, workspaceId), sql`"is_listed" = 1`, unreadBeyond(userId, place)))
            .orderBy(asc(events.seq))
            .limit(1)
            .get();
          const last = tx
            .select({ seq: sql<number | null>`max(${eventReads.seq})` })
            .from(eventReads)
            .where(marksOf(userId))
            .get()?.seq;
          setUpTo(tx, userId, skipped === undefined ? (last ?? place) : skipped.seq - 1);
        });
      },

      markReadUpTo(reader, seq) {
        // The first mark of somebody new may name an event from before their news: those stay read.
        atomically(db, (tx) => setUpTo(tx, reader.userId, Math.max(seq, upTo(reader))));
      },
    };
  };
}
