import type { TikTokAdsClient } from '../client/client.ts';

/**
 * The ad account in which a run waits for somebody's answer, the given one before others; null where none does. It asks the
 * server about its own mirrors and runs only, never TikTok.
 */
export async function findQuestion(client: TikTokAdsClient, chosen: string | null): Promise<string | null> {
  const mirrors = await client.listAll('listMirrors', {});
  const ids = mirrors.flatMap(({ currentExportId }) => (currentExportId === null ? [] : [currentExportId]));
  const runs = await Promise.all(ids.map((exportId) => client.call('getExport', { params: { exportId } })));
  const asking = runs.filter(({ state, confirmation }) => state === 'ready' && confirmation !== null);
  const here = asking.find(({ advertiserId }) => advertiserId === chosen) ?? asking[0];
  return here?.advertiserId ?? null;
}
