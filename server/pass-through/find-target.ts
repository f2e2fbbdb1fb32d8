import { AppError, notFound } from '../errors.ts';
import type { CallTarget } from '../store/call-targets.ts';
import type { WorkspaceStore } from '../store/store.ts';
import { findBusinessCenter } from './business-centers.ts';
import type { PassThroughContext } from './context.ts';
import type { NamedIds } from './named-ids.ts';

/** Names the connection of a call that names no ad account, or of several that could be meant. */
export const CONNECTION_HEADER = 'X-Tiktok-Connection';

/**
 * The connection that a call goes through. Everything is looked up in the caller's workspace alone, and what is another's is
 * answered like what does not exist.
 *
 * @param connectionId from the header
 * @throws {AppError} account_not_imported; not_found - no such connection; invalid_request - several connections at once;
 *   business_center_not_reachable; tiktok_connection_required - nothing is named and the workspace has not exactly one
 */
export async function findTarget(
  context: PassThroughContext,
  store: WorkspaceStore,
  { advertiserIds, bcIds }: NamedIds,
  connectionId: string | undefined,
): Promise<CallTarget> {
  const named = connectionId === undefined ? null : await requireNamed(store, connectionId);
  if (advertiserIds.size > 0) {
    const target = await ofAdvertisers(context, store, advertiserIds);
    if (named !== null && named.connectionId !== target.connectionId)
      throw new AppError(
        'invalid_request',
        `The ad account is imported through another connection than the one in ${CONNECTION_HEADER}.`,
      );
    return target;
  }
  if (named !== null) return named;
  const [bcId, ...others] = bcIds;
  if (bcId === undefined) return theOnlyOne(store);
  if (others.length > 0) throw new AppError('invalid_request', 'A call is for one Business Center at a time.');
  return findBusinessCenter(context.deps, store, bcId);
}

async function requireNamed({ callTargets }: WorkspaceStore, connectionId: string): Promise<CallTarget> {
  const target = await callTargets.ofConnection(connectionId);
  if (target === null || target.state === 'revoked') throw notFound();
  return target;
}

async function ofAdvertisers(
  context: PassThroughContext,
  store: WorkspaceStore,
  ids: ReadonlySet<string>,
): Promise<CallTarget> {
  let found: CallTarget | null = null;
  for (const id of ids) {
    const target: CallTarget | null = await context.targetOf(store, id);
    if (target === null)
      throw new AppError('account_not_imported', `The ad account ${id} is not imported here. Import it first.`);
    if (found !== null && found.connectionId !== target.connectionId)
      throw new AppError(
        'invalid_request',
        'The ad accounts were imported through different connections. Ask for them one connection at a time.',
      );
    found = target;
  }
  if (found === null) throw notFound();
  return found;
}

async function theOnlyOne({ callTargets }: WorkspaceStore): Promise<CallTarget> {
  const [target, ...others] = await callTargets.listUsable(2);
  if (target !== undefined && others.length === 0) return target;
  throw new AppError(
    'tiktok_connection_required',
    target === undefined
      ? 'This workspace has no connection to TikTok that works. Somebody has to sign in with TikTok first.'
      : `The call names no ad account, and this workspace has several connections: name one in ${CONNECTION_HEADER}.`,
  );
}
