import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AudienceChange } from '../../../../shared/exports.ts';
import type { ExportRecord } from '../../exports.ts';

export const exports = sqliteTable(
  'exports',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    advertiserId: text('advertiser_id').notNull(),
    connectionId: text('connection_id').notNull(),
    state: text('state').$type<ExportRecord['state']>().notNull(),
    request: text('request', { mode: 'json' }).$type<ExportRecord['request']>().notNull(),
    mapping: text('mapping', { mode: 'json' }).$type<ExportRecord['mapping']>().notNull(),
    calculateType: text('calculate_type'),
    customAudienceId: text('custom_audience_id'),
    receivedBytes: integer('received_bytes').notNull(),
    counts: text('counts', { mode: 'json' }).$type<ExportRecord['counts']>().notNull(),
    chunks: text('chunks', { mode: 'json' }).$type<ExportRecord['chunks']>().notNull(),
    peopleUploaded: integer('people_uploaded').notNull(),
    audienceProgress: text('audience_progress', { mode: 'json' }).$type<
      NonNullable<ExportRecord['audienceProgress']>
    >(),
    error: text('error', { mode: 'json' }).$type<NonNullable<ExportRecord['error']>>(),
    engine: text('engine', { mode: 'json' }).$type<ExportRecord['engine']>().notNull(),
    createdBy: text('created_by'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    timeline: text('timeline', { mode: 'json' }).$type<ExportRecord['timeline']>().notNull(),
    intakeOwner: text('intake_owner'),
    intakeUntil: integer('intake_until'),
    pausedAt: integer('paused_at'),
    waiting: text('waiting', { mode: 'json' }).$type<NonNullable<ExportRecord['waiting']>>(),
    delivery: text('delivery').$type<ExportRecord['delivery']>().notNull().default('file'),
    mirrorId: text('mirror_id'),
    confirmation: text('confirmation', { mode: 'json' }).$type<NonNullable<ExportRecord['confirmation']>>(),
    preparedAt: integer('prepared_at'),
    uploadedAt: integer('uploaded_at'),
    tiktokRequests: text('tiktok_requests', { mode: 'json' })
      .$type<ExportRecord['tiktokRequests']>()
      .notNull()
      .default([]),
    /** The audience it stands in line for, since when, and the same again while it is its turn. */
    lineKey: text('line_key'),
    lineAt: integer('line_at'),
    turnKey: text('turn_key'),
    audienceName: text('audience_name'),
    /** `audienceName` as searches compare it. */
    audienceSearch: text('audience_search'),
    /** What the request does to the audience. */
    change: text('change').$type<AudienceChange>().notNull().default('CREATE'),
  },
  (table) => [
    // Holds everything a list is narrowed by, so that a search reads this and not the exports themselves.
    index('exports_list').on(
      table.workspaceId,
      table.createdAt,
      table.id,
      table.state,
      table.change,
      table.advertiserId,
      table.customAudienceId,
      table.audienceSearch,
    ),
    index('exports_advertiser').on(table.workspaceId, table.advertiserId, table.createdAt, table.id),
    index('exports_audience').on(
      table.workspaceId,
      table.advertiserId,
      table.customAudienceId,
      table.createdAt,
      table.id,
    ),
    index('exports_mirror')
      .on(table.workspaceId, table.mirrorId, table.createdAt, table.id)
      .where(sql`"mirror_id" is not null`),
    index('exports_line').on(table.lineKey, table.lineAt, table.id).where(sql`"line_key" is not null`),
    // Of all that stand in line for an audience one has its turn.
    uniqueIndex('exports_turn').on(table.turnKey).where(sql`"turn_key" is not null`),
    index('exports_changed').on(table.updatedAt, table.id),
    // Few wait, and they are looked for whenever a connection comes back.
    index('exports_waiting').on(table.workspaceId, table.createdAt, table.id).where(sql`"waiting" is not null`),
  ],
);
