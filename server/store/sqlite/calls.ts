import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { BeginResult, CallLease, CallLookup, CallRecord, CallStore, KeyRecord } from '../calls.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import { atomically, type Db, placeholders } from './database.ts';
import type { LogSync } from './log-sync.ts';
import { idempotencyKeys, leases, tiktokCalls } from './schema/calls.ts';

type CallRow = typeof tiktokCalls.$inferSelect;
type KeyRow = typeof idempotencyKeys.$inferSelect;

const { placeholder } = sql;

/** Writes through the pass-through and the keys they came with. A call and its key are settled in one transaction. */
export function callQueries(db: Db, logSync: LogSync): (workspaceId: string) => CallStore {
  const one = and(eq(tiktokCalls.workspaceId, placeholder('workspaceId')), eq(tiktokCalls.id, placeholder('id')));
  const mine = and(one, eq(tiktokCalls.owner, placeholder('owner')));
  const getCall = db.select().from(tiktokCalls).where(one).prepare();
  const addCall = db.insert(tiktokCalls).values(placeholders(tiktokCalls)).prepare();
  const getKey = db
    .select()
    .from(idempotencyKeys)
    .where(
      and(eq(idempotencyKeys.workspaceId, placeholder('workspaceId')), eq(idempotencyKeys.key, placeholder('key'))),
    )
    .prepare();
  const addKey = db.insert(idempotencyKeys).values(placeholders(idempotencyKeys)).prepare();
  const isOfCall = and(
    eq(idempotencyKeys.workspaceId, placeholder('workspaceId')),
    eq(idempotencyKeys.key, placeholder('key')),
    eq(idempotencyKeys.callId, placeholder('id')),
  );
  const removeKey = db.delete(idempotencyKeys).where(isOfCall).prepare();
  const dropKey = db
    .delete(idempotencyKeys)
    .where(
      and(eq(idempotencyKeys.workspaceId, placeholder('workspaceId')), eq(idempotencyKeys.key, placeholder('key'))),
    )
    .prepare();
  const answerKey = db
    .update(idempotencyKeys)
    .set({
      fingerprint: sql`coalesce(${placeholder('fingerprint')}, ${idempotencyKeys.fingerprint})`,
      httpStatus: sql`${placeholder('httpStatus')}`,
      contentType: sql`${placeholder('contentType')}`,
      tiktokRequestId: sql`${placeholder('tiktokRequestId')}`,
      sealedAnswer: sql`${placeholder('sealedAnswer')}`,
    })
    .where(isOfCall)
    .prepare();
  const renew = db
    .update(tiktokCalls)
    .set({ leaseUntil: sql`${placeholder('until')}` })
    .where(mine)
    .prepare();
  const takeOver = db
    .update(tiktokCalls)
    .set({
      status: 'running',
      finishedAt: null,
      owner: sql`${placeholder('owner')}`,
      leaseUntil: sql`${placeholder('until')}`,
    })
    .where(
      and(
        one,
        or(isNull(tiktokCalls.leaseUntil), lte(tiktokCalls.leaseUntil, placeholder('now'))),
        sql`${tiktokCalls.status} = coalesce(${placeholder('from')}, ${tiktokCalls.status})`,
      ),
    )
    .returning()
    .prepare();
  const goOn = db
    .update(tiktokCalls)
    .set({
      status: 'running',
      finishedAt: null,
      error: null,
      owner: sql`${placeholder('owner')}`,
      leaseUntil: sql`${placeholder('until')}`,
      idempotencyKey: sql`${placeholder('idempotencyKey')}`,
      approvalId: sql`${placeholder('approvalId')}`,
    })
    .where(one)
    .returning()
    .prepare();
  const noteAttempts = db
    .update(tiktokCalls)
    .set({ attempts: sql`${placeholder('attempts')}` })
    .where(mine)
    .prepare();
  const finish = db
    .update(tiktokCalls)
    .set({
      status: sql`${placeholder('status')}`,
      finishedAt: sql`${placeholder('finishedAt')}`,
      attempts: sql`${placeholder('attempts')}`,
      entityIds: sql`${placeholder('entityIds')}`,
      error: sql`${placeholder('error')}`,
      approvalId: sql`${placeholder('approvalId')}`,
      owner: null,
      leaseUntil: null,
    })
    .where(mine)
    .returning({ idempotencyKey: tiktokCalls.idempotencyKey })
    .prepare();
  const release = db
    .delete(leases)
    .where(and(eq(leases.key, placeholder('key')), eq(leases.owner, placeholder('owner'))))
    .prepare();

  const beginIn = (
    workspaceId: string,
    call: CallRecord,
    lease: CallLease,
    key: Parameters<CallStore['begin']>[2],
  ): BeginResult => {
    const liveKey = (name: string | null): KeyRow | undefined => {
      const row = name === null ? undefined : getKey.get({ workspaceId, key: name });
      return row !== undefined && row.expiresAt > call.at ? row : undefined;
    };
    const known = getCall.get({ workspaceId, id: call.id });
    const isBusy = known !== undefined && known.leaseUntil !== null && known.leaseUntil > call.at;
    if (isBusy) return { kind: 'held', key: null, call: toCall(known), leaseUntil: known.leaseUntil };
    const itsOwn = known === undefined ? undefined : liveKey(known.idempotencyKey);
    const row = itsOwn?.callId === call.id ? itsOwn : liveKey(key?.key ?? null);
    const holder = row === undefined || row.callId === call.id ? known : getCall.get({ workspaceId, id: row.callId });
    const isAnswered = row !== undefined && row.sealedAnswer !== null;
    if (row !== undefined && holder !== undefined && (row.callId !== call.id || isAnswered))
      return { kind: 'held', key: toKey(row), call: toCall(holder), leaseUntil: holder.leaseUntil };
    // It stays as it ended: reopened, it would be looked for as if nobody knew what it came to.
    if (known?.status === 'succeeded') return { kind: 'again', call: toCall(known) };
    if (row === undefined && key !== null) {
      dropKey.run({ workspaceId, key: key.key });
      addKey.run({ ...NO_ANSWER, ...key, workspaceId, callId: call.id, createdAt: call.at });
    }
    const idempotencyKey = row?.key ?? key?.key ?? null;
    if (known === undefined) {
      addCall.run({ ...call, idempotencyKey, workspaceId, owner: lease.owner, leaseUntil: lease.until });
      return { kind: 'begun' };
    }
    const { approvalId } = call;
    goOn.all({ workspaceId, id: call.id, ...lease, idempotencyKey, approvalId });
    return { kind: 'again', call: { ...toCall(known), idempotencyKey, approvalId } };
  };

  return (workspaceId) => ({
    async begin(call, lease, key) {
      return logSync.commit(() => atomically(db, () => beginIn(workspaceId, call, lease, key)));
    },

    async get(id) {
      const row = getCall.get({ workspaceId, id });
      return row === undefined ? null : toCall(row);
    },

    async list({ after, limit, advertiserId, status, idempotencyKey }) {
      const last = readSliceKey(after, ['n', 's']);
      const rows = db
        .select()
        .from(tiktokCalls)
        .where(
          and(
            eq(tiktokCalls.workspaceId, workspaceId),
            advertiserId === null ? undefined : eq(tiktokCalls.advertiserId, advertiserId),
            status === null ? undefined : eq(tiktokCalls.status, status),
            idempotencyKey === null ? undefined : eq(tiktokCalls.idempotencyKey, idempotencyKey),
            last === null
              ? undefined
              : or(lt(tiktokCalls.at, last[0]), and(eq(tiktokCalls.at, last[0]), lt(tiktokCalls.id, last[1]))),
          ),
        )
        .orderBy(desc(tiktokCalls.at), desc(tiktokCalls.id))
        .limit(limit + 1)
        .all();
      return toSlice(rows, limit, (row) => [row.at, row.id], toCall);
    },

    async takeOver(id, now, { owner, until }, from) {
      const [row] = takeOver.all({ workspaceId, id, now, owner, until, from: from ?? null });
      return row === undefined ? null : toCall(row);
    },

    async renew(id, { owner, until }) {
      return logSync.withoutSync(() => renew.run({ workspaceId, id, owner, until })).changes === 1;
    },

    async noteAttempts(id, owner, attempts) {
      const written = { workspaceId, id, owner, attempts: JSON.stringify(attempts) };
      return logSync.withoutSync(() => noteAttempts.run(written)).changes === 1;
    },

    async finish(id, owner, { key, leases: held, attempts, entityIds, error, ...end }) {
      return logSync.commit(() =>
        atomically(db, () => {
          for (const each of held) release.run({ key: each, owner });
          const [row] = finish.all({
            ...end,
            workspaceId,
            id,
            owner,
            attempts: JSON.stringify(attempts),
            entityIds: JSON.stringify(entityIds),
            error: error === null ? null : JSON.stringify(error),
          });
          if (row === undefined) return false;
          if (row.idempotencyKey === null) return true;
          const itsKey = { workspaceId, key: row.idempotencyKey, id };
          if (key.kind === 'free') removeKey.run(itsKey);
          if (key.kind === 'answered') answerKey.run({ ...key.answer, fingerprint: key.fingerprint, ...itsKey });
          return true;
        }),
      );
    },
  });
}

