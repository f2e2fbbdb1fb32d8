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
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { AudienceChange } from '../../../shared/exports.ts';
import type { ExportFilter, ExportRecord, ExportStore } from '../exports.ts';
import { searchText } from '../search-text.ts';
import { readSliceKey, toSlice } from '../slice-key.ts';
import { atomically, type Db } from './database.ts';
import { adAccounts } from './schema/connections.ts';
import { exports } from './schema/exports.ts';

/** Exports, per workspace: state changes only from an expected state. */
export function exportQueries(db: Db): (workspaceId: string) => ExportStore {
  const byId = db
    .select()
    .from(exports)
    .where(and(eq(exports.workspaceId, sql.placeholder('workspaceId')), eq(exports.id, sql.placeholder('id'))))
    .prepare();

  const startedOf = db
    .select()
    .from(exports)
    .where(
      and(
        eq(exports.workspaceId, sql.placeholder('workspaceId')),
        eq(exports.advertiserId, sql.placeholder('advertiserId')),
        eq(exports.customAudienceId, sql.placeholder('customAudienceId')),
        sql`exists (select 1 from json_each(${exports.timeline}) where value ->> 'state' = 'uploading')`,
      ),
    )
    .orderBy(desc(exports.createdAt), desc(exports.id))
    .limit(sql.placeholder('limitEach'))
    .prepare();

  return (workspaceId) => {
    const own = (id: string) => and(eq(exports.workspaceId, workspaceId), eq(exports.id, id));

    return {
      async create(record) {
        db.insert(exports)
          .values({
            ...record,
            workspaceId,
            change: changeOf(record),
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

      async listStarted(advertiserId, customAudienceIds, limitEach) {
        return customAudienceIds.flatMap((customAudienceId) =>
          startedOf.all({ workspaceId, advertiserId, customAudienceId, limitEach }).map(toExport),
        );
      },

      async update(id, from, change) {
        const entered =
          change.state === undefined
            ? {}
            : {
                pausedAt: sql`case when ${exports.state} = ${change.state} then ${exports.pausedAt} end`,
                waiting: sql`case when ${exports.state} = ${change.state} then ${exports.waiting} end`,
                lineKey: sql`case when ${exports.state} = ${change.state} then ${exports.lineKey} end`,
                lineAt: sql`case when ${exports.state} = ${change.state} then ${exports.lineAt} end`,
                turnKey: sql`case when ${exports.state} = ${change.state} then ${exports.turnKey} end`,
                ...(change.confirmation === undefined
                  ? { confirmation: sql`case when ${exports.state} = ${change.state} then ${exports.confirmation} end` }
                  : {}),
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

      async takeTurn(id, audience, now) {
        return atomically(db, (tx) => {
          const mine = and(own(id), eq(exports.state, 'uploading'));
          tx.update(exports)
            .set({ lineKey: audience, lineAt: now, turnKey: null })
            .where(and(mine, or(isNull(exports.lineKey), ne(exports.lineKey, audience))))
            .run();
          const other = sql`select 1 from ${exports} as other where other.line_key = ${exports.lineKey} and other.id <> ${exports.id}`;
          const isEarlier = sql`other.paused_at is null and other.waiting is null
            and (other.line_at, other.id) < (${exports.lineAt}, ${exports.id})`;
          const taken = tx
            .update(exports)
            .set({ turnKey: sql`${exports.lineKey}` })
            .where(
              and(
                mine,
                or(
                  isNotNull(exports.turnKey),
                  sql`not exists (${other} and (other.turn_key is not null or (${isEarlier})))`,
                ),
              ),
            )
            .run();
          return taken.changes === 1;
        });
      },

      async leaveLine(id) {
        db.update(exports).set({ lineKey: null, lineAt: null, turnKey: null }).where(own(id)).run();
      },

      async placeInLine(id) {
        const row = db
          .select({ lineKey: exports.lineKey, lineAt: exports.lineAt, turnKey: exports.turnKey })
          .from(exports)
          .where(own(id))
          .get();
        if (row === undefined || row.lineKey === null || row.turnKey !== null) return null;
        const before = db
          .select({ id: exports.id, workspaceId: exports.workspaceId, turnKey: exports.turnKey })
          .from(exports)
          .where(
            and(
              eq(exports.lineKey, row.lineKey),
              or(
                isNotNull(exports.turnKey),
                and(
                  isNull(exports.pausedAt),
                  isNull(exports.waiting),
                  sql`(${exports.lineAt}, ${exports.id}) < (${row.lineAt}, ${id})`,
                ),
              ),
            ),
          )
          .all();
        if (before.length === 0) return null;
        const holder = before.find((each) => each.turnKey !== null && each.workspaceId === workspaceId);
        return { position: before.length, behind: holder?.id ?? null };
      },
    };
  };
}

function changeOf({ request }: ExportRecord): AudienceChange {
  return 'update' in request.audience ? request.audience.update.action : 'CREATE';
}

function narrowedBy(filter: ExportFilter): (SQL | undefined)[] {
  const { advertiserId, customAudienceId, mirrorId, states, changes, text, createdFrom, createdBefore } = filter;
  return [
    advertiserId === null ? undefined : eq(exports.advertiserId, advertiserId),
    customAudienceId == null ? undefined : eq(exports.customAudienceId, customAudienceId),
    mirrorId == null ? undefined : eq(exports.mirrorId, mirrorId),
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

export function toExport(row: typeof exports.$inferSelect): ExportRecord {
  const {
    workspaceId: _workspaceId,
    intakeOwner: _intakeOwner,
    intakeUntil: _intakeUntil,
    audienceSearch: _audienceSearch,
    change: _change,
    lineKey: _lineKey,
    lineAt: _lineAt,
    turnKey: _turnKey,
    ...record
  } = row;
  return record;
}
