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
/** How long the first page may: who closes the picker and opens it again does not cause another hundred calls. */
const FIRST_PAGE_FRESH_MS = 10_000;

/**
 * The ad accounts a connection reaches, by name, and which of them can be imported. The first page asks TikTok, unless
 * the last reading is younger than ten seconds; the pages after it come from that reading while it is younger than a minute.
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
  // Also a page that is at hand is not shown for a grant that TikTok refuses.
  await withGrant(deps, workspaceId, connectionId, 'read', async () => undefined);
  if (sliceQuery.after === null) await ensureFresh(deps, workspaceId, connectionId, FIRST_PAGE_FRESH_MS);
  else await ensureFresh(deps, workspaceId, connectionId);
  const slice = await connections.listAdvertisers(connectionId, sliceQuery);
  const imported = await findImported(deps, workspaceId, slice.items);
  return toPage(slice, (advertiser) =>
    toGrantedAdvertiser(advertiser, connection, imported.has(advertiser.advertiserId)),
  );
}

/**
 * Reads the connection's ad accounts again when there was no reading yet, the last one is too old, or somebody signed in
 * again since.
 *
 * @param freshMs how old it may be; default a minute
 */
export async function ensureFresh(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  freshMs: number = FRESH_MS,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  const { at } = await connections.listAdvertisers(connectionId, { after: null, limit: 1 });
  const { updatedAt } = await findConnection(deps, workspaceId, connectionId);
  const now = deps.clock.now();
  // Not one from the future either, after the clock was set back.
  const isFresh = at !== null && now >= at && now - at < freshMs && at >= updatedAt;
  if (!isFresh) await refreshConnection(deps, workspaceId, connectionId);
}

/** Those that are imported and work. One that hangs on a dead connection may be imported again, which moves it. */
async function findImported(
  deps: Deps,
  workspaceId: string,
  advertisers: readonly GrantedAdvertiserRecord[],
): Promise<Set<string>> {
  const accounts = await deps.store
    .workspace(workspaceId)
    .adAccounts.getMany(advertisers.map(({ advertiserId }) => advertiserId));
  return new Set(
    accounts
      .filter(({ connection }) => connection.state !== 'disconnected' && connection.state !== 'revoked')
      .map(({ advertiserId }) => advertiserId),
  );
}

function toGrantedAdvertiser(
  advertiser: GrantedAdvertiserRecord,
  connection: ConnectionRecord,
  isImported: boolean,
): GrantedAdvertiser {
  const reason = isImported ? 'already_imported' : notImportableReason(advertiser, connection.environment);
  return { ...advertiser, importable: reason === null, ...(reason === null ? {} : { reason }) };
}
