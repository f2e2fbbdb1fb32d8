import { z } from 'zod';
import type { TikTokAnswer, TikTokClient, TikTokRequest } from '../client.ts';
import { inParallel } from '../in-parallel.ts';
import { type Grant, onBehalfOf, pageInfo, wireId } from './fields.ts';

/** What the person who gave the grant may do with an ad account. ANALYST only reads. */
export type AdvertiserRole = 'ADMIN' | 'OPERATOR' | 'ANALYST';

const PAGE_SIZE = 50;

const businessCenters = z.object({
  list: z.array(z.object({ bc_info: z.object({ bc_id: wireId }) })),
  page_info: pageInfo,
});
const assets = z.object({
  list: z.array(z.object({ asset_id: wireId, advertiser_role: z.string().nullish() })),
  page_info: pageInfo,
});

/** The ids of the Business Centers that the person belongs to. */
export async function listBusinessCenters(client: TikTokClient, grant: Grant): Promise<string[]> {
  const rows = await allPages(client, (page) => ({
    ...read(grant, '/bc/get/'),
    query: { page, page_size: PAGE_SIZE },
    data: businessCenters,
  }));
  return rows.map((row) => row.bc_info.bc_id);
}

/** The ad accounts of a Business Center and the person's role in each; a role of a kind unknown here is left out. */
export async function listAdvertiserAssets(
  client: TikTokClient,
  grant: Grant,
  bcId: string,
): Promise<{ advertiserId: string; role: AdvertiserRole }[]> {
  const rows = await allPages(client, (page) => ({
    ...read(grant, '/bc/asset/get/'),
    query: { bc_id: bcId, asset_type: 'ADVERTISER', page, page_size: PAGE_SIZE },
    data: assets,
  }));
  return rows.flatMap((row) =>
    isRole(row.advertiser_role) ? [{ advertiserId: row.asset_id, role: row.advertiser_role }] : [],
  );
}

function read(
  grant: Grant,
  path: string,
): ReturnType<typeof onBehalfOf> & Pick<TikTokRequest<unknown>, 'method' | 'path' | 'repeatable'> {
  return { ...onBehalfOf(grant), method: 'GET', path, repeatable: true };
}

/** The first page tells how many there are; the others are read side by side. */
async function allPages<Row>(
  client: TikTokClient,
  request: (page: number) => TikTokRequest<{ list: Row[]; page_info: { total_page: number } }>,
): Promise<Row[]> {
  const first: TikTokAnswer<{ list: Row[]; page_info: { total_page: number } }> = await client.request(request(1));
  const others = Array.from({ length: Math.max(0, first.data.page_info.total_page - 1) }, (_, index) => index + 2);
  const rest = await inParallel(others, async (page) => (await client.request(request(page))).data.list);
  return [first.data.list, ...rest].flat();
}

function isRole(value: string | null | undefined): value is AdvertiserRole {
  return value === 'ADMIN' || value === 'OPERATOR' || value === 'ANALYST';
}
