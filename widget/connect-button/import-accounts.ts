import type { TikTokAdsClient } from '../client/client.ts';
import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { refusedAccounts } from '../client/refused-accounts.ts';

/** Everything TikTok shared is asked anew behind this, about 95 calls for 3,000 ad accounts. */
export const TIKTOK_TIMEOUT_MS = 120_000;

/** Ad accounts of one call: few enough for a progress that moves, and for one refusal to hold up little. */
const IMPORT_AT_ONCE = 500;

export interface ImportOutcome {
  imported: readonly string[];
  /** Those the server would not take, though the list had offered them. */
  refused: readonly string[];
  /** What ended it early; the rest was not tried, or not taken in. */
  error: TikTokAdsError | undefined;
  isStopped: boolean;
}

/**
 * Imports ad accounts in several calls. A call takes all or nothing, so one that is refused because of some of its ad
 * accounts is made again without them. Importing what is there already changes nothing: after any failure, the same
 * again is safe.
 * @param mayGoOn asked before each call
 * @param onProgress told the number imported so far after each call
 */
export async function importAccounts(
  client: TikTokAdsClient,
  connectionId: string,
  advertiserIds: readonly string[],
  mayGoOn: () => boolean,
  onProgress: (done: number) => void,
): Promise<ImportOutcome> {
  const imported: string[] = [];
  const refused: string[] = [];
  const waiting = [...advertiserIds];
  const end = (error?: TikTokAdsError): ImportOutcome => ({
    imported,
    refused,
    error,
    isStopped: error === undefined && waiting.length > 0,
  });
  while (waiting.length > 0 && mayGoOn()) {
    const part = waiting.slice(0, IMPORT_AT_ONCE);
    try {
      await client.call('importAdAccounts', {
        body: { connectionId, advertiserIds: part },
        timeoutMs: TIKTOK_TIMEOUT_MS,
      });
      imported.push(...part);
      waiting.splice(0, part.length);
      onProgress(imported.length);
    } catch (thrown) {
      const error = toTikTokAdsError(thrown);
      const named = refusedAccounts(error, part);
      if (named.length === 0) return end(error);
      refused.push(...named);
      const out = new Set(named);
      waiting.splice(0, part.length, ...part.filter((id) => !out.has(id)));
    }
  }
  return end();
}
