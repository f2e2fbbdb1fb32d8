import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, wireId } from './fields.ts';

/** A country in which TikTok can look for people. */
export interface Country {
  locationId: string;
  name: string;
  regionCode: string;
}

const regionData = z.object({
  region_info: z.array(
    z.object({ location_id: wireId, name: optionalText, region_code: optionalText, level: optionalText }),
  ),
});

/**
 * The countries that an ad account can reach (portal page "Get available locations"). Placement and objective are required there; those
 * of the widest reach are asked for, since a lookalike is not yet part of a campaign.
 */
export async function listCountries(client: TikTokClient, grant: Grant, advertiserId: string): Promise<Country[]> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: '/tool/region/',
    query: {
      advertiser_id: advertiserId,
      placements: ['PLACEMENT_TIKTOK'],
      objective_type: 'REACH',
      level_range: 'TO_COUNTRY',
    },
    data: regionData,
    repeatable: true,
  });
  return data.region_info.flatMap(({ location_id: locationId, name, region_code: regionCode, level }) =>
    (level === null || level === 'COUNTRY') && regionCode !== null
      ? [{ locationId, name: name ?? regionCode, regionCode }]
      : [],
  );
}
