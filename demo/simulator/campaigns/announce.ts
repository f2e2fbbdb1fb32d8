/** Tells subscribers what has been decided about an ad, an ad group or an ad account. */
import type { SimulatorState } from '../state.ts';
import { suspensionNotice } from '../webhooks/sample-entries.ts';
import type { Advertiser } from '../world.ts';
import type { Ad, Adgroup } from './entities.ts';

/** The result of an ad's review. Whether an approval carries an empty `reject_reason` is [unverified]. */
export function announceAd(state: SimulatorState, ad: Ad): number {
  const logId = state.webhooks.ids.next();
  return state.webhooks.notify('AD', [`AD:${ad.adId}`], () => ({
    ...reviewEntry(logId, ad.adgroup),
    ad_id: ad.adId,
    ad_name: ad.name,
    reject_reason: ad.review.reason,
  }));
}

/** The result of an ad group's review. */
export function announceAdgroup(state: SimulatorState, adgroup: Adgroup): number {
  const logId = state.webhooks.ids.next();
  return state.webhooks.notify('AD_GROUP', [`AD_GROUP:${adgroup.adgroupId}`], () => ({
    ...reviewEntry(logId, adgroup),
    reject_reason: adgroup.review.reason,
  }));
}

/** A suspension, or its end; to those who watch the ad account or its Business Center. */
export function announceSuspension(state: SimulatorState, advertiser: Advertiser, reason: string): number {
  const targets = [`AD_ACCOUNT_SUSPENSION:${advertiser.advertiserId}`];
  if (advertiser.ownerBcId !== null) targets.push(`AD_ACCOUNT_SUSPENSION:bc:${advertiser.ownerBcId}`);
  const atMs = state.clock.now();
  const { status } = advertiser;
  return state.webhooks.notify('AD_ACCOUNT_SUSPENSION', targets, (subscriptionId) =>
    suspensionNotice(advertiser, { status, reason, atMs, subscriptionId }),
  );
}

/** The same `log_id` for every subscriber: it names what happened, not who is told [unverified]. */
function reviewEntry(logId: string, adgroup: Adgroup): Record<string, string> {
  const { campaign } = adgroup;
  return {
    log_id: logId,
    adv_id: campaign.advertiserId,
    campaign_id: campaign.campaignId,
    campaign_name: campaign.name,
    adgroup_id: adgroup.adgroupId,
    adgroup_name: adgroup.name,
  };
}
