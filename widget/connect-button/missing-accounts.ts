import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { GrantedAdvertiser } from '../../shared/connections.ts';

/**
 * The ad accounts that were imported from a connection and that its sign-in does not share any more, by name. They stay
 * listed; TikTok refuses to touch them until they are shared again.
 * @param imported every imported ad account, of whatever connection
 * @param shared everything the connection's newest sign-in shares
 */
export function missingAccounts(
  imported: readonly AdAccount[],
  shared: readonly GrantedAdvertiser[],
  connectionId: string,
): AdAccount[] {
  const sharedIds = new Set(shared.map((advertiser) => advertiser.advertiserId));
  return imported
    .filter((account) => account.connectionId === connectionId && !sharedIds.has(account.advertiserId))
    .sort((one, other) => one.name.localeCompare(other.name));
}
