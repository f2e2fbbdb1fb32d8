import { and, asc, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm';
import type { NewEvent } from '../events.ts';
import type { IdSource } from '../store.ts';
import type { AdvertiserLookup, NewNotice, NoticeRecord, WebhookInbox } from '../webhooks.ts';
import { atomically, type Db, type Handle } from './database.ts';
import type { LogSync } from './log-sync.ts';
import { eventWriter } from './event-writer.ts';
import { reviewWriter } from './review-writer.ts';
import { adAccounts, connections } from './schema/connections.ts';
import { notices, webhookKeys } from './schema/events.ts';
import { jobs } from './schema/jobs.ts';

/** What TikTok has sent, for whichever workspace. */
export function webhookInbox({ raw, db }: Handle, random: IdSource, logSync: LogSync): WebhookInbox {
  // Not through drizzle, which takes longer to lay out the values than the database to write them: thousands come in a second.
  const insert = raw.prepare<[Buffer, number, string, string, string, number]>(
    `insert into notices (hash, received_at, scheme, app_id, sealed_body, due_at) values (?, ?, ?, ?, ?, ?) on conflict (hash) do nothing`,
  );
  const insertAll = raw.transaction((fresh: readonly NewNotice[]) =>
    fresh.map(({ hash, receivedAt, scheme, appId, sealedBody }) => {
      const bytes = Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength);
      return insert.run(bytes, receivedAt, scheme, appId, sealedBody, receivedAt).changes === 1;
    }),
  );
  const appendEvents = eventWriter(db, random);
  const noteReview = reviewWriter(db);
  const claimed = raw.prepare<[string, number, number, number, number], NoticeRecord>(
    `update notices set lease_owner = ?, lease_until = ? where seq in (
       select seq from notices where due_at <= ? and (lease_until is null or lease_until <= ?) order by due_at, seq limit ?
     ) returning seq, hash, received_at as "receivedAt", scheme, app_id as "appId", sealed_body as "sealedBody", attempts,
       tried_since as "triedSince"`,
  );
  const end = raw.prepare<[number, string, string]>(
    `update notices set lease_owner = null, lease_until = null, sealed_body = null, due_at = null, done_at = ?
     where lease_owner = ? and seq in (select value from json_each(?))`,
  );
  const postpone = db
    .update(notices)
    .set({
      leaseOwner: null,
      leaseUntil: null,
      dueAt: sql`${sql.placeholder('at')}`,
      triedSince: sql`${sql.placeholder('triedSince')}`,
      attempts: sql`${notices.attempts} + 1`,
    })
    .where(sql`${notices.seq} = ${sql.placeholder('seq')} and ${notices.leaseOwner} = ${sql.placeholder('owner')}`)
    .prepare();

  return {
    async add(fresh) {
      return logSync.commit(() => insertAll.immediate(fresh));
    },

    async claim(owner, now, until, limit) {
      const mine = logSync.withoutSync(() => claimed.all(owner, until, now, now, limit));
      return mine.sort((one, other) => one.seq - other.seq);
    },

    async renew(owner, seqs, until) {
      db.update(notices)
        .set({ leaseUntil: until })
        .where(and(inArray(notices.seq, [...seqs]), eq(notices.leaseOwner, owner)))
        .run();
    },

    async finish(owner, { at: now, done, later, events, reviews, toHost }) {
      const write = (): string[] => {
        if (done.length > 0 && end.run(now, owner, JSON.stringify(done)).changes < done.length)
          throw new NotWritten('lost');
        for (const again of later) if (postpone.run({ ...again, owner }).changes === 0) throw new NotWritten('lost');
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
        return await logSync.commit(() => atomically(db, write));
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
