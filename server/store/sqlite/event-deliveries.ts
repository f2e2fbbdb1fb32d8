import { and, asc, desc, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import { DELIVER_JOB, type EventDeliveryRecord, type EventDeliveryStore, lineSubject } from '../events.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { IdSource } from '../store.ts';
import { atomically, type Db } from './database.ts';
import { toEvent } from './events.ts';
import { enqueueIn } from './jobs.ts';
import { eventDeliveries, events } from './schema/events.ts';

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
          .where(and(own, eq(eventDeliveries.line, line), sql`${eventDeliveries.state} = 'pending'`))
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
              .where(and(own, eq(eventDeliveries.seq, seq)))
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
            ? and(inArray(eventDeliveries.eventId, [...which.ids]), ne(eventDeliveries.state, 'pending'))
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

function toDelivery(row: typeof eventDeliveries.$inferSelect): EventDeliveryRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
