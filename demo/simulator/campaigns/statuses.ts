/**
 * What `secondary_status` says of a campaign, an ad group or an ad, and the `primary_status` it falls under (portal page
 * "Supported secondary statuses for a primary status"). Which one wins when several hold is our reading [inferred]:
 * deleted, paused, the account, the schedule, then review; what is above an entity before the entity itself.
 */
import type { Advertiser } from '../world.ts';
import type { Ad, Adgroup, Campaign, Review } from './entities.ts';

export type PrimaryStatus =
  | 'STATUS_DELETE'
  | 'STATUS_DISABLE'
  | 'STATUS_NOT_DELIVERY'
  | 'STATUS_DELIVERY_OK'
  | 'STATUS_TIME_DONE';

export interface DeliveryStatus {
  primary: PrimaryStatus;
  secondary: string;
}

/** Words a filter may use; those beyond `PrimaryStatus` that nothing here falls under simply find nothing. */
export const PRIMARY_STATUSES = [
  'STATUS_ALL',
  'STATUS_NOT_DELETE',
  'STATUS_DELETE',
  'STATUS_NOT_DELIVERY',
  'STATUS_DISABLE',
  'STATUS_DELIVERY_OK',
  'STATUS_TIME_DONE',
  'STATUS_RF_CLOSED',
  'STATUS_FROZEN',
  'STATUS_DELIVERY_PARTIAL',
  'STATUS_DELIVERY_CATALOG',
] as const;

/** A campaign stays enabled while its ads are in review or rejected: review is read at ad level [inferred]. */
export function campaignStatus(campaign: Campaign, advertiser: Advertiser): DeliveryStatus {
  if (campaign.operationStatus === 'DELETE') return deleted('CAMPAIGN_STATUS_DELETE');
  if (campaign.operationStatus === 'DISABLE') return disabled('CAMPAIGN_STATUS_DISABLE');
  return accountStatus('CAMPAIGN', advertiser) ?? delivering('CAMPAIGN_STATUS_ENABLE');
}

export function adgroupStatus(adgroup: Adgroup, advertiser: Advertiser, nowMs: number): DeliveryStatus {
  const { campaign } = adgroup;
  if (campaign.operationStatus === 'DELETE') return deleted('ADGROUP_STATUS_CAMPAIGN_DELETE');
  if (adgroup.operationStatus === 'DELETE') return deleted('ADGROUP_STATUS_DELETE');
  if (campaign.operationStatus === 'DISABLE') return disabled('ADGROUP_STATUS_CAMPAIGN_DISABLE');
  if (adgroup.operationStatus === 'DISABLE') return disabled('ADGROUP_STATUS_DISABLE');
  const account = accountStatus('ADGROUP', advertiser);
  if (account !== null) return account;
  if (adgroup.ads.length === 0) return notDelivering('ADGROUP_STATUS_CREATE');
  if (hasEnded(adgroup, nowMs)) return { primary: 'STATUS_TIME_DONE', secondary: 'ADGROUP_STATUS_TIME_DONE' };
  if (adgroup.review.decision === 'reject') return notDelivering('ADGROUP_STATUS_AUDIT_DENY');
  if (adgroup.review.decision === 'review') return notDelivering(inReview('ADGROUP', adgroup.review));
  if (!hasStarted(adgroup, nowMs)) return notDelivering('ADGROUP_STATUS_NOT_START');
  return delivering('ADGROUP_STATUS_DELIVERY_OK');
}

export function adStatus(ad: Ad, advertiser: Advertiser, nowMs: number): DeliveryStatus {
  const { adgroup } = ad;
  const { campaign } = adgroup;
  if (campaign.operationStatus === 'DELETE') return deleted('AD_STATUS_CAMPAIGN_DELETE');
  if (adgroup.operationStatus === 'DELETE') return deleted('AD_STATUS_ADGROUP_DELETE');
  if (ad.operationStatus === 'DELETE') return deleted('AD_STATUS_DELETE');
  if (campaign.operationStatus === 'DISABLE') return disabled('AD_STATUS_CAMPAIGN_DISABLE');
  if (adgroup.operationStatus === 'DISABLE') return disabled('AD_STATUS_ADGROUP_DISABLE');
  if (ad.operationStatus === 'DISABLE') return disabled('AD_STATUS_DISABLE');
  const account = accountStatus('AD', advertiser);
  if (account !== null) return account;
  if (hasEnded(adgroup, nowMs)) return { primary: 'STATUS_TIME_DONE', secondary: 'AD_STATUS_DONE' };
  if (adgroup.review.decision === 'reject') return notDelivering('AD_STATUS_ADGROUP_AUDIT_DENY');
  if (ad.review.decision === 'reject') return notDelivering('AD_STATUS_AUDIT_DENY');
  if (ad.review.decision === 'review') return notDelivering(inReview('AD', ad.review));
  if (adgroup.review.decision === 'review') return notDelivering(inReview('AD', adgroup.review));
  if (!hasStarted(adgroup, nowMs)) return notDelivering('AD_STATUS_NOT_START');
  return delivering('AD_STATUS_DELIVERY_OK');
}

/** Whether a status falls under the word a filter names. */
export function isUnder(status: DeliveryStatus, filter: string): boolean {
  if (filter === 'STATUS_ALL') return true;
  if (filter === 'STATUS_NOT_DELETE') return status.primary !== 'STATUS_DELETE';
  return status.primary === filter;
}

function hasStarted({ schedule }: Adgroup, nowMs: number): boolean {
  return schedule === null || schedule.startsAt <= nowMs;
}

function hasEnded({ schedule }: Adgroup, nowMs: number): boolean {
  return schedule !== null && schedule.endsAt <= nowMs;
}

function inReview(level: 'ADGROUP' | 'AD', review: Review): string {
  return review.decidedAt === null ? `${level}_STATUS_AUDIT` : `${level}_STATUS_REAUDIT`;
}

/** An ad account that may not advertise stops everything in it; null when it may. */
function accountStatus(level: 'CAMPAIGN' | 'ADGROUP' | 'AD', { status }: Advertiser): DeliveryStatus | null {
  if (status === 'STATUS_ENABLE') return null;
  if (status === 'STATUS_LIMIT') return notDelivering('ADVERTISER_ACCOUNT_PUNISH');
  if (status === 'STATUS_CONTRACT_PENDING') return notDelivering('ADVERTISER_CONTRACT_PENDING');
  const isRefused = status.includes('FAIL') || status === 'STATUS_DISABLE';
  return notDelivering(`${level}_STATUS_ADVERTISER_AUDIT${isRefused ? '_DENY' : ''}`);
}

function deleted(secondary: string): DeliveryStatus {
  return { primary: 'STATUS_DELETE', secondary };
}

function disabled(secondary: string): DeliveryStatus {
  return { primary: 'STATUS_DISABLE', secondary };
}

function notDelivering(secondary: string): DeliveryStatus {
  return { primary: 'STATUS_NOT_DELIVERY', secondary };
}

function delivering(secondary: string): DeliveryStatus {
  return { primary: 'STATUS_DELIVERY_OK', secondary };
}
