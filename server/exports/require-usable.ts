import { requireAdAccount, requireUsableAccount } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Failure } from '../../shared/errors.ts';
import type { ConnectionState } from '../../shared/connections.ts';
import { isSignInLost } from './waiting.ts';

export { requireUsableAccount };

/** A new sign-in cures these; whatever else stops writing, it does not. */
const CURABLE_STATES: readonly ConnectionState[] = ['read_only', 'disconnected'];

/**
 * Why an export to this account would have to wait for a sign-in; null when it can go on at once.
 *
 * @throws {AppError} account_not_imported, account_suspended, tiktok_permission_denied - no other sign-in would help
 */
export async function reasonToWait(deps: Deps, workspaceId: string, advertiserId: string): Promise<Failure | null> {
  try {
    await requireUsableAccount(deps, workspaceId, advertiserId);
    return null;
  } catch (error) {
    const { connection, accessLostAt } = await requireAdAccount(deps, workspaceId, advertiserId);
    // The sign-in does not reach the account any more: one that does has to come first, as while it runs.
    if (error instanceof AppError && accessLostAt !== null && error.code === 'tiktok_permission_denied')
      return error.toFailure();
    if (!isSignInLost(error)) throw error;
    if (!CURABLE_STATES.includes(connection.state)) throw error;
    return error.toFailure();
  }
}
