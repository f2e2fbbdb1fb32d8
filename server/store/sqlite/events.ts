import { and, desc, eq, gt, inArray, isNull, lt, notExists, sql } from 'drizzle-orm';
import { EVENT_GROUPS, EVENT_TYPES, type EventGroup, type EventTypeEntry } from '../../../shared/event-types.ts';
import {
  DELIVER_JOB,
  type EventLookup,
  type EventRecord,
  type EventStore,
  lineOf,
  lineSubject,
  type NewEvent,
} from '../events.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { enqueueIn } from './jobs.ts';
import { eventDeliveries, eventReaders, eventReads, events } from './schema/events.ts';

/** What happened, per workspace. */
export function eventQueries(db: Db, random: IdSource): (workspaceId: string) => EventStore {
  return (workspaceId) => {
    const own = eq(events.workspaceId, workspaceId);
    const readUpTo = (reader: string): number =>
      db
        .select({ upTo: eventReaders.upTo })
        .from(eventReaders)
        .where(and(eq(eventReaders.workspaceId, workspaceId), eq(eventReaders.userId, reader)))
        .get()?.upTo ?? 0;
    const readMark = (reader: string) =>
      db
        .select({ one: sql`1` })
        .from(eventReads)
        .where(
          and(eq(eventReads.workspaceId, workspaceId), eq(eventReads.userId, reader), eq(eventReads.seq, events.seq)),
        );
    const unread = (reader: string) => and(gt(events.seq, readUpTo(reader)), notExists(readMark(reader)));
    const open = and(eq(events.needsYou, true), isNull(events.resolvedAt));

    return {
      async append(fresh, toHost) {
        return atomically(db, (tx) => appendEvents(tx, random, workspaceId, fresh, toHost));
      },

      async get(id) {
        const row = db
          .select()
          .from(events)
          .where(and(own, eq(events.id, id)))
          .get();
        return row === undefined ? null : toEvent(row);
      },

      async list({ after, limit, group, type, advertiserId, needsYou, unreadBy }, reader) {
        const key = readSliceKey(after, ['n']);
        const rows = db
          .select()
          .from(events)
          .where(
            and(
              own,
              eq(events.isListed, true),
              group === null ? undefined : eq(events.group, group),
              type === null ? undefined : eq(events.type, type),
              advertiserId === null ? undefined : eq(events.advertiserId, advertiserId),
              needsYou ? open : undefined,
              unreadBy === null ? undefined : unread(unreadBy),
              key === null ? undefined : lt(events.seq, key[0]),
            ),
          )
          .orderBy(desc(events.seq))
          .limit(limit + 1)
          .all();
        const read = reader === null ? () => false : readBy(db, workspaceId, reader, readUpTo(reader), rows);
        return toSlice(
          rows,
          limit,
          (row) => [row.seq],
          (row) => ({ ...toEvent(row), isRead: read(row.seq) }),
        );
      },

      async counts(reader) {
        const rows = db
          .select({
            group: events.group,
            all: sql<number>`count(*)`,
            needsYou: sql<number>`coalesce(sum("needs_you" = 1 and "resolved_at" is null), 0)`,
          })
          .from(events)
          .where(and(own, eq(events.isListed, true)))
          .groupBy(events.group)
          .all();
        const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
        const all = total((row) => row.all);
        const unreadCount =
          reader === null
            ? all
            : (db
                .select({ count: sql<number>`count(*)` })
                .from(events)
                .where(and(own, eq(events.isListed, true), unread(reader)))
                .get()?.count ?? 0);
        const groups = Object.fromEntries(
          EVENT_GROUPS.map((group) => [group, rows.find((row) => row.group === group)?.all ?? 0]),
        ) as Record<EventGroup, number>;
        return { all, needsYou: total((row) => row.needsYou), unread: unreadCount, groups };
      },

      async listAfter(seq, limit) {
        const rows = db
          .select()
          .from(events)
          .where(and(own, gt(events.seq, seq)))
          .orderBy(events.seq)
          .limit(limit)
          .all();
        return rows.map(toEvent);
      },

      async seqOf(id) {
        return (
          db
            .select({ seq: events.seq })
            .from(events)
            .where(and(own, eq(events.id, id)))
            .get()?.seq ?? null
        );
      },

      async latestSeq() {
        return (
          db
            .select({ seq: sql<number | null>`max(${events.seq})` })
            .from(events)
            .where(own)
            .get()?.seq ?? 0
        );
      },

      async markRead(reader, ids) {
        atomically(db, (tx) => {
          const found = tx
            .select({ seq: events.seq })
            .from(events)
            .where(and(own, inArray(events.id, [...ids])))
            .all();
          for (const { seq } of found)
            tx.insert(eventReads).values({ workspaceId, userId: reader, seq }).onConflictDoNothing().run();
        });
      },

      async markReadUpTo(reader, seq) {
        const mine = and(eq(eventReads.workspaceId, workspaceId), eq(eventReads.userId, reader));
        atomically(db, (tx) => {
          tx.insert(eventReaders)
            .values({ workspaceId, userId: reader, upTo: seq })
            .onConflictDoUpdate({
              target: [eventReaders.workspaceId, eventReaders.userId],
              set: { upTo: sql`max(${eventReaders.upTo}, ${seq})` },
            })
            .run();
          tx.delete(eventReads)
            .where(and(mine, sql`${eventReads.seq} <= ${seq}`))
            .run();
        });
      },
    };
  };
}

