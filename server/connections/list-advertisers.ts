import type { GrantedAdvertiser } from '../../shared/connections.ts';
import type { Page, PageQuery } from '../../shared/page.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ConnectionRecord, GrantedAdvertiserRecord } from '../store/connections.ts';
import { findConnection } from './find-connection.ts';
import { notImportableReason } from './importable.ts';
import { refreshConnection } from './refresh-connection.ts';
import { withGrant } from './with-grant.ts';

/** How long the pages after the first may come from what was read for the first. */
const FRESH_MS = 60_000;

/**
 * The ad accounts a connection reaches, by name, and which of them can be imported. The first page asks TikTok; the pages
 * after it come from that reading as long as it is younger than a minute.
 *
 * @throws {AppError} not_found, connection_disconnected
 * @throws {TikTokApiError}
 */
export async function listGrantedAdvertisers(
  deps: Deps,
  actor: Actor,
  connectionId: string,
  query: PageQuery,
): Promise<Page<GrantedAdvertiser>> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const { connections } = deps.store.workspace(workspaceId);
  const connection = await findConnection(deps, workspaceId, connectionId);
  const sliceQuery = toSliceQuery(query);
  if (sliceQuery.after === null) {
    await refreshConnection(deps, workspaceId, connectionId);
  } else {
    // Also a page that is at hand is not shown for a grant that TikTok refuses.
    await withGrant(deps, workspaceId, connectionId, 'read', async () => undefined);
    await ensureFresh(deps, workspaceId, connectionId);
  }
  const slice = await connections.listAdvertisers(connectionId, sliceQuery);
  const imported = await findImported(deps, workspaceId, slice.items);
  return toPage(slice, (advertiser) =>
    toGrantedAdvertiser(advertiser, connection, imported.has(advertiser.advertiserId)),
  );
}

/** Reads the connection's ad accounts again when the last reading is a minute old, or there was none. */
export async function ensureFresh(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  const { at } = await deps.store
    .workspace(workspaceId)
    .connections.listAdvertisers(connectionId, { after: null, limit: 1 });
  if (at === null || deps.clock.now() - at >= FRESH_MS) await refreshConnection(deps, workspaceId, connectionId);
}

/** Those that are imported and work. One that hangs on a dead connection may be imported again, which moves it. */
async function findImported(
  deps: Deps,
  workspaceId: string,
  advertisers: readonly GrantedAdvertiserRecord[],
): Promise<Set<string>> {
  const { adAccounts } = deps.store.workspace(workspaceId);
  const imported = new Set<string>();
  for (const { advertiserId } of advertisers) {
    const account = await adAccounts.get(advertiserId);
    if (account !== null && account.connection.state !== 'disconnected' && account.connection.state !== 'revoked')
      imported.add(advertiserId);
  }
  return imported;
}

function toGrantedAdvertiser(
  advertiser: GrantedAdvertiserRecord,
  connection: ConnectionRecord,
  isImported: boolean,
): GrantedAdvertiser {
  const reason = isImported ? 'already_imported' : notImportableReason(advertiser, connection.environment);
  return { ...advertiser, importable: reason === null, ...(reason === null ? {} : { reason }) };
}
