import { and, desc, eq, sql } from 'drizzle-orm';
import { EVENT_TYPES, type EventTypeEntry } from '../../../shared/event-types.ts';
import { DELIVER_JOB, type EventRecord, lineOf, lineSubject, type NewEvent } from '../events.ts';
import type { IdSource } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { type Db, placeholders } from './database.ts';
import { enqueuer } from './jobs.ts';
import { adAccounts } from './schema/connections.ts';
import { eventDeliveries, events } from './schema/events.ts';
import { exports } from './schema/exports.ts';

/** Writes events and all that follows from them. Returns those whose key was new. */
export type AppendEvents = (workspaceId: string, fresh: readonly NewEvent[], toHost: boolean) => EventRecord[];

/** The writer works inside the transaction of whoever calls it: statements are prepared once for all of them. */
export function eventWriter(db: Db, random: IdSource): AppendEvents {
  const { seq: _itsPlace, ...columns } = placeholders(events);
  const insert = db
    .insert(events)
    .values(columns)
    .onConflictDoNothing({ target: [events.workspaceId, events.key] })
    .returning()
    .prepare();
  const lastOfGroup = db
    .select({ groupNo: events.groupNo })
    .from(events)
    .where(
      and(
        eq(events.workspaceId, sql.placeholder('workspaceId')),
        eq(events.group, sql.placeholder('group')),
        sql`"is_listed" = 1`,
      ),
    )
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare();
  // Runs of a mirror share a topic, and TikTok may work on one for days while the next has been opened: what becomes of the earlier one
  // answers no question about the later.
  const isOfLaterRun = sql`select 1 from ${exports} own join ${exports} later
    on later.workspace_id = own.workspace_id and later.created_at > own.created_at
    where own.id = ${sql.placeholder('subjectId')} and later.id = ${events.subjectId}`;
  const resolve = db
    .update(events)
    .set({ resolvedAt: sql`${sql.placeholder('at')}` })
    .where(
      // The conditions of the partial index as they stand there: with bound values SQLite would not know it for the same.
      sql`"needs_you" = 1 and "resolved_at" is null and ${events.workspaceId} = ${sql.placeholder('workspaceId')}
        and ${events.topic} = ${sql.placeholder('topic')}
        and ${events.type} in (select value from json_each(${sql.placeholder('types')}))
        and ${events.seq} < ${sql.placeholder('seq')}
        and not exists (${isOfLaterRun})`,
    )
    .prepare();
  const imported = db
    .select({ advertiserId: adAccounts.advertiserId })
    .from(adAccounts)
    .where(
      and(
        eq(adAccounts.workspaceId, sql.placeholder('workspaceId')),
        eq(adAccounts.advertiserId, sql.placeholder('advertiserId')),
      ),
    )
    .prepare();
  // What still happens to an ad account that was removed, such as the end of an export to it, needs nobody.
  const isOver = (workspaceId: string, advertiserId: string | null): boolean =>
    advertiserId !== null && imported.get({ workspaceId, advertiserId }) === undefined;
  const enqueueIn = enqueuer(db, random);
  const deliver = db.insert(eventDeliveries).values(placeholders(eventDeliveries)).prepare();

  return (workspaceId, fresh, toHost) => {
    const written: EventRecord[] = [];
    const lines = new Map<string, number>();
    for (const { subject, ...event } of fresh) {
      const { group, needsYou, resolves, ...entry }: EventTypeEntry = EVENT_TYPES[event.type];
      const isListed = event.isListed ?? entry.isListed;
      const topic = event.topic ?? subject.id;
      const row = insert.get({
        ...event,
        workspaceId,
        group,
        isListed,
        topic,
        groupNo: isListed ? (lastOfGroup.get({ workspaceId, group })?.groupNo ?? 0) + 1 : 0,
        needsYou,
        subjectKind: subject.kind,
        subjectId: subject.id,
        subjectName: subject.name,
        resolvedAt: needsYou && isOver(workspaceId, event.advertiserId) ? event.createdAt : null,
      });
      if (row === undefined) continue;
      // The same trouble told anew takes the place of the one before: one thing never needs somebody twice.
      const types = needsYou ? [...resolves, event.type] : resolves;
      if (types.length > 0)
        resolve.run({
          workspaceId,
          topic,
          subjectId: subject.id,
          types: JSON.stringify(types),
          seq: row.seq,
          at: event.createdAt,
        });
      if (toHost) {
        const line = lineOf(event);
        deliver.run({
          seq: row.seq,
          workspaceId,
          eventId: event.id,
          type: event.type,
          advertiserId: event.advertiserId,
          line,
          state: 'pending',
          attempts: 0,
          createdAt: event.createdAt,
          triedSince: null,
          nextAttemptAt: event.createdAt,
          endedAt: null,
          lastStatus: null,
          lastError: null,
        });
        lines.set(line, event.createdAt);
      }
      written.push(toEvent(row));
    }
    for (const [line, runAt] of lines)
      enqueueIn({ kind: DELIVER_JOB, workspaceId, subjectId: lineSubject(workspaceId, line), runAt });
    return written;
  };
}

/** What is open about ad accounts that leave the workspace needs nobody any more. Works inside the transaction of whoever removes them. */
export function resolveOfAccounts(tx: Db, workspaceId: string, advertiserIds: readonly string[], at: EpochMs): void {
  tx.update(events)
    .set({ resolvedAt: at })
    .where(
      // As the partial index has it.
      sql`"needs_you" = 1 and "resolved_at" is null and ${events.workspaceId} = ${workspaceId}
        and ${events.advertiserId} in (select value from json_each(${JSON.stringify(advertiserIds)}))`,
    )
    .run();
}

export function toEvent(row: typeof events.$inferSelect): EventRecord {
  const { workspaceId: _w, group: _g, groupNo: _o, needsYou: _n, subjectKind, subjectId, subjectName, ...rest } = row;
  // What was written was typed: the driver only reads back what `append` took.
  return { ...rest, subject: { kind: subjectKind, id: subjectId, name: subjectName } } as unknown as EventRecord;
}
