import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { MirrorRecord } from '../../mirrors.ts';

export const mirrors = sqliteTable(
  'mirrors',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    segmentId: text('segment_id').notNull(),
    attributes: text('attributes', { mode: 'json' }).$type<MirrorRecord['attributes']>().notNull(),
    target: text('target', { mode: 'json' }).$type<MirrorRecord['target']>().notNull(),
    customAudienceId: text('custom_audience_id'),
    audienceName: text('audience_name'),
    delivery: text('delivery').$type<MirrorRecord['delivery']>().notNull(),
    calculateType: text('calculate_type'),
    schedule: text('schedule', { mode: 'json' }).$type<NonNullable<MirrorRecord['schedule']>>(),
    timezone: text('timezone').notNull(),
    defaultCountry: text('default_country'),
    emailRule: text('email_rule').$type<NonNullable<MirrorRecord['emailRule']>>(),
    nextRunAt: integer('next_run_at'),
    pausedAt: integer('paused_at'),
    currentExportId: text('current_export_id'),
    lastExportId: text('last_export_id'),
    skipped: integer('skipped').notNull(),
    version: integer('version').notNull(),
    createdBy: text('created_by'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('mirrors_list').on(table.workspaceId, table.createdAt, table.id),
    uniqueIndex('mirrors_audience')
      .on(table.workspaceId, table.advertiserId, table.customAudienceId)
      .where(sql`"custom_audience_id" is not null`),
  ],
);

export const ledgers = sqliteTable(
  'ledgers',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    customAudienceId: text('custom_audience_id'),
    generation: integer('generation').notNull(),
    settled: integer('settled', { mode: 'boolean' }).notNull(),
    exportId: text('export_id'),
    identifiers: integer('identifiers').notNull(),
    holdsSealed: integer('holds_sealed', { mode: 'boolean' }).notNull(),
    sealedKey: text('sealed_key').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('ledgers_audience')
      .on(table.workspaceId, table.advertiserId, table.customAudienceId)
      .where(sql`"custom_audience_id" is not null`),
  ],
);
