import { and, asc, eq, gt, isNotNull, lte, max, or } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SecretOwner } from '../store.ts';
import type { Db } from './database.ts';
import { idempotencyKeys } from './schema/calls.ts';
import { attempts, connections, revocations, tiktokApps } from './schema/connections.ts';
import { approvals } from './schema/controls.ts';
import { notices } from './schema/events.ts';
import { ledgers } from './schema/mirrors.ts';

/** A column that holds sealed values, and whose they are. */
interface Vault {
  kind: SecretOwner['kind'];
  table: SQLiteTable;
  id: SQLiteColumn;
  workspaceId: SQLiteColumn;
  sealed: SQLiteColumn;
  field: string;
}

const VAULTS: readonly Vault[] = [
  vault(
    'connection-token',
    connections,
    connections.id,
    connections.workspaceId,
    connections.sealedToken,
    'sealedToken',
  ),
  vault('attempt-grant', attempts, attempts.id, attempts.workspaceId, attempts.sealedGrant, 'sealedGrant'),
  vault('revocation', revocations, revocations.id, revocations.workspaceId, revocations.sealedToken, 'sealedToken'),
  vault('app-secret', tiktokApps, tiktokApps.appId, tiktokApps.workspaceId, tiktokApps.sealedSecret, 'sealedSecret'),
  vault('ledger-key', ledgers, ledgers.id, ledgers.workspaceId, ledgers.sealedKey, 'sealedKey'),
  vault('approval-call', approvals, approvals.id, approvals.workspaceId, approvals.sealedCall, 'sealedCall'),
  vault(
    'call-answer',
    idempotencyKeys,
    idempotencyKeys.key,
    idempotencyKeys.workspaceId,
    idempotencyKeys.sealedAnswer,
    'sealedAnswer',
  ),
];

function vault(
  kind: Vault['kind'],
  table: SQLiteTable,
  id: SQLiteColumn,
  workspaceId: SQLiteColumn,
  sealed: SQLiteColumn,
  field: string,
): Vault {
  return { kind, table, id, workspaceId, sealed, field };
}

/** Every sealed value of the database, one after the other. Returns how many changed. */
export function resealAll(db: Db, reseal: (sealed: string, owner: SecretOwner) => string): number {
  return VAULTS.reduce((changed, each) => changed + resealOne(db, each, reseal), resealNotices(db, reseal));
}

function resealOne(
  db: Db,
  { kind, table, id, workspaceId, sealed, field }: Vault,
  reseal: (sealed: string, owner: SecretOwner) => string,
): number {
  let changed = 0;
  let after: [workspaceId: string, id: string] = ['', ''];
  for (;;) {
    const row = db
      .select({ id, workspaceId, sealed })
      .from(table)
      .where(and(isNotNull(sealed), or(gt(workspaceId, after[0]), and(eq(workspaceId, after[0]), gt(id, after[1])))))
      .orderBy(asc(workspaceId), asc(id))
      .limit(1)
      .get() as { id: string; workspaceId: string; sealed: string } | undefined;
    if (row === undefined) return changed;
    const fresh = reseal(row.sealed, { workspaceId: row.workspaceId, kind, id: row.id });
    const isUnchanged = fresh === row.sealed;
    const isWritten =
      isUnchanged ||
      db
        .update(table)
        .set({ [field]: fresh })
        .where(and(eq(workspaceId, row.workspaceId), eq(id, row.id), eq(sealed, row.sealed)))
        .run().changes === 1;
    // Not written: the value was replaced under our hands. The next turn reads the new one.
    if (!isWritten) continue;
    if (!isUnchanged) changed += 1;
    after = [row.workspaceId, row.id];
  }
}

/**
 * Bodies of notices that nobody has looked into yet. They belong to no workspace, come by the thousand and are gone within
 * seconds: those that come meanwhile are sealed with the first key of whichever server took them in, and are not waited for.
 */
function resealNotices(db: Db, reseal: (sealed: string, owner: SecretOwner) => string): number {
  let changed = 0;
  let after = 0;
  const last =
    db
      .select({ seq: max(notices.seq) })
      .from(notices)
      .get()?.seq ?? 0;
  for (;;) {
    const row = db
      .select({ seq: notices.seq, hash: notices.hash, sealed: notices.sealedBody })
      .from(notices)
      .where(and(isNotNull(notices.sealedBody), gt(notices.seq, after), lte(notices.seq, last)))
      .orderBy(asc(notices.seq))
      .limit(1)
      .get();
    if (row === undefined || row.sealed === null) return changed;
    const fresh = reseal(row.sealed, { workspaceId: '', kind: 'notice', id: row.hash.toString('hex') });
    if (fresh !== row.sealed) {
      const isMine = and(eq(notices.seq, row.seq), eq(notices.sealedBody, row.sealed));
      changed += db.update(notices).set({ sealedBody: fresh }).where(isMine).run().changes;
    }
    after = row.seq;
  }
}
