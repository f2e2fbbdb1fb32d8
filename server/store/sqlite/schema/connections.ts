import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AdvertiserChangeRecord } from '../../connections.ts';
import type {
  AdvertiserRole,
  AttemptStatus,
  ConnectionKind,
  ConnectionState,
  Environment,
  Failure,
  SignInReview,
} from '../../types.ts';

export const attempts = sqliteTable(
  'attempts',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    userId: text('user_id'),
    stateHash: text('state_hash').notNull(),
    origin: text('origin').notNull(),
    returnUrl: text('return_url'),
    environment: text('environment').$type<Environment>().notNull(),
    reconnectId: text('reconnect_id'),
    status: text('status').$type<AttemptStatus>().notNull(),
    connectionId: text('connection_id'),
    error: text('error', { mode: 'json' }).$type<Failure>(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
    kind: text('kind').$type<ConnectionKind>().notNull().default('advertiser'),
    appId: text('app_id').notNull().default(''),
    review: text('review', { mode: 'json' }).$type<SignInReview>(),
    sealedGrant: text('sealed_grant'),
  },
  (table) => [
    uniqueIndex('attempts_state_hash').on(table.stateHash),
    index('attempts_expiry').on(table.workspaceId, table.expiresAt),
  ],
);

export const connections = sqliteTable(
  'connections',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    environment: text('environment').$type<Environment>().notNull(),
    state: text('state').$type<ConnectionState>().notNull(),
    stateReason: text('state_reason', { mode: 'json' }).$type<Failure>(),
    source: text('source').$type<'oauth' | 'token'>().notNull(),
    sealedToken: text('sealed_token'),
    appId: text('app_id'),
    coreUserId: text('core_user_id'),
    displayName: text('display_name'),
    email: text('email'),
    scopes: text('scopes', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    lastCheckedAt: integer('last_checked_at'),
    advertisersAt: integer('advertisers_at'),
    kind: text('kind').$type<ConnectionKind>().notNull().default('advertiser'),
    tokenVersion: integer('token_version').notNull().default(1),
    tokenExpiresAt: integer('token_expires_at'),
    refreshExpiresAt: integer('refresh_expires_at'),
    renewalTroubleSince: integer('renewal_trouble_since'),
    renewalOwner: text('renewal_owner'),
    renewalUntil: integer('renewal_until'),
    tokenLast4: text('token_last4'),
    businessCenterCount: integer('business_center_count'),
    advertiserChange: text('advertiser_change', { mode: 'json' }).$type<AdvertiserChangeRecord>(),
    refusedScopes: text('refused_scopes', { mode: 'json' }).$type<string[]>().notNull().default([]),
  },
  (table) => [
    // Children name their workspace too, so that a row of one workspace cannot hang on a connection of another.
    uniqueIndex('connections_workspace_id').on(table.workspaceId, table.id),
    // Two sign-ins of one TikTok user at once leave one connection.
    uniqueIndex('connections_tiktok_user')
      .on(table.workspaceId, table.environment, table.coreUserId)
      .where(sql`"core_user_id" is not null and "state" <> 'revoked'`),
    index('connections_list').on(table.workspaceId, table.createdAt, table.id),
    index('connections_changed').on(table.updatedAt, table.id),
    // Whether somebody else lives on a grant is asked across workspaces.
    index('connections_person').on(table.coreUserId, table.appId),
  ],
);

export const grantedAdvertisers = sqliteTable(
  'granted_advertisers',
  {
    workspaceId: text('workspace_id').notNull(),
    connectionId: text('connection_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    name: text('name').notNull(),
    sortName: text('sort_name').notNull(),
    status: text('status'),
    role: text('role').$type<AdvertiserRole>(),
    currency: text('currency'),
    timezone: text('timezone'),
    country: text('country'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.connectionId, table.advertiserId] }),
    index('granted_advertisers_list').on(table.workspaceId, table.connectionId, table.sortName, table.advertiserId),
    foreignKey({
      name: 'granted_advertisers_connection',
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }),
  ],
);

export const adAccounts = sqliteTable(
  'ad_accounts',
  {
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    connectionId: text('connection_id').notNull(),
    name: text('name').notNull(),
    sortName: text('sort_name').notNull(),
    currency: text('currency'),
    timezone: text('timezone'),
    country: text('country'),
    role: text('role').$type<AdvertiserRole>(),
    tiktokStatus: text('tiktok_status'),
    accessLostAt: integer('access_lost_at'),
    statusChangedAt: integer('status_changed_at'),
    importedAt: integer('imported_at').notNull(),
    lastCheckedAt: integer('last_checked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.advertiserId] }),
    index('ad_accounts_list').on(table.workspaceId, table.sortName, table.advertiserId),
    // Whom a notice of TikTok concerns is asked across workspaces.
    index('ad_accounts_advertiser').on(table.advertiserId),
    index('ad_accounts_connection').on(table.workspaceId, table.connectionId),
    foreignKey({
      name: 'ad_accounts_connection_fk',
      columns: [table.workspaceId, table.connectionId],
      foreignColumns: [connections.workspaceId, connections.id],
    }),
  ],
);

/** Grants that are to be withdrawn at TikTok although their connection is gone. */
export const revocations = sqliteTable('revocations', {
  id: text('id').primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  connectionId: text('connection_id').notNull(),
  kind: text('kind').$type<ConnectionKind>().notNull(),
  environment: text('environment').$type<Environment>().notNull(),
  appId: text('app_id').notNull(),
  sealedToken: text('sealed_token').notNull(),
  createdAt: integer('created_at').notNull(),
  giveUpAt: integer('give_up_at').notNull(),
});

export const tiktokApps = sqliteTable(
  'tiktok_apps',
  {
    workspaceId: text('workspace_id').notNull(),
    appId: text('app_id').notNull(),
    sealedSecret: text('sealed_secret').notNull(),
    secretLast4: text('secret_last4').notNull(),
    isCurrent: integer('is_current', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.appId] }),
    uniqueIndex('tiktok_apps_current').on(table.workspaceId).where(sql`"is_current" = 1`),
    index('tiktok_apps_app').on(table.appId, table.updatedAt),
  ],
);
