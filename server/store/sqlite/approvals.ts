import { and, asc, count, desc, eq, gt, inArray, isNotNull, lt, lte, min, ne, or, sql } from 'drizzle-orm';
import type { ApprovalLookup, ApprovalRecord, ApprovalStore } from '../approvals.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import { atomically, type Db } from './database.ts';
import { approvals } from './schema/controls.ts';

/** Places in the list: what waits comes first. */
const WAITING = 0;
const REST = 1;

// Written out, as the partial indices are: bound values would not match them.
const isOpen = sql`${approvals.status} in ('pending', 'approved', 'running')`;
const isWaiting = sql`${approvals.status} in ('pending', 'approved')`;
const isRunning = sql`${approvals.status} = 'running'`;

/** Calls that wait for a person, per workspace. */
export function approvalQueries(db: Db): (workspaceId: string) => ApprovalStore {
  return (workspaceId) => {
    const mine = eq(approvals.workspaceId, workspaceId);
    const own = (id: string) => and(mine, eq(approvals.id, id));
    const pending = and(mine, eq(approvals.status, 'pending'));
    const findOpen = (from: Db, digest: string) =>
      from
        .select()
        .from(approvals)
        .where(and(mine, eq(approvals.digest, digest), isOpen))
        .get();
    const countPending = (from: Db) => from.select({ pending: count() }).from(approvals).where(pending).get();

    return {
      async request(record, maxPending) {
        return atomically(db, (tx) => {
          const open = findOpen(tx, record.digest);
          if (open !== undefined) return { kind: 'open', record: toApproval(open) };
          if ((countPending(tx)?.pending ?? 0) >= maxPending) return null;
          tx.insert(approvals)
            .values({ ...record, workspaceId })
            .run();
          return { kind: 'requested', record };
        });
      },

      async get(id) {
        const row = db.select().from(approvals).where(own(id)).get();
        return row === undefined ? null : toApproval(row);
      },

      async findOpen(digest) {
        const row = findOpen(db, digest);
        return row === undefined ? null : toApproval(row);
      },

      async list({ after, limit, status, advertiserId }) {
        const key = readSliceKey(after, ['n', 'n', 's']);
        const ofAccount = advertiserId === null ? undefined : eq(approvals.advertiserId, advertiserId);
        const part = (place: number, wanted: number) => {
          const ofPlace = place === WAITING ? eq(approvals.status, 'pending') : ne(approvals.status, 'pending');
          const isBehind =
            key === null || key[0] !== place
              ? undefined
              : or(lt(approvals.requestedAt, key[1]), and(eq(approvals.requestedAt, key[1]), lt(approvals.id, key[2])));
          return db
            .select()
            .from(approvals)
            .where(and(mine, ofAccount, status === null ? ofPlace : eq(approvals.status, status), isBehind))
            .orderBy(desc(approvals.requestedAt), desc(approvals.id))
            .limit(wanted)
            .all();
        };
        const isWaitingAsked = (status === null || status === 'pending') && key?.[0] !== REST;
        const rows = isWaitingAsked ? part(WAITING, limit + 1) : [];
        if (rows.length <= limit && status !== 'pending') rows.push(...part(REST, limit + 1 - rows.length));
        return toSlice(
          rows,
          limit,
          (row) => [row.status === 'pending' ? WAITING : REST, row.requestedAt, row.id],
          toApproval,
        );
      },

      async countPending() {
        return countPending(db)?.pending ?? 0;
      },

      async change(id, from, change, expiry) {
        const isInTime =
          expiry === undefined
            ? undefined
            : 'after' in expiry
              ? gt(approvals.expiresAt, expiry.after)
              : lte(approvals.expiresAt, expiry.until);
        const row = db
          .update(approvals)
          .set(change)
          .where(and(own(id), inArray(approvals.status, [...from]), isInTime))
          .returning()
          .get();
        return (row as typeof row | undefined) === undefined ? null : toApproval(row);
      },
    };
  };
}

/** Approvals of all workspaces, for background work. */
export function approvalLookup(db: Db): ApprovalLookup {
  return {
    async listOverdue(now, limit) {
      return db
        .select({ workspaceId: approvals.workspaceId, id: approvals.id })
        .from(approvals)
        .where(and(isWaiting, lte(approvals.expiresAt, now)))
        .orderBy(asc(approvals.expiresAt), asc(approvals.id))
        .limit(limit)
        .all();
    },

    async nextExpiry() {
      return (
        db
          .select({ at: min(approvals.expiresAt) })
          .from(approvals)
          .where(isWaiting)
          .get()?.at ?? null
      );
    },

    async listRunning(after, limit) {
      return db
        .select()
        .from(approvals)
        .where(and(isRunning, after === null ? undefined : gt(approvals.id, after)))
        .orderBy(asc(approvals.id))
        .limit(limit)
        .all()
        .map((row) => ({ workspaceId: row.workspaceId, record: toApproval(row) }));
    },

    async removeEnded(before, limit) {
      const old = db
        .select({ rowid: sql`rowid` })
        .from(approvals)
        .where(and(isNotNull(approvals.endedAt), lt(approvals.endedAt, before)))
        .limit(limit);
      return db.delete(approvals).where(sql`rowid in ${old}`).run().changes;
    },
  };
}

export function toApproval(row: typeof approvals.$inferSelect): ApprovalRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
