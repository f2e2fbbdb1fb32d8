import type { EventDraft } from '../events/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { ReviewNews } from './decide-review.ts';

/** An ad or ad group as far as it is known. */
export interface ReviewedThing {
  kind: 'ad' | 'adgroup';
  id: string;
  name: string | null;
  campaignId: string | null;
  campaignName: string | null;
  adgroupId: string | null;
  adgroupName: string | null;
}

/** The event that tells what a review came to. */
export function toReviewDraft(
  { advertiserId, name, connectionId }: Pick<AdAccountWithConnection, 'advertiserId' | 'name' | 'connectionId'>,
  thing: ReviewedThing,
  { key, verdict, reasons, suggestion, confirmed, occurredAt }: ReviewNews,
): EventDraft {
  const { campaignId, campaignName, adgroupId, adgroupName } = thing;
  const place = { campaignId, campaignName, adgroupId, adgroupName };
  const about = {
    advertiserId,
    accountName: name,
    connectionId,
    subject: { kind: thing.kind, id: thing.id, name: thing.name },
    occurredAt,
  };
  if (verdict === 'disapproved') {
    const type = `${thing.kind}.disapproved` as const;
    const data = { ...place, reasons, suggestion, confirmed };
    return { ...about, type, key: `${type}:${thing.id}:${key}`, data };
  }
  const type = `${thing.kind}.approved` as const;
  const data = { ...place, isPartial: verdict === 'partial', confirmed };
  return { ...about, type, key: `${type}:${thing.id}:${key}`, data };
}
