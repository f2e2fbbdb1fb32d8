import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import type { MirrorRecord, MirrorStore } from '../mirrors.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { Db } from './database.ts';
import { mirrors } from './schema/mirrors.ts';

/** Mirrors, per workspace: every write names the version it saw. */
export function mirrorQueries(db: Db): (workspaceId: string) => MirrorStore {
  return (workspaceId) => {
    const mine = eq(mirrors.workspaceId, workspaceId);
    const own = (id: string) => and(mine, eq(mirrors.id, id));

    return {
      async create(record) {
        return (
          db
            .insert(mirrors)
            .values({ ...record, workspaceId })
            .onConflictDoNothing()
            .run().changes === 1
        );
      },

      async get(id) {
        const row = db.select().from(mirrors).where(own(id)).get();
        return row === undefined ? null : toMirror(row);
      },

      async list({ after, limit, advertiserId, customAudienceId }) {
        const key = readSliceKey(after, ['n', 's']);
        const rows = db
          .select()
          .from(mirrors)
          .where(
            and(
              mine,
              advertiserId == null ? undefined : eq(mirrors.advertiserId, advertiserId),
              customAudienceId == null ? undefined : eq(mirrors.customAudienceId, customAudienceId),
              key === null
                ? undefined
                : or(lt(mirrors.createdAt, key[0]), and(eq(mirrors.createdAt, key[0]), lt(mirrors.id, key[1]))),
            ),
          )
          .orderBy(desc(mirrors.createdAt), desc(mirrors.id))
          .limit(limit + 1)
          .all();
        return toSlice(rows, limit, (row) => [row.createdAt, row.id], toMirror);
      },

      async listByAudiences(advertiserId, customAudienceIds) {
        const wanted = sql`${mirrors.customAudienceId} in (select value from json_each(${JSON.stringify(customAudienceIds)}))`;
        return db
          .select()
          .from(mirrors)
          .where(and(mine, eq(mirrors.advertiserId, advertiserId), wanted))
          .orderBy(desc(mirrors.createdAt), desc(mirrors.id))
          .all()
          .map(toMirror);
      },

      async update(id, version, change) {
        const isFree =
          change.customAudienceId == null
            ? undefined
            : sql`not exists (select 1 from ${mirrors} as other where other.workspace_id = ${workspaceId} and other.id <> ${id}
                and other.advertiser_id = ${mirrors.advertiserId} and other.custom_audience_id = ${change.customAudienceId})`;
        const row = db
          .update(mirrors)
          .set({ ...change, version: version + 1 })
          .where(and(own(id), eq(mirrors.version, version), isFree))
          .returning()
          .get();
        return (row as typeof row | undefined) === undefined ? null : toMirror(row);
      },

      async remove(id) {
        db.delete(mirrors).where(own(id)).run();
      },
    };
  };
}

function toMirror(row: typeof mirrors.$inferSelect): MirrorRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
