import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { EVENT_DELIVERY_STATES } from '../../../shared/event-deliveries.ts';
import {
  DELIVER_JOB,
  type DeliveryLookup,
  type EventDeliveryRecord,
  type EventDeliveryStore,
  lineSubject,
} from '../events.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { IdSource } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { atomically, type Db } from './database.ts';
import { toEvent } from './event-writer.ts';
import { type EnqueueIn, enqueuer } from './jobs.ts';
import { eventDeliveries, events } from './schema/events.ts';
import { jobs } from './schema/jobs.ts';

/** What the host's back end is still to be told, was told, or could not be told; per workspace. */
export function eventDeliveryQueries(db: Db, random: IdSource): (workspaceId: string) => EventDeliveryStore {
  const enqueueIn = enqueuer(db, random);
  return (workspaceId) => {
    const own = eq(eventDeliveries.workspaceId, workspaceId);
    const beginAnew = (tx: Db, seqs: readonly number[], now: EpochMs): number => {
      const rows = tx
        .update(eventDeliveries)
        .set({ state: 'pending', attempts: 0, triedSince: null, nextAttemptAt: now, endedAt: null })
        .where(and(own, inArray(eventDeliveries.seq, [...seqs])))
        .returning({ workspaceId: eventDeliveries.workspaceId, line: eventDeliveries.line })
        .all();
      enqueueLinesIn(enqueueIn, rows, now);
      return rows.length;
    };
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
          for (const { seq, ...outcome } of outcomes) {
            // What the receiver has, it has. A failure is one of the tries it was counted with, not of those a replay began meanwhile.
            const isOfTheseTries =
              outcome.state === 'delivered' ? undefined : eq(eventDeliveries.attempts, outcome.attempts - 1);
            tx.update(eventDeliveries)
              .set(outcome)
              .where(and(own, eq(eventDeliveries.seq, seq), isPending, isOfTheseTries))
              .run();
          }
        });
      },

      async list({ after, limit, state }) {
        const key = readSliceKey(after, ['n']);
        const before = key === null ? undefined : lt(eventDeliveries.seq, key[0]);
        // One state at a time: the index has them in this order within each, and sorting all of a workspace takes long.
        const rows = (state === null ? EVENT_DELIVERY_STATES : [state]).flatMap((each) =>
          db
            .select()
            .from(eventDeliveries)
            .where(and(own, eq(eventDeliveries.state, each), before))
            .orderBy(desc(eventDeliveries.seq))
            .limit(limit + 1)
            .all(),
        );
        const newest = rows.toSorted((a, b) => b.seq - a.seq).slice(0, limit + 1);
        return toSlice(newest, limit, (row) => [row.seq], toDelivery);
      },

      async replay(ids, now) {
        return atomically(db, (tx) => {
          // By the ids of the events: their index is the one there is.
          const found = tx
            .select({ seq: events.seq })
            .from(events)
            .where(and(eq(events.workspaceId, workspaceId), inArray(events.id, [...ids])))
            .all();
          return beginAnew(
            tx,
            found.map(({ seq }) => seq),
            now,
          );
        });
      },

      async replayDead(since, after, limit, now) {
        return atomically(db, (tx) => {
          const found = tx
            .select({ seq: eventDeliveries.seq })
            .from(eventDeliveries)
            .where(
              and(
                own,
                eq(eventDeliveries.state, 'dead'),
                gt(eventDeliveries.seq, after),
                gte(eventDeliveries.endedAt, since),
              ),
            )
            .orderBy(asc(eventDeliveries.seq))
            .limit(limit)
            .all()
            .map(({ seq }) => seq);
          return { replayed: beginAnew(tx, found, now), last: found.length < limit ? null : (found.at(-1) ?? null) };
        });
      },
    };
  };
}

/** The questions about deliveries of every workspace. */
export function deliveryLookup(db: Db, random: IdSource): DeliveryLookup {
  const enqueueIn = enqueuer(db, random);
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
        enqueueLinesIn(enqueueIn, rows, now);
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
        enqueueLinesIn(enqueueIn, rows, now);
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

/** Puts lines in line, each once however often it is named. */
function enqueueLinesIn(
  enqueueIn: EnqueueIn,
  lines: readonly { workspaceId: string; line: string }[],
  runAt: EpochMs,
): void {
  const subjects = new Map(lines.map(({ workspaceId, line }) => [lineSubject(workspaceId, line), workspaceId]));
  for (const [subjectId, workspaceId] of subjects) enqueueIn({ kind: DELIVER_JOB, workspaceId, subjectId, runAt });
}

function toDelivery(row: typeof eventDeliveries.$inferSelect): EventDeliveryRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
