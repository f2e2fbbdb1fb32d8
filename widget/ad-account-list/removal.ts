import type { AdAccount } from '../../shared/ad-accounts.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import { refusedAccounts } from '../client/refused-accounts.ts';

/** The server takes ad accounts out one by one; as many at once as leaves a browser's six connections room for others. */
const AT_ONCE = 4;
/** What every further call would meet as well: no network, no session, no permission. */
const HOPELESS_STATUSES: readonly number[] = [0, 401, 403];
/** The server asks TikTok about each ad account before it takes them in. */
const IMPORT_TIMEOUT_MS = 120_000;

export interface RemovalResult {
  removed: readonly AdAccount[];
  /** Tried and refused. */
  failed: readonly { account: AdAccount; error: TikTokAdsError }[];
  /** Never tried: the person stopped, or it had become hopeless. */
  untried: readonly AdAccount[];
}

export interface RemovalOptions {
  /** Nothing further is begun after it; what is under way comes to its end. */
  signal: AbortSignal;
  onProgress: (done: number) => void;
}

/** Takes ad accounts out of the workspace, a few at a time. Never throws. */
export async function removeAccounts(
  client: Pick<TikTokAdsClient, 'call'>,
  accounts: readonly AdAccount[],
  { signal, onProgress }: RemovalOptions,
): Promise<RemovalResult> {
  const queue = [...accounts];
  const removed: AdAccount[] = [];
  const failed: { account: AdAccount; error: TikTokAdsError }[] = [];
  let isHopeless = false;
  const work = async (): Promise<void> => {
    for (;;) {
      const account = signal.aborted || isHopeless ? undefined : queue.shift();
      if (account === undefined) return;
      try {
        await client.call('removeAdAccount', { params: { advertiserId: account.advertiserId } });
        removed.push(account);
      } catch (cause) {
        const error = toTikTokAdsError(cause);
        failed.push({ account, error });
        isHopeless ||= HOPELESS_STATUSES.includes(error.status);
      }
      onProgress(removed.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { removed, failed, untried: queue };
}

export interface ReturnResult {
  back: readonly AdAccount[];
  /** Why the rest did not come back; of several reasons the first. */
  error: TikTokAdsError | undefined;
}

/**
 * Imports removed ad accounts again, each from the connection it hung on. An import is all or nothing, so those that the
 * server names as not importable are left out and the others asked for once more. Never throws.
 */
export async function importAgain(
  client: Pick<TikTokAdsClient, 'call'>,
  accounts: readonly AdAccount[],
): Promise<ReturnResult> {
  const back: AdAccount[] = [];
  let firstError: TikTokAdsError | undefined;
  for (const connectionId of new Set(accounts.map((account) => account.connectionId))) {
    let wanted = accounts.filter((account) => account.connectionId === connectionId);
    while (wanted.length > 0) {
      const advertiserIds = wanted.map(({ advertiserId }) => advertiserId);
      try {
        const body = { connectionId, advertiserIds };
        back.push(...(await client.call('importAdAccounts', { body, timeoutMs: IMPORT_TIMEOUT_MS })).items);
        break;
      } catch (cause) {
        const error = toTikTokAdsError(cause);
        firstError ??= error;
        const refused = new Set(refusedAccounts(error, advertiserIds));
        // A refusal that names none of them would be the same for ever.
        if (refused.size === 0) break;
        wanted = wanted.filter(({ advertiserId }) => !refused.has(advertiserId));
      }
    }
  }
  return { back, error: firstError };
}