/** Calls of every workspace: those a crash left behind, those whose entities are taken, those that are old. */
export function callLookup(db: Db): CallLookup {
  const abandoned = db
    .select()
    .from(tiktokCalls)
    .where(and(isNotNull(tiktokCalls.leaseUntil), lte(tiktokCalls.leaseUntil, placeholder('now'))))
    .orderBy(asc(tiktokCalls.leaseUntil))
    .limit(placeholder('limit'))
    .prepare();
  return {
    async listAbandoned(now, limit) {
      return abandoned.all({ now, limit }).map((row) => ({ workspaceId: row.workspaceId, record: toCall(row) }));
    },

    async listMade({ advertiserId, path, since, entityIds, exceptCallId }) {
      const made = sql<string>`made.value`;
      const rows = db
        .selectDistinct({ id: made })
        .from(tiktokCalls)
        .innerJoin(sql`json_each(${tiktokCalls.entityIds}) as made`, sql`true`)
        .where(
          and(
            eq(tiktokCalls.advertiserId, advertiserId),
            eq(tiktokCalls.path, path),
            gt(tiktokCalls.at, since),
            ne(tiktokCalls.id, exceptCallId),
            sql`made.value in (select value from json_each(${JSON.stringify(entityIds)}))`,
          ),
        )
        .all();
      return rows.map(({ id }) => id);
    },

    async prune({ now, callsBefore, limit }) {
      const keys = db
        .delete(idempotencyKeys)
        .where(
          inArray(
            sql`rowid`,
            sql`(select rowid from ${idempotencyKeys} where ${idempotencyKeys.expiresAt} <= ${now} limit ${limit})`,
          ),
        )
        .run().changes;
      const calls = db
        .delete(tiktokCalls)
        .where(
          inArray(
            sql`rowid`,
            sql`(select rowid from ${tiktokCalls} where ${tiktokCalls.at} < ${callsBefore} limit ${limit})`,
          ),
        )
        .run().changes;
      // A process that crashed has given none of its leases back.
      const left = db
        .delete(leases)
        .where(inArray(sql`rowid`, sql`(select rowid from ${leases} where ${leases.until} <= ${now} limit ${limit})`))
        .run().changes;
      return keys + calls + left;
    },
  };
}

const NO_ANSWER = { httpStatus: null, contentType: null, tiktokRequestId: null, sealedAnswer: null };

function toCall(row: CallRow): CallRecord {
  const { workspaceId: _workspaceId, owner: _owner, leaseUntil: _leaseUntil, ...record } = row;
  return record;
}

function toKey({ key, callId, fingerprint, createdAt, expiresAt, ...answer }: KeyRow): KeyRecord {
  const { httpStatus, contentType, tiktokRequestId, sealedAnswer } = answer;
  return {
    key,
    callId,
    fingerprint,
    createdAt,
    expiresAt,
    answer:
      httpStatus === null || sealedAnswer === null ? null : { httpStatus, contentType, tiktokRequestId, sealedAnswer },
  };
}
