import {
  and,
  desc,
  eq,
  getTableColumns,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { ExportFilter, ExportRecord, ExportStore } from '../exports.ts';
import { searchText } from '../search-text.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { Db } from './database.ts';
import { adAccounts } from './schema/connections.ts';
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
          .values({
            ...record,
            workspaceId,
            change: 'update' in record.request.audience ? record.request.audience.update.action : 'CREATE',
            audienceSearch: record.audienceName === null ? null : searchText(record.audienceName),
          })
          .run();
      },

      async get(id) {
        const row = byId.get({ workspaceId, id });
        return row === undefined ? null : toExport(row);
      },

      async list({ after, limit, ...filter }) {
        const key = readSliceKey(after, ['n', 's']);
        // The index alone says which ones; only those are read whole.
        const wanted = db
          .select({ id: exports.id })
          .from(exports)
          .where(
            and(
              eq(exports.workspaceId, workspaceId),
              ...narrowedBy(filter),
              key === null
                ? undefined
                : or(lt(exports.createdAt, key[0]), and(eq(exports.createdAt, key[0]), lt(exports.id, key[1]))),
            ),
          )
          .orderBy(desc(exports.createdAt), desc(exports.id))
          .limit(limit + 1);
        const rows = db
          .select()
          .from(exports)
          .where(inArray(exports.id, wanted))
          .orderBy(desc(exports.createdAt), desc(exports.id))
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
                pausedAt: sql`case when ${exports.state} = ${change.state} then ${exports.pausedAt} end`,
                waiting: sql`case when ${exports.state} = ${change.state} then ${exports.waiting} end`,
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

      async listWaiting(connectionId) {
        return db
          .select(getTableColumns(exports))
          .from(exports)
          .leftJoin(
            adAccounts,
            and(eq(adAccounts.workspaceId, exports.workspaceId), eq(adAccounts.advertiserId, exports.advertiserId)),
          )
          .where(
            and(
              eq(exports.workspaceId, workspaceId),
              isNotNull(exports.waiting),
              or(
                eq(adAccounts.connectionId, connectionId),
                and(isNull(adAccounts.advertiserId), eq(exports.connectionId, connectionId)),
              ),
            ),
          )
          .orderBy(exports.createdAt, exports.id)
          .all()
          .map(toExport);
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

function narrowedBy(filter: ExportFilter): (SQL | undefined)[] {
  const { advertiserId, states, changes, text, createdFrom, createdBefore } = filter;
  return [
    advertiserId === null ? undefined : eq(exports.advertiserId, advertiserId),
    states == null ? undefined : inArray(exports.state, [...states]),
    changes == null ? undefined : inArray(exports.change, [...changes]),
    createdFrom == null ? undefined : gte(exports.createdAt, createdFrom),
    createdBefore == null ? undefined : lt(exports.createdAt, createdBefore),
    text == null ? undefined : holds(searchText(text)),
  ];
}

/** `instr` and not `like`: a percent sign in a name is a percent sign. Ids are ASCII, which `lower` folds like `searchText`. */
function holds(part: string): SQL | undefined {
  return or(
    sql`instr(${exports.audienceSearch}, ${part}) > 0`,
    sql`instr(${exports.customAudienceId}, ${part}) > 0`,
    sql`instr(lower(${exports.id}), ${part}) > 0`,
  );
}

function toExport(row: typeof exports.$inferSelect): ExportRecord {
  const {
    workspaceId: _workspaceId,
    intakeOwner: _intakeOwner,
    intakeUntil: _intakeUntil,
    audienceSearch: _audienceSearch,
    change: _change,
    ...record
  } = row;
  return record;
}
