import type { CreateMirror } from '../../shared/mirrors.ts';
import type { TikTokAdsClient } from '../client/client.ts';

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
