// What happens at TikTok without anybody here doing anything: reviews and suspensions. The simulator is asked to do it.

export interface TikTokSide {
  readonly imported: () => Promise<readonly { advertiserId: string; name: string }[]>;
  /** A control call of the simulator; null when it gave no answer. */
  readonly ask: <Answer>(path: string, body?: unknown) => Promise<Answer | null>;
}

/** What came of it. Nothing is done where no ad account is imported. */
export interface TikTokDid {
  readonly ad: string | null;
  readonly account: string | null;
  /** Subscriptions that TikTok told about it. */
  readonly notified: number;
  /** It was so before, so that there was nothing to tell. */
  readonly isAlready?: boolean;
}

interface AdView {
  readonly adId: string;
  readonly name: string;
  readonly decision: string;
}

interface SubscriptionView {
  readonly isAlive: boolean;
  readonly detail: Readonly<Record<string, unknown>>;
}

const REASON = 'Misleading claim: waterproof for life.';
const NOTHING: TikTokDid = { ad: null, account: null, notified: 0 };

/**
 * TikTok's review turns the next ad down, or passes one that it has turned down; one whose reviews the server has subscribed to.
 * @returns null when the simulator did not answer
 */
export async function reviewAnAd(side: TikTokSide, decision: 'reject' | 'approve'): Promise<TikTokDid | null> {
  const accounts = await side.imported();
  const [first] = accounts;
  if (first === undefined) return NOTHING;
  const all = await side.ask<{ subscriptions: SubscriptionView[] }>('/webhooks/subscriptions');
  if (all === null) return null;
  // Nobody would hear of the others.
  const heard = JSON.stringify(all.subscriptions.filter(({ isAlive }) => isAlive).map(({ detail }) => detail));
  for (const { advertiserId, name: account } of accounts) {
    const found = await side.ask<{ ads: AdView[] }>(`/ads?advertiserId=${advertiserId}`);
    if (found === null) return null;
    const ad = found.ads.find(
      ({ adId, decision: now }) => heard.includes(`"${adId}"`) && (now === 'reject') === (decision === 'approve'),
    );
    if (ad === undefined) continue;
    const done = await side.ask<{ notified: number }>('/ads/review', { adId: ad.adId, decision, reason: REASON });
    return done === null ? null : { ad: ad.name, account, notified: done.notified };
  }
  return { ad: null, account: first.name, notified: 0 };
}

/** TikTok suspends the first imported ad account, or lifts that. @returns null when the simulator did not answer */
export async function suspendAnAccount(side: TikTokSide, isSuspended: boolean): Promise<TikTokDid | null> {
  const [account] = await side.imported();
  if (account === undefined) return NOTHING;
  const body = isSuspended
    ? { status: 'STATUS_LIMIT', reason: 'Unacceptable business practices.' }
    : { status: 'STATUS_ENABLE' };
  const done = await side.ask<{ notified: number; before?: string }>('/advertisers/status', {
    advertiserId: account.advertiserId,
    ...body,
  });
  if (done === null) return null;
  const did = { ad: null, account: account.name, notified: done.notified };
  return done.before === body.status ? { ...did, isAlready: true } : did;
}
