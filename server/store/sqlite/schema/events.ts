import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { EventGroup, EventType } from '../../../../shared/event-types.ts';
import type { EventSubject } from '../../../../shared/events.ts';
import type { EventDeliveryRecord } from '../../events.ts';
import type { NewNotice } from '../../webhooks.ts';

export const events = sqliteTable(
  'events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    key: text('key').notNull(),
    type: text('type').$type<EventType>().notNull(),
    /** From the catalogue when it was written, so that lists can be narrowed by them. */
    group: text('group').$type<EventGroup>().notNull(),
    isListed: integer('is_listed', { mode: 'boolean' }).notNull(),
    /** Numbers the listed events of a group in their workspace, without gaps: two rows tell how many lie between. 0 for the others. */
    groupNo: integer('group_no').notNull(),
    needsYou: integer('needs_you', { mode: 'boolean' }).notNull(),
    advertiserId: text('advertiser_id'),
    accountName: text('account_name'),
    connectionId: text('connection_id'),
    subjectKind: text('subject_kind').$type<EventSubject['kind']>().notNull(),
    subjectId: text('subject_id').notNull(),
    subjectName: text('subject_name'),
    topic: text('topic').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    occurredAt: integer('occurred_at').notNull(),
    createdAt: integer('created_at').notNull(),
    resolvedAt: integer('resolved_at'),
  },
  (table) => [
    uniqueIndex('events_id').on(table.id),
    uniqueIndex('events_key').on(table.workspaceId, table.key),
    index('events_feed').on(table.workspaceId, table.seq),
    index('events_group').on(table.workspaceId, table.group, table.seq).where(sql`"is_listed" = 1`),
    index('events_type').on(table.workspaceId, table.type, table.seq),
    index('events_account')
      .on(table.workspaceId, table.advertiserId, table.seq)
      .where(sql`"advertiser_id" is not null`),
    index('events_age').on(table.workspaceId, table.createdAt),
    index('events_open')
      .on(table.workspaceId, table.seq)
      .where(sql`"needs_you" = 1 and "resolved_at" is null and "is_listed" = 1`),
    index('events_open_subject')
      .on(table.workspaceId, table.topic, table.type)
      .where(sql`"needs_you" = 1 and "resolved_at" is null`),
  ],
);

/** What somebody has read beyond `event_readers.up_to`. */
export const eventReads = sqliteTable(
  'event_reads',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    seq: integer('seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.seq] }),
    index('event_reads_seq').on(table.seq),
  ],
);

/** Up to where somebody has read everything. */
export const eventReaders = sqliteTable(
  'event_readers',
  {
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id').notNull(),
    upTo: integer('up_to').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

export const eventDeliveries = sqliteTable(
  'event_deliveries',
  {
    seq: integer('seq').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    eventId: text('event_id').notNull(),
    type: text('type').$type<EventType>().notNull(),
    advertiserId: text('advertiser_id'),
    line: text('line').notNull(),
    state: text('state').$type<EventDeliveryRecord['state']>().notNull(),
    attempts: integer('attempts').notNull(),
    createdAt: integer('created_at').notNull(),
    triedSince: integer('tried_since'),
    nextAttemptAt: integer('next_attempt_at'),
    endedAt: integer('ended_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
  },
  (table) => [
    // `state` is in it so that SQLite prefers it to the list's.
    index('event_deliveries_pending')
      .on(table.workspaceId, table.line, table.state, table.seq)
      .where(sql`"state" = 'pending'`),
    index('event_deliveries_list').on(table.workspaceId, table.state, table.seq),
  ],
);

/** Notices of TikTok: the body until somebody has looked into it, the hash for a while longer. */
export const notices = sqliteTable(
  'notices',
  {
    seq: integer('seq').primaryKey(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
    receivedAt: integer('received_at').notNull(),
    scheme: text('scheme').$type<NewNotice['scheme']>().notNull(),
    appId: text('app_id').notNull(),
    sealedBody: text('sealed_body'),
    attempts: integer('attempts').notNull().default(0),
    triedSince: integer('tried_since'),
    /** When it is to be looked into; null once that is done. */
    dueAt: integer('due_at'),
    leaseOwner: text('lease_owner'),
    leaseUntil: integer('lease_until'),
    doneAt: integer('done_at'),
  },
  (table) => [
    uniqueIndex('notices_hash').on(table.hash),
    index('notices_due').on(table.dueAt, table.seq).where(sql`"due_at" is not null`),
    index('notices_done').on(table.doneAt).where(sql`"done_at" is not null`),
  ],
);

/** When each signing key was first seen, by fingerprint: a restart does not make a key new again. */
export const webhookKeys = sqliteTable('webhook_keys', {
  fingerprint: text('fingerprint').primaryKey(),
  firstSeenAt: integer('first_seen_at').notNull(),
});
