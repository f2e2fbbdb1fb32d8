import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';

/** @throws {AppError} account_not_imported - also when another workspace has imported it */
export async function requireAdAccount(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
): Promise<AdAccountWithConnection> {
  const account = await deps.store.workspace(workspaceId).adAccounts.get(advertiserId);
  if (account === null)
    throw new AppError('account_not_imported', 'This ad account is not imported here. Import it first.');
  return account;
}
