import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ActorKind, CallFamily, CallStatus, ControlAction } from '../../../../shared/control-kinds.ts';
import type { Failure } from '../../../../shared/errors.ts';
import type { CallAttemptRecord, CallLookUp } from '../../calls.ts';

/** Writes that went through the pass-through, with every try. */
export const tiktokCalls = sqliteTable(
  'tiktok_calls',
  {
    id: text('id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    at: integer('at').notNull(),
    finishedAt: integer('finished_at'),
    status: text('status').$type<CallStatus>().notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    credential: text('credential').$type<'session' | 'host'>().notNull(),
    userId: text('user_id'),
    method: text('method').notNull(),
    path: text('path').notNull(),
    family: text('family').$type<CallFamily>().notNull(),
    actions: text('actions', { mode: 'json' }).$type<ControlAction[]>().notNull(),
    advertiserId: text('advertiser_id'),
    connectionId: text('connection_id'),
    idempotencyKey: text('idempotency_key'),
    createRequestId: text('create_request_id'),
    /** What to look for where the answer was lost. */
    lookUp: text('look_up', { mode: 'json' }).$type<CallLookUp>(),
    entityIds: text('entity_ids', { mode: 'json' }).$type<string[]>().notNull(),
    attempts: text('attempts', { mode: 'json' }).$type<CallAttemptRecord[]>().notNull(),
    approvalId: text('approval_id'),
    error: text('error', { mode: 'json' }).$type<Failure>(),
    /** Who works on it until when; null once it has ended. */
    owner: text('owner'),
    leaseUntil: integer('lease_until'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('tiktok_calls_list').on(table.workspaceId, table.at, table.id),
    index('tiktok_calls_account').on(table.workspaceId, table.advertiserId, table.at, table.id),
    index('tiktok_calls_status').on(table.workspaceId, table.status, table.at, table.id),
    index('tiktok_calls_key')
      .on(table.workspaceId, table.idempotencyKey, table.at, table.id)
      .where(sql`"idempotency_key" is not null`),
    index('tiktok_calls_age').on(table.at),
    index('tiktok_calls_lease').on(table.leaseUntil).where(sql`"lease_until" is not null`),
    index('tiktok_calls_made').on(table.advertiserId, table.path, table.at),
  ],
);

/** Answers kept for callers that repeat a call with the same Idempotency-Key. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    workspaceId: text('workspace_id').notNull(),
    key: text('key').notNull(),
    callId: text('call_id').notNull(),
    /** SHA-256 of method, path, query and body. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    httpStatus: integer('http_status'),
    contentType: text('content_type'),
    tiktokRequestId: text('tiktok_request_id'),
    sealedAnswer: text('sealed_answer'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    index('idempotency_keys_age').on(table.expiresAt),
  ],
);

/** Short rights to do something alone, across processes: such as to create something by a name, or to weigh budgets. */
export const leases = sqliteTable('leases', {
  key: text('key').primaryKey(),
  owner: text('owner').notNull(),
  until: integer('until').notNull(),
});

/** Which sign-in reaches which Business Center. */
export const businessCenters = sqliteTable(
  'business_centers',
  {
    workspaceId: text('workspace_id').notNull(),
    connectionId: text('connection_id').notNull(),
    bcId: text('bc_id').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.bcId, table.connectionId] }),
    index('business_centers_connection').on(table.workspaceId, table.connectionId),
  ],
);
