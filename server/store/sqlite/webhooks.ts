import { and, asc, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import type { NewEvent } from '../events.ts';
import type { IdSource } from '../store.ts';
import type { AdvertiserLookup, NoticeRecord, WebhookInbox } from '../webhooks.ts';
import { atomically, type Db } from './database.ts';
import { eventWriter } from './event-writer.ts';
import { reviewWriter } from './review-writer.ts';
import { adAccounts, connections } from './schema/connections.ts';
import { notices, webhookKeys } from './schema/events.ts';
import { jobs } from './schema/jobs.ts';

/** What TikTok has sent, for whichever workspace. */
export function webhookInbox(db: Db, random: IdSource): WebhookInbox {
  const insert = db
    .insert(notices)
    .values({
      hash: sql.placeholder('hash'),
      receivedAt: sql.placeholder('receivedAt'),
      scheme: sql.placeholder('scheme'),
      appId: sql.placeholder('appId'),
      sealedBody: sql.placeholder('sealedBody'),
      dueAt: sql.placeholder('receivedAt'),
    })
    .onConflictDoNothing({ target: notices.hash })
    .prepare();
  const appendEvents = eventWriter(db, random);
  const noteReview = reviewWriter(db);
  const mine = sql`${notices.seq} = ${sql.placeholder('seq')} and ${notices.leaseOwner} = ${sql.placeholder('owner')}`;
  const end = db
    .update(notices)
    .set({
      leaseOwner: null,
      leaseUntil: null,
      sealedBody: null,
      dueAt: null,
      doneAt: sql`${sql.placeholder('now')}`,
    })
    .where(mine)
    .prepare();
  const postpone = db
    .update(notices)
    .set({
      leaseOwner: null,
      leaseUntil: null,
      dueAt: sql`${sql.placeholder('at')}`,
      triedSince: sql`${sql.placeholder('triedSince')}`,
      attempts: sql`${notices.attempts} + 1`,
    })
    .where(mine)
    .prepare();

  return {
    async add(fresh) {
      return atomically(db, () =>
        fresh.map((notice) => insert.run({ ...notice, hash: Buffer.from(notice.hash) }).changes === 1),
      );
    },

    async claim(owner, now, until, limit) {
      const due = sql`${notices.dueAt} <= ${now} and (${notices.leaseUntil} is null or ${notices.leaseUntil} <= ${now})`;
      return atomically(db, (tx) => {
        const seqs = tx
          .select({ seq: notices.seq })
          .from(notices)
          .where(due)
          .orderBy(notices.dueAt, notices.seq)
          .limit(limit);
        const rows = tx
          .update(notices)
          .set({ leaseOwner: owner, leaseUntil: until })
          .where(inArray(notices.seq, seqs))
          .returning()
          .all();
        return rows.sort((one, other) => one.seq - other.seq).map(toNotice);
      });
    },

    async renew(owner, seqs, until) {
      db.update(notices)
        .set({ leaseUntil: until })
        .where(and(inArray(notices.seq, [...seqs]), eq(notices.leaseOwner, owner)))
        .run();
    },

    async finish(owner, { at: now, done, later, events, reviews, toHost }) {
      const write = (): string[] => {
        const isMine = [
          ...done.map((seq) => end.run({ seq, owner, now }).changes === 1),
          ...later.map((again) => postpone.run({ ...again, owner }).changes === 1),
        ];
        if (isMine.includes(false)) throw new NotWritten('lost');
        for (const note of reviews) if (!noteReview(note, now)) throw new NotWritten('outdated');
        const byWorkspace = new Map<string, NewEvent[]>();
        for (const { workspaceId, event } of events) {
          const others = byWorkspace.get(workspaceId);
          if (others === undefined) byWorkspace.set(workspaceId, [event]);
          else others.push(event);
        }
        return [...byWorkspace]
          .filter(([workspaceId, fresh]) => appendEvents(workspaceId, fresh, toHost).length > 0)
          .map(([workspaceId]) => workspaceId);
      };
      try {
        return atomically(db, write);
      } catch (error) {
        if (error instanceof NotWritten) return error.why;
        throw error;
      }
    },

    async nextAt() {
      const at = sql<number | null>`min(max(${notices.dueAt}, coalesce(${notices.leaseUntil}, 0)))`;
      return db.select({ at }).from(notices).where(isNotNull(notices.dueAt)).get()?.at ?? null;
    },

    async countPending() {
      return (
        db.select({ count: sql<number>`count(*)` }).from(notices).where(isNotNull(notices.dueAt)).get()?.count ?? 0
      );
    },

    async removeDone(before, limit) {
      const old = db
        .select({ seq: notices.seq })
        .from(notices)
        .where(and(isNotNull(notices.doneAt), lt(notices.doneAt, before)))
        .orderBy(asc(notices.doneAt))
        .limit(limit);
      return db.delete(notices).where(inArray(notices.seq, old)).run().changes;
    },

    async firstSeen(fingerprint, now) {
      return atomically(db, (tx) => {
        tx.insert(webhookKeys).values({ fingerprint, firstSeenAt: now }).onConflictDoNothing().run();
        const row = tx.select().from(webhookKeys).where(eq(webhookKeys.fingerprint, fingerprint)).get();
        return row?.firstSeenAt ?? now;
      });
    },
  };
}

/** Thrown to undo a transaction. */
class NotWritten extends Error {
  readonly why: 'lost' | 'outdated';
  constructor(why: 'lost' | 'outdated') {
    super(why);
    this.why = why;
  }
}

/** Whom notices concern, the one query that looks at the ad accounts of every workspace. */
export function advertiserLookup(db: Db): AdvertiserLookup {
  return {
    async workspacesOf(advertiserIds) {
      return db
        .select({ advertiserId: adAccounts.advertiserId, workspaceId: adAccounts.workspaceId })
        .from(adAccounts)
        .where(inArray(adAccounts.advertiserId, [...advertiserIds]))
        .all();
    },
    async countByApp(appId) {
      return (
        db
          .select({ count: sql<number>`count(*)` })
          .from(adAccounts)
          .innerJoin(
            connections,
            and(eq(connections.workspaceId, adAccounts.workspaceId), eq(connections.id, adAccounts.connectionId)),
          )
          .where(eq(connections.appId, appId))
          .get()?.count ?? 0
      );
    },
    async withoutJob(kind, limit) {
      const { advertiserId, workspaceId, connectionId } = adAccounts;
      const itsJob = db
        .select({ one: sql`1` })
        .from(jobs)
        .where(and(eq(jobs.kind, kind), eq(jobs.subjectId, sql`${workspaceId} || '/' || ${advertiserId}`)));
      return db
        .select({ advertiserId, workspaceId, connectionId })
        .from(adAccounts)
        .where(notExists(itsJob))
        .limit(limit)
        .all();
    },
  };
}

function toNotice(row: typeof notices.$inferSelect): NoticeRecord {
  const { dueAt: _d, leaseOwner: _o, leaseUntil: _u, doneAt: _e, sealedBody, ...record } = row;
  return { ...record, sealedBody: sealedBody ?? '' };
}
