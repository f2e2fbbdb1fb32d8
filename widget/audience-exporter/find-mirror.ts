import type { Export } from '../../shared/exports.ts';
import type { CreateMirror } from '../../shared/mirrors.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { TikTokAdsError } from '../client/errors.ts';

/**
 * The mirror that an earlier try made whose answer was lost, so that trying again does not make a second one; null when there is none.
 *
 * @param since of the check that it came from
 */
export async function findMirror(
  client: TikTokAdsClient,
  { advertiserId, segmentId, audience }: CreateMirror,
  since: string,
  signal: AbortSignal,
): Promise<string | null> {
  const mirrors = await client.listAll('listMirrors', { query: { advertiserId }, signal });
  const made = mirrors.find(
    (one) =>
      one.segmentId === segmentId &&
      one.createdAt >= since &&
      ('create' in audience
        ? one.audienceName === audience.create.name
        : one.customAudienceId === audience.update.customAudienceId),
  );
  return made?.id ?? null;
}

/** Asks for a mirror's first run; one that is under way already, because the answer to an earlier try was lost, is that run. */
export async function openFirstRun(client: TikTokAdsClient, mirrorId: string, signal: AbortSignal): Promise<Export> {
  const params = { mirrorId };
  try {
    return await client.call('runMirror', { params, body: {}, signal });
  } catch (error) {
    if (!(error instanceof TikTokAdsError) || error.code !== 'mirror_running') throw error;
    const { currentExportId } = await client.call('getMirror', { params, signal });
    if (currentExportId === null) throw error;
    return client.call('getExport', { params: { exportId: currentExportId }, signal });
  }
}
