import type { AdAccount } from '../../shared/ad-accounts.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import { deriveStatus } from './account-status.ts';

/** The record as the contract shows it, with the status that follows from it and its connection. */
export function toAdAccount(account: AdAccountWithConnection): AdAccount {
  const { status, reason, changedAt } = deriveStatus(account);
  return {
    advertiserId: account.advertiserId,
    connectionId: account.connectionId,
    environment: account.connection.environment,
    name: account.name,
    currency: account.currency,
    timezone: account.timezone,
    country: account.country,
    role: account.role,
    status,
    statusReason: reason,
    statusChangedAt: toInstantOrNull(changedAt),
    importedAt: toInstant(account.importedAt),
    lastCheckedAt: toInstantOrNull(account.lastCheckedAt),
  };
}
