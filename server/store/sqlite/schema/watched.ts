import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SubscribeEntity, WatchedKind } from '../../watched.ts';

export const watched = sqliteTable(
  'watched',
  {
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    kind: text('kind').$type<WatchedKind>().notNull(),
    id: text('id').notNull(),
    name: text('name'),
    status: text('status'),
    review: text('review'),
    campaignId: text('campaign_id'),
    adgroupId: text('adgroup_id'),
    toldAt: integer('told_at'),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.advertiserId, table.kind, table.id] })],
);

export const subscriptions = sqliteTable(
  'subscriptions',
  {
    workspaceId: text('workspace_id').notNull(),
    subscriptionId: text('subscription_id').notNull(),
    appId: text('app_id').notNull(),
    connectionId: text('connection_id').notNull(),
    tokenVersion: integer('token_version').notNull(),
    entity: text('entity').$type<SubscribeEntity>().notNull(),
    advertiserIds: text('advertiser_ids', { mode: 'json' }).$type<string[]>().notNull(),
    objectId: text('object_id'),
    callbackUrl: text('callback_url').notNull(),
    createdAt: integer('created_at').notNull(),
    confirmedAt: integer('confirmed_at'),
    endingSince: integer('ending_since'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.subscriptionId] }),
    index('subscriptions_connection').on(table.workspaceId, table.connectionId, table.subscriptionId),
    // TikTok lists them by app, whatever workspace they are of.
    index('subscriptions_app').on(table.appId, table.subscriptionId),
    index('subscriptions_ending').on(table.endingSince).where(sql`"ending_since" is not null`),
  ],
);
