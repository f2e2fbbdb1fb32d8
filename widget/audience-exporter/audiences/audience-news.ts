import type { ActivityEvent } from '../../../shared/events.ts';
import { changesAudiences } from '../audience-changes.ts';
import type { AudiencesModel } from './audiences-model.ts';

/**
 * Brings what is shown of one ad account up to date; null where something was missed.
 * @throws {TikTokAdsError} any - the audiences could not be read; what is kept in sync is looked at again anyway
 */
export async function hearNews(model: AudiencesModel, events: readonly ActivityEvent[] | null): Promise<void> {
  const { list, mirrors, advertiserId, isFolded } = model;
  const ours = events?.filter((event) => event.advertiserId === advertiserId);
  if (ours?.length === 0) return;
  const isListed = !isFolded && (ours?.some(changesAudiences) ?? true);
  await Promise.all([mirrors.refreshQuietly(), isListed ? list.refreshQuietly() : undefined]);
}
