import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { missingAccounts } from './missing-accounts.ts';

/** What came of a sign-in. */
export interface Grant {
  /** Undefined where the server did not say. */
  connection: Connection | undefined;
  /** The connection already had imported ad accounts. */
  isKnown: boolean;
  /** How many ad accounts TikTok shared; undefined where that is not known. */
  sharedCount: number | undefined;
  comparison: 'none' | 'running' | 'failed' | 'done';
  /** Imported ad accounts that this sign-in does not share any more. */
  missing: readonly AdAccount[];
}

/** Everything TikTok shared is asked anew behind this, about 95 calls for 3,000 ad accounts. */
export const TIKTOK_TIMEOUT_MS = 120_000;

/**
 * Reads what a sign-in brought, step by step: first whose it is, then, where ad accounts hang on it already, whether it
 * still shares them.
 * @param isAgain a known connection was signed in again
 * @param tell called with each step; the last call is what remains
 * @param report told about failures; none of them stops the person from choosing ad accounts
 */
export async function readGrant(
  client: TikTokAdsClient,
  connectionId: string,
  { isAgain, signal }: { isAgain: boolean; signal: AbortSignal },
  tell: (grant: Grant) => void,
  report: (error: unknown) => void,
): Promise<void> {
  const params = { connectionId };
  let grant: Grant = {
    connection: undefined,
    isKnown: isAgain,
    sharedCount: undefined,
    comparison: 'none',
    missing: [],
  };
  try {
    const connection = await client.call('getConnection', { params, signal });
    // The number of a connection that was there before is of the sign-in before.
    const sharedCount = connection.importedCount > 0 || isAgain ? undefined : connection.advertiserCount;
    const isKnown = isAgain || connection.importedCount > 0;
    grant = {
      ...grant,
      connection,
      isKnown,
      sharedCount,
      comparison: connection.importedCount > 0 ? 'running' : 'none',
    };
  } catch (error) {
    if (signal.aborted) return;
    report(error);
  }
  tell(grant);
  if (grant.comparison !== 'running') return;
  try {
    const shared = await client.listAll('listAdvertisers', { params, signal, timeoutMs: TIKTOK_TIMEOUT_MS });
    const imported = await client.listAll('listAdAccounts', { signal });
    const missing = missingAccounts(imported, shared, connectionId);
    tell({ ...grant, sharedCount: shared.length, comparison: 'done', missing });
  } catch (error) {
    if (signal.aborted) return;
    report(error);
    tell({ ...grant, comparison: 'failed' });
  }
}
