import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import { deriveStatus } from './account-status.ts';
import { requireAdAccount } from './require-ad-account.ts';

/** The codes of `requireUsableAccount`, for routes that declare what they may answer. */
export const ACCOUNT_PROBLEMS = [
  'account_not_imported',
  'account_suspended',
  'connection_disconnected',
  'connection_read_only',
  'tiktok_permission_denied',
] as const;

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
