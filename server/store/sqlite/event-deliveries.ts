import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import {
  DELIVER_JOB,
  type DeliveryLookup,
  type EventDeliveryRecord,
  type EventDeliveryStore,
  lineSubject,
} from '../events.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { toEvent } from './event-writer.ts';
import { enqueueIn } from './jobs.ts';
import { eventDeliveries, events } from './schema/events.ts';
import { jobs } from './schema/jobs.ts';

/** What the host's back end is still to be told, was told, or could not be told; per workspace. */
export function eventDeliveryQueries(db: Db, random: IdSource): (workspaceId: string) => EventDeliveryStore {
  return (workspaceId) => {
    const own = eq(eventDeliveries.workspaceId, workspaceId);
    return {
      async next(line, limit) {
        const rows = db
          .select({ delivery: eventDeliveries, event: events })
          .from(eventDeliveries)
          .innerJoin(events, eq(events.seq, eventDeliveries.seq))
          .where(and(own, eq(eventDeliveries.line, line), isPending))
          .orderBy(asc(eventDeliveries.seq))
          .limit(limit)
          .all();
        return rows.map(({ delivery, event }) => ({ delivery: toDelivery(delivery), event: toEvent(event) }));
      },

      async settle(outcomes) {
        atomically(db, (tx) => {
          for (const { seq, ...outcome } of outcomes)
            tx.update(eventDeliveries)
              .set(outcome)
              .where(and(own, eq(eventDeliveries.seq, seq), isPending))
              .run();
        });
      },

      async list({ after, limit, state }) {
        const key = readSliceKey(after, ['n']);
        const rows = db
          .select()
          .from(eventDeliveries)
          .where(
            and(
              own,
              state === null ? undefined : eq(eventDeliveries.state, state),
              key === null ? undefined : lt(eventDeliveries.seq, key[0]),
            ),
          )
          .orderBy(desc(eventDeliveries.seq))
          .limit(limit + 1)
          .all();
        return toSlice(rows, limit, (row) => [row.seq], toDelivery);
      },

      async replay(which, now) {
        const wanted =
          'ids' in which
            ? inArray(eventDeliveries.eventId, [...which.ids])
            : and(eq(eventDeliveries.state, 'dead'), gte(eventDeliveries.endedAt, which.deadSince));
        return atomically(db, (tx) => {
          const rows = tx
            .update(eventDeliveries)
            .set({ state: 'pending', attempts: 0, triedSince: null, nextAttemptAt: now, endedAt: null })
            .where(and(own, wanted))
            .returning({ line: eventDeliveries.line })
            .all();
          for (const line of new Set(rows.map((row) => row.line)))
            enqueueIn(tx, random, {
              kind: DELIVER_JOB,
              workspaceId,
              subjectId: lineSubject(workspaceId, line),
              runAt: now,
            });
          return rows.length;
        });
      },
    };
  };
}

/** The questions about deliveries of every workspace. */
export function deliveryLookup(db: Db, random: IdSource): DeliveryLookup {
  return {
    async enqueueLines(now, limit) {
      return atomically(db, (tx) => {
        const subject = sql`${eventDeliveries.workspaceId} || '/' || ${eventDeliveries.line}`;
        const inLine = tx
          .select({ one: sql`1` })
          .from(jobs)
          .where(and(eq(jobs.kind, DELIVER_JOB), eq(jobs.subjectId, subject)));
        const rows = tx
          .selectDistinct({ workspaceId: eventDeliveries.workspaceId, line: eventDeliveries.line })
          .from(eventDeliveries)
          .where(and(isPending, notExists(inLine)))
          .limit(limit)
          .all();
        for (const { workspaceId, line } of rows)
          enqueueIn(tx, random, {
            kind: DELIVER_JOB,
            workspaceId,
            subjectId: lineSubject(workspaceId, line),
            runAt: now,
          });
        return rows.length;
      });
    },

    async hurry(now, limit) {
      const isWaiting = gt(eventDeliveries.nextAttemptAt, now + SOON_MS);
      // An answer such as 400 is about the event, and 429 asked for the pause.
      const wasDown = or(isNull(eventDeliveries.lastStatus), gte(eventDeliveries.lastStatus, 500));
      return atomically(db, (tx) => {
        const waiting = tx
          .select({ seq: eventDeliveries.seq })
          .from(eventDeliveries)
          .where(and(isPending, gt(eventDeliveries.attempts, 0), isWaiting, wasDown))
          .limit(limit)
          .all()
          .map(({ seq }) => seq);
        const rows = tx
          .update(eventDeliveries)
          .set({ nextAttemptAt: now })
          .where(inArray(eventDeliveries.seq, waiting))
          .returning({ workspaceId: eventDeliveries.workspaceId, line: eventDeliveries.line })
          .all();
        for (const { workspaceId, line } of rows)
          enqueueIn(tx, random, {
            kind: DELIVER_JOB,
            workspaceId,
            subjectId: lineSubject(workspaceId, line),
            runAt: now,
          });
        return rows.length;
      });
    },

    async giveUp(before, { at, error }, limit) {
      const since = sql`coalesce(${eventDeliveries.triedSince}, ${eventDeliveries.nextAttemptAt}, ${eventDeliveries.createdAt})`;
      return atomically(db, (tx) => {
        const old = tx
          .select({ seq: eventDeliveries.seq })
          .from(eventDeliveries)
          .where(and(isPending, lt(since, before)))
          .limit(limit)
          .all()
          .map(({ seq }) => seq);
        if (old.length === 0) return 0;
        const ended = { state: 'dead', endedAt: at, nextAttemptAt: null, lastError: error } as const;
        tx.update(eventDeliveries).set(ended).where(inArray(eventDeliveries.seq, old)).run();
        return old.length;
      });
    },
  };
}

/** What is due by then anyway is not moved up. */
const SOON_MS = 60_000;

/** As the partial index has it. */
const isPending = sql`${eventDeliveries.state} = 'pending'`;

function toDelivery(row: typeof eventDeliveries.$inferSelect): EventDeliveryRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
