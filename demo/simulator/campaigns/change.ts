/** What may still be changed (portal page "Update the statuses of ad groups"): deleting is final, for children too. */
import { badArgument } from '../input.ts';
import type { Ad, Adgroup, Campaign } from './entities.ts';

/** Why a campaign cannot change any more; null when it can. */
export function campaignObstacle(campaign: Campaign): string | null {
  return campaign.operationStatus === 'DELETE' ? `Campaign ${campaign.campaignId} has been deleted.` : null;
}

export function adgroupObstacle(adgroup: Adgroup): string | null {
  if (adgroup.operationStatus === 'DELETE') return `Ad group ${adgroup.adgroupId} has been deleted.`;
  return campaignObstacle(adgroup.campaign);
}

export function adObstacle(ad: Ad): string | null {
  return ad.operationStatus === 'DELETE' ? `Ad ${ad.adId} has been deleted.` : adgroupObstacle(ad.adgroup);
}

/** The entity of an id. @throws {TikTokFailure} 40002 - there is none in this ad account, or it cannot change any more */
export function changeable<T>(
  entities: ReadonlyMap<string, T>,
  id: string,
  field: string,
  obstacle: (entity: T) => string | null,
): T {
  const entity = entities.get(id);
  const problem = entity === undefined ? `${id} does not exist.` : obstacle(entity);
  if (entity === undefined || problem !== null) throw badArgument(`${field}: ${problem}`);
  return entity;
}
