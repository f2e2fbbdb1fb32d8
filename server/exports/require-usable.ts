import { deriveStatus, requireAdAccount } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Failure } from '../../shared/errors.ts';
import type { ConnectionState } from '../../shared/connections.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import { isSignInLost } from './waiting.ts';

/** A new sign-in cures these; whatever else stops writing, it does not. */
const CURABLE_STATES: readonly ConnectionState[] = ['read_only', 'disconnected'];

/**
 * Why an export to this account would have to wait for a sign-in; null when it can go on at once.
 *
 * @throws {AppError} account_not_imported, account_suspended, tiktok_permission_denied - a sign-in would not help
 */
export async function reasonToWait(deps: Deps, workspaceId: string, advertiserId: string): Promise<Failure | null> {
  try {
    await requireUsableAccount(deps, workspaceId, advertiserId);
    return null;
  } catch (error) {
    if (!isSignInLost(error)) throw error;
    const { connection } = await requireAdAccount(deps, workspaceId, advertiserId);
    if (!CURABLE_STATES.includes(connection.state)) throw error;
    return error.toFailure();
  }
}

/**
 * The ad account, if audiences can be written to it as things stand.
 *
 * @throws {AppError} account_not_imported
 * @throws {AppError} connection_disconnected, connection_read_only, account_suspended, tiktok_permission_denied - with what to do
 */
export async function requireUsableAccount(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
): Promise<AdAccountWithConnection> {
  const account = await requireAdAccount(deps, workspaceId, advertiserId);
  const { status, reason } = deriveStatus(account);
  if (status === 'connected') return account;
  throw new AppError(
    reason?.code ?? 'tiktok_permission_denied',
    reason?.message ?? 'Audiences cannot be written to this ad account at the moment.',
    {
      tiktokRequestId: reason?.tiktokRequestId ?? null,
    },
  );
}
