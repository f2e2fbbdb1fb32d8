import type { ActivityEvent } from '../../../shared/events.ts';
import type { AudiencesModel } from './audiences-model.ts';

/** After these TikTok's list is another: it is asked for that, so for nothing less. */
const CHANGES_LIST: readonly string[] = ['export.completed', 'audience.ready', 'audience.expiring'];

/** Brings what is shown of one ad account up to date; null where something was missed. */
export function hearNews(model: AudiencesModel, events: readonly ActivityEvent[] | null): void {
  const { list, mirrors, advertiserId, isFolded } = model;
  const ours = events?.filter((event) => event.advertiserId === advertiserId);
  if (ours?.length === 0) return;
  void mirrors.refreshQuietly();
  if (!isFolded && (ours?.some(({ type }) => CHANGES_LIST.includes(type)) ?? true)) void list.refreshQuietly();
}
