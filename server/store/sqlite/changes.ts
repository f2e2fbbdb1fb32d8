import { and, eq, getTableColumns, gt, gte, or } from 'drizzle-orm';
import { readSliceKey, toSlice } from '../slice-key.ts';
import type { ChangeLookup, ChangeQuery } from '../store.ts';
import { toApproval } from './approvals.ts';
import { toConnection } from './connections.ts';
import type { Db } from './database.ts';
import { toExport } from './exports.ts';
import { connections } from './schema/connections.ts';
import { approvals } from './schema/controls.ts';
import { exports } from './schema/exports.ts';

/** What was written lately, of every workspace. */
export function changeLookup(db: Db): ChangeLookup {
  return {
    async connections(query) {
      const rows = db
        .select()
        .from(connections)
        .where(writtenSince(connections, query))
        .orderBy(connections.updatedAt, connections.id)
        .limit(query.limit + 1)
        .all();
      return toSlice(rows, query.limit, keyOf, (row) => ({
        workspaceId: row.workspaceId,
        record: toConnection(row),
      }));
    },

    async exports(query) {
      const rows = db
        .select(getTableColumns(exports))
        .from(exports)
        .where(writtenSince(exports, query))
        .orderBy(exports.updatedAt, exports.id)
        .limit(query.limit + 1)
        .all();
      return toSlice(rows, query.limit, keyOf, (row) => ({ workspaceId: row.workspaceId, record: toExport(row) }));
    },

    async approvals(query) {
      const rows = db
        .select()
        .from(approvals)
        .where(writtenSince(approvals, query))
        .orderBy(approvals.updatedAt, approvals.id)
        .limit(query.limit + 1)
        .all();
      return toSlice(rows, query.limit, keyOf, (row) => ({ workspaceId: row.workspaceId, record: toApproval(row) }));
    },
  };
}

function writtenSince(table: typeof connections | typeof exports | typeof approvals, { since, after }: ChangeQuery) {
  const key = readSliceKey(after, ['n', 's']);
  return and(
    gte(table.updatedAt, since),
    key === null ? undefined : or(gt(table.updatedAt, key[0]), and(eq(table.updatedAt, key[0]), gt(table.id, key[1]))),
  );
}

function keyOf({ updatedAt, id }: { updatedAt: number; id: string }): [number, string] {
  return [updatedAt, id];
}