/** The questions about events of every workspace. */
export function eventLookup(db: Db): EventLookup {
  const latest = db
    .select({ seq: sql<number | null>`max(${events.seq})` })
    .from(events)
    .prepare();
  return {
    async latestSeq() {
      return latest.get()?.seq ?? 0;
    },
    async workspacesAfter(seq) {
      return db
        .selectDistinct({ workspaceId: events.workspaceId })
        .from(events)
        .where(gt(events.seq, seq))
        .all()
        .map(({ workspaceId }) => workspaceId);
    },
    async removeBefore(before, limit) {
      return atomically(db, (tx) => {
        const old = tx
          .select({ seq: events.seq })
          .from(events)
          .where(lt(events.createdAt, before))
          .orderBy(events.createdAt)
          .limit(limit)
          .all()
          .map(({ seq }) => seq);
        if (old.length === 0) return 0;
        tx.delete(eventReads).where(inArray(eventReads.seq, old)).run();
        tx.delete(eventDeliveries).where(inArray(eventDeliveries.seq, old)).run();
        tx.delete(events).where(inArray(events.seq, old)).run();
        return old.length;
      });
    },
  };
}

/** Writes events and all that follows from them, inside somebody's transaction. Returns those whose key was new. */
export function appendEvents(
  tx: Db,
  random: IdSource,
  workspaceId: string,
  fresh: readonly NewEvent[],
  toHost: boolean,
): EventRecord[] {
  const written: EventRecord[] = [];
  const lines = new Map<string, number>();
  for (const event of fresh) {
    const { subject, data, ...rest } = event;
    const entry: EventTypeEntry = EVENT_TYPES[event.type];
    const row = tx
      .insert(events)
      .values({
        ...rest,
        workspaceId,
        group: entry.group,
        isListed: entry.isListed,
        needsYou: entry.needsYou,
        subjectKind: subject.kind,
        subjectId: subject.id,
        subjectName: subject.name,
        data,
      })
      .onConflictDoNothing({ target: [events.workspaceId, events.key] })
      .returning()
      .get();
    if (row === undefined) continue;
    // The same trouble told anew takes the place of the one before: one thing never needs somebody twice.
    resolve(tx, row, entry.needsYou ? [...entry.resolves, event.type] : entry.resolves);
    const line = lineOf(event);
    if (toHost) {
      tx.insert(eventDeliveries)
        .values({
          seq: row.seq,
          workspaceId,
          eventId: row.id,
          type: row.type,
          advertiserId: row.advertiserId,
          line,
          state: 'pending',
          attempts: 0,
          createdAt: row.createdAt,
          nextAttemptAt: row.createdAt,
        })
        .run();
      lines.set(line, row.createdAt);
    }
    written.push(toEvent(row));
  }
  for (const [line, runAt] of lines)
    enqueueIn(tx, random, { kind: DELIVER_JOB, workspaceId, subjectId: lineSubject(workspaceId, line), runAt });
  return written;
}

function resolve(tx: Db, row: typeof events.$inferSelect, types: readonly string[]): void {
  if (types.length === 0) return;
  tx.update(events)
    .set({ resolvedAt: row.createdAt })
    .where(
      and(
        eq(events.workspaceId, row.workspaceId),
        eq(events.subjectId, row.subjectId),
        inArray(events.type, types as (typeof row.type)[]),
        eq(events.needsYou, true),
        isNull(events.resolvedAt),
        lt(events.seq, row.seq),
      ),
    )
    .run();
}

function readBy(
  db: Db,
  workspaceId: string,
  reader: string,
  upTo: number,
  rows: readonly { seq: number }[],
): (seq: number) => boolean {
  const marked = new Set(
    db
      .select({ seq: eventReads.seq })
      .from(eventReads)
      .where(
        and(
          eq(eventReads.workspaceId, workspaceId),
          eq(eventReads.userId, reader),
          inArray(
            eventReads.seq,
            rows.map(({ seq }) => seq),
          ),
        ),
      )
      .all()
      .map(({ seq }) => seq),
  );
  return (seq) => seq <= upTo || marked.has(seq);
}

export function toEvent(row: typeof events.$inferSelect): EventRecord {
  const { workspaceId: _w, group: _g, isListed: _l, needsYou: _n, subjectKind, subjectId, subjectName, ...rest } = row;
  // What was written was typed: the driver only reads back what `append` took.
  return { ...rest, subject: { kind: subjectKind, id: subjectId, name: subjectName } } as unknown as EventRecord;
}
