import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Property } from '../../../shared/properties.ts';
import type { MappingRecord, MappingStore, PropertyStore, SegmentRecord, SegmentStore } from '../host-data.ts';
import { readSliceKey, sortName, toSlice } from '../slice-key.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { mappings, properties, segments } from './schema/host-data.ts';

/** The host's user properties, per workspace, in the host's order. */
export function propertyQueries(db: Db): (workspaceId: string) => PropertyStore {
  const insert = db.insert(properties).values(placeholders(properties)).prepare();

  return (workspaceId) => ({
    async list({ after, limit }) {
      const key = readSliceKey(after, ['n']);
      const rows = db
        .select()
        .from(properties)
        .where(and(eq(properties.workspaceId, workspaceId), key === null ? undefined : gt(properties.position, key[0])))
        .orderBy(properties.position)
        .limit(limit + 1)
        .all();
      return toSlice(rows, limit, (row) => [row.position], toProperty);
    },

    async replaceAll(list, at) {
      atomically(db, (tx) => {
        tx.delete(properties).where(eq(properties.workspaceId, workspaceId)).run();
        list.forEach((property, position) => {
          insert.run({ example: null, ...property, workspaceId, position, updatedAt: at });
        });
      });
    },

    async existing(names) {
      return db
        .select({ name: properties.name })
        .from(properties)
        .where(and(eq(properties.workspaceId, workspaceId), inArray(properties.name, [...names])))
        .all()
        .map(({ name }) => name);
    },
  });
}

/** The one mapping of each workspace; its version settles races. */
export function mappingQueries(db: Db): (workspaceId: string) => MappingStore {
  const byWorkspace = db
    .select()
    .from(mappings)
    .where(eq(mappings.workspaceId, sql.placeholder('workspaceId')))
    .prepare();

  return (workspaceId) => ({
    async get() {
      const row = byWorkspace.get({ workspaceId });
      return row === undefined ? { attributes: {}, version: 0, updatedAt: null, updatedBy: null } : toMapping(row);
    },

    async put({ expectedVersion, ...change }) {
      const next = { ...change, version: sql<number>`${mappings.version} + 1` };
      if (expectedVersion !== null && expectedVersion > 0) {
        const row = db
          .update(mappings)
          .set(next)
          .where(and(eq(mappings.workspaceId, workspaceId), eq(mappings.version, expectedVersion)))
          .returning()
          .get();
        return row === undefined ? null : toMapping(row);
      }
      const first = db.insert(mappings).values({ ...change, workspaceId, version: 1 });
      const row =
        expectedVersion === 0
          ? first.onConflictDoNothing().returning().get()
          : first.onConflictDoUpdate({ target: mappings.workspaceId, set: next }).returning().get();
      return (row as typeof row | undefined) === undefined ? null : toMapping(row);
    },
  });
}

/** The segments that the host declared, per workspace. */
export function segmentQueries(db: Db): (workspaceId: string) => SegmentStore {
  return (workspaceId) => ({
    async list({ after, limit }) {
      const key = readSliceKey(after, ['s', 's']);
      const { sortName: name, segmentId } = segments;
      const rows = db
        .select()
        .from(segments)
        .where(
          and(
            eq(segments.workspaceId, workspaceId),
            key === null ? undefined : or(gt(name, key[0]), and(eq(name, key[0]), gt(segmentId, key[1]))),
          ),
        )
        .orderBy(name, segmentId)
        .limit(limit + 1)
        .all();
      return toSlice(rows, limit, (row) => [row.sortName, row.segmentId], toSegment);
    },

    async get(segmentId) {
      const row = db
        .select()
        .from(segments)
        .where(and(eq(segments.workspaceId, workspaceId), eq(segments.segmentId, segmentId)))
        .get();
      return row === undefined ? null : toSegment(row);
    },

    async put(segment) {
      const row = { ...segment, workspaceId, sortName: sortName(segment.name) };
      db.insert(segments)
        .values(row)
        .onConflictDoUpdate({ target: [segments.workspaceId, segments.segmentId], set: row })
        .run();
    },
  });
}

function toProperty(row: typeof properties.$inferSelect): Property {
  const { name, label, type, kind, example } = row;
  return { name, label, type, kind, ...(example === null ? {} : { example }) };
}

function toMapping(row: typeof mappings.$inferSelect): MappingRecord {
  const { attributes, version, updatedAt, updatedBy } = row;
  return { attributes, version, updatedAt, updatedBy };
}

function toSegment(row: typeof segments.$inferSelect): SegmentRecord {
  const { workspaceId: _workspaceId, sortName: _sortName, ...record } = row;
  return record;
}
