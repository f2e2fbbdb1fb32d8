import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Page, PageQuery } from '../../shared/page.ts';
import { refreshSoon } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { toPage, toSliceQuery } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import { toAdAccount } from './view.ts';

/** Older than this, what the list shows is read again in the background. */
const STALE_MS = 5 * 60_000;

/**
 * The imported ad accounts by name, with the status last seen. Those not looked at for five minutes are read again in the
 * background, so the answer never waits for TikTok and the next one is current.
 */
export async function listAdAccounts(deps: Deps, actor: Actor, query: PageQuery): Promise<Page<AdAccount>> {
  requirePermission(actor, 'read');
  const slice = await deps.store.workspace(actor.workspaceId).adAccounts.list(toSliceQuery(query));
  for (const connectionId of staleConnections(slice.items, deps.clock.now())) {
    await refreshSoon(deps, actor.workspaceId, connectionId);
  }
  return toPage(slice, toAdAccount);
}

function staleConnections(accounts: readonly AdAccountWithConnection[], now: number): Set<string> {
  const stale = accounts.filter(
    ({ connection, lastCheckedAt }) =>
      connection.state !== 'disconnected' &&
      connection.state !== 'revoked' &&
      (lastCheckedAt === null || now - lastCheckedAt >= STALE_MS),
  );
  return new Set(stale.map(({ connectionId }) => connectionId));
}
