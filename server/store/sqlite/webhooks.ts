import { and, asc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { IdSource } from '../store.ts';
import type { AdvertiserLookup, NoticeRecord, WebhookInbox } from '../webhooks.ts';
import { atomically, type Db } from './database.ts';
import { appendEvents } from './events.ts';
import { adAccounts } from './schema/connections.ts';
import { notices, webhookKeys } from './schema/events.ts';

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

    async finish(owner, { at: now, done, later, events, toHost }) {
      const write = (tx: Db): string[] => {
        const mine = (seq: number) => and(eq(notices.seq, seq), eq(notices.leaseOwner, owner));
        const free = { leaseOwner: null, leaseUntil: null };
        let isLost = false;
        for (const seq of done)
          isLost ||=
            tx
              .update(notices)
              .set({ ...free, sealedBody: null, dueAt: null, doneAt: now })
              .where(mine(seq))
              .run().changes === 0;
        for (const { seq, at, triedSince } of later)
          isLost ||=
            tx
              .update(notices)
              .set({ ...free, dueAt: at, triedSince, attempts: sql`${notices.attempts} + 1` })
              .where(mine(seq))
              .run().changes === 0;
        if (isLost) throw new LostClaim();
        const told = new Set<string>();
        for (const { workspaceId, event } of events)
          if (appendEvents(tx, random, workspaceId, [event], toHost).length > 0) told.add(workspaceId);
        return [...told];
      };
      try {
        return atomically(db, write);
      } catch (error) {
        if (error instanceof LostClaim) return false;
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

/** Thrown to undo a transaction whose claim somebody else has by now. */
class LostClaim extends Error {}

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
  };
}

function toNotice(row: typeof notices.$inferSelect): NoticeRecord {
  const { dueAt: _d, leaseOwner: _o, leaseUntil: _u, doneAt: _e, sealedBody, ...record } = row;
  return { ...record, sealedBody: sealedBody ?? '' };
}
