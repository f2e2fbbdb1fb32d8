import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MappedAttributes } from '../../../../shared/mappings.ts';
import type { Property } from '../../../../shared/properties.ts';

export const properties = sqliteTable(
  'properties',
  {
    workspaceId: text('workspace_id').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull(),
    label: text('label').notNull(),
    type: text('type').$type<Property['type']>().notNull(),
    kind: text('kind').$type<Property['kind']>().notNull(),
    example: text('example'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.name] }),
    index('properties_list').on(table.workspaceId, table.position),
  ],
);

export const mappings = sqliteTable('mappings', {
  workspaceId: text('workspace_id').primaryKey(),
  attributes: text('attributes', { mode: 'json' }).$type<MappedAttributes>().notNull(),
  version: integer('version').notNull(),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by'),
});

export const segments = sqliteTable(
  'segments',
  {
    workspaceId: text('workspace_id').notNull(),
    segmentId: text('segment_id').notNull(),
    name: text('name').notNull(),
    sortName: text('sort_name').notNull(),
    size: integer('size'),
    filled: text('filled', { mode: 'json' }).$type<Readonly<Record<string, number>>>(),
    sourceUrl: text('source_url'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.segmentId] }),
    index('segments_list').on(table.workspaceId, table.sortName, table.segmentId),
  ],
);
