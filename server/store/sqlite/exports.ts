import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { ExportRecord, ExportStore } from '../exports.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { Db } from './database.ts';
import { exports } from './schema/exports.ts';

/** Exports, per workspace: state changes only from an expected state. */
export function exportQueries(db: Db): (workspaceId: string) => ExportStore {
  const byId = db
    .select()
    .from(exports)
    .where(and(eq(exports.workspaceId, sql.placeholder('workspaceId')), eq(exports.id, sql.placeholder('id'))))
    .prepare();

  return (workspaceId) => {
    const own = (id: string) => and(eq(exports.workspaceId, workspaceId), eq(exports.id, id));

    return {
      async create(record) {
        db.insert(exports)
          .values({ ...record, workspaceId })
          .run();
      },

      async get(id) {
        const row = byId.get({ workspaceId, id });
        return row === undefined ? null : toExport(row);
      },

      async list({ advertiserId, after, limit }) {
        const key = readSliceKey(after, ['n', 's']);
        const rows = db
          .select()
          .from(exports)
          .where(
            and(
              eq(exports.workspaceId, workspaceId),
              advertiserId === null ? undefined : eq(exports.advertiserId, advertiserId),
              key === null
                ? undefined
                : or(lt(exports.createdAt, key[0]), and(eq(exports.createdAt, key[0]), lt(exports.id, key[1]))),
            ),
          )
          .orderBy(desc(exports.createdAt), desc(exports.id))
          .limit(limit + 1)
          .all();
        return toSlice(rows, limit, (row) => [row.createdAt, row.id], toExport);
      },

      async listByAudiences(advertiserId, customAudienceIds) {
        const wanted = sql`${exports.customAudienceId} in (select value from json_each(${JSON.stringify(customAudienceIds)}))`;
        return db
          .select()
          .from(exports)
          .where(and(eq(exports.workspaceId, workspaceId), eq(exports.advertiserId, advertiserId), wanted))
          .orderBy(desc(exports.createdAt), desc(exports.id))
          .all()
          .map(toExport);
      },

      async update(id, from, change) {
        const entered =
          change.state === undefined
            ? {}
            : {
                timeline: sql`case when ${exports.state} = ${change.state} then ${exports.timeline}
                  else json_insert(${exports.timeline}, '$[#]', json(${JSON.stringify({ state: change.state, at: change.updatedAt })})) end`,
              };
        const row = db
          .update(exports)
          .set({ ...change, ...entered })
          .where(and(own(id), inArray(exports.state, [...from])))
          .returning()
          .get();
        return (row as typeof row | undefined) === undefined ? null : toExport(row);
      },

      async leaseIntake(id, owner, now, until) {
        const free = or(isNull(exports.intakeOwner), eq(exports.intakeOwner, owner), lte(exports.intakeUntil, now));
        return (
          db
            .update(exports)
            .set({ intakeOwner: owner, intakeUntil: until })
            .where(and(own(id), free))
            .run().changes === 1
        );
      },

      async releaseIntake(id, owner) {
        db.update(exports)
          .set({ intakeOwner: null, intakeUntil: null })
          .where(and(own(id), eq(exports.intakeOwner, owner)))
          .run();
      },
    };
  };
}

function toExport(row: typeof exports.$inferSelect): ExportRecord {
  const { workspaceId: _workspaceId, intakeOwner: _intakeOwner, intakeUntil: _intakeUntil, ...record } = row;
  return record;
}
